using SemCom.Coding;

namespace SemCom.Receiver.Decoding;

/// <summary>
/// Turns the LLRs of one <see cref="TransportFormat"/> back into the message, or says which parts of it are wrong. Redundancy versions, and repetitions of one,
/// add up until <see cref="Reset"/>. One instance serves one thread at a time.
/// </summary>
public sealed class TransportDecoder
{
    private readonly TransportFormat _format;
    private readonly ILdpcDecoder _decoder;
    private readonly float[] _llrs;
    private readonly byte[] _blocks;

    /// <summary>Creates the decoder of a format.</summary>
    /// <param name="format">The format that the message was encoded with.</param>
    /// <param name="options">Algorithm, iterations, early stop.</param>
    /// <exception cref="SemComException">An option is out of its range.</exception>
    public TransportDecoder(TransportFormat format, LdpcDecoderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(format);
        _format = format;
        _decoder = DecoderOf(format.Code, format.BlockBits, options);
        _llrs = new float[format.BlockCount * format.Code.CodewordLength];
        _blocks = new byte[format.BlockCount * format.BlockBits];
    }

    /// <summary>Takes the LLRs of one transmission and adds them to what was accepted before.</summary>
    /// <param name="llrs">CodedBits LLRs in the order of transmission, positive for 0; 0 or NaN where nothing was received.</param>
    /// <param name="redundancyVersion">The version that was sent, 0..3.</param>
    /// <exception cref="ArgumentException">The number of LLRs is wrong, or there is no such version.</exception>
    public void Accept(ReadOnlySpan<float> llrs, int redundancyVersion = 0)
    {
        if (llrs.Length != _format.CodedBits)
            throw new ArgumentException($"the format has {_format.CodedBits} coded bits (got {llrs.Length} LLRs)", nameof(llrs));
        for (var block = 0; block < _format.BlockCount; block++)
        {
            var matcher = _format.RateMatcherOf(block);
            matcher.Combine(llrs.Slice(_format.FirstCodedBitOf(block), matcher.CodedBits), LlrsOf(block), redundancyVersion);
        }
    }

    /// <summary>Decodes what was accepted so far; more may be accepted afterwards.</summary>
    /// <param name="messageBits">Receives MessageBits bits, one per byte; those of a wrong code block are the decoder's best guess.</param>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    public TransportResult Decode(Span<byte> messageBits)
    {
        if (messageBits.Length != _format.MessageBits)
            throw new ArgumentException($"the format carries {_format.MessageBits} bits (room for {messageBits.Length})", nameof(messageBits));
        var blockCorrect = new bool[_format.BlockCount];
        var iterations = 0;
        for (var block = 0; block < blockCorrect.Length; block++)
        {
            var decoding = _decoder.Decode(LlrsOf(block), _blocks.AsSpan(block * _format.BlockBits, _format.BlockBits));
            iterations += decoding.Iterations;
            // Where nothing was received bits come out as 0, and the CRC of zeros is zero.
            blockCorrect[block] = decoding.Decided;
        }
        return new TransportResult(_format.Segmentation.Join(_blocks, messageBits, blockCorrect), blockCorrect, iterations);
    }

    /// <summary>Forgets what was accepted, for the next message.</summary>
    public void Reset() => Array.Clear(_llrs);

    /// <summary>The decoder that options ask for.</summary>
    /// <exception cref="SemComException">An option is out of its range.</exception>
    internal static ILdpcDecoder DecoderOf(LdpcCode code, int informationBits, LdpcDecoderOptions? options)
    {
        options = (options ?? new LdpcDecoderOptions()).Validate();
        return options.Algorithm switch
        {
            LdpcAlgorithm.TwoStage => new LdpcTwoStageDecoder(code, informationBits, options),
            LdpcAlgorithm.LayeredMinSum => new LdpcDecoder(code, informationBits, options),
            _ => new LdpcBeliefPropagation(code, informationBits, options),
        };
    }

    private Span<float> LlrsOf(int block) => _llrs.AsSpan(block * _format.Code.CodewordLength, _format.Code.CodewordLength);
}
