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
    private readonly byte[] _block;
    private readonly byte[] _transport;

    /// <summary>Creates the decoder of a format.</summary>
    /// <param name="format">The format that the message was encoded with.</param>
    /// <param name="options">Algorithm, iterations, early stop.</param>
    /// <exception cref="SemComException">An option is out of its range.</exception>
    public TransportDecoder(TransportFormat format, LdpcDecoderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(format);
        options = (options ?? new LdpcDecoderOptions()).Validate();
        _format = format;
        _decoder = options.Algorithm switch
        {
            LdpcAlgorithm.TwoStage => new LdpcTwoStageDecoder(format.Code, format.BlockBits, options),
            LdpcAlgorithm.LayeredMinSum => new LdpcDecoder(format.Code, format.BlockBits, options),
            _ => new LdpcBeliefPropagation(format.Code, format.BlockBits, options),
        };
        _llrs = new float[format.BlockCount * format.Code.CodewordLength];
        _block = new byte[format.BlockBits];
        _transport = new byte[format.TransportBits];
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
            var decoding = _decoder.Decode(LlrsOf(block), _block);
            iterations += decoding.Iterations;
            _block.AsSpan(0, _format.BlockPayloadBits).CopyTo(_transport.AsSpan(block * _format.BlockPayloadBits));
            // Where nothing was received bits come out as 0, and the CRC of zeros is zero.
            blockCorrect[block] = decoding.Decided && _format.BlockCheck?.IsValid(_block) != false;
        }
        var transportCorrect = _format.TransportCheck.IsValid(_transport.AsSpan(0, _format.TransportBits - _format.PaddingBits));
        if (_format.BlockCheck is null)
            blockCorrect[0] &= transportCorrect;
        _transport.AsSpan(0, messageBits.Length).CopyTo(messageBits);
        return new TransportResult(transportCorrect && Array.TrueForAll(blockCorrect, correct => correct), blockCorrect, iterations);
    }

    /// <summary>Forgets what was accepted, for the next message.</summary>
    public void Reset() => Array.Clear(_llrs);

    private Span<float> LlrsOf(int block) => _llrs.AsSpan(block * _format.Code.CodewordLength, _format.Code.CodewordLength);
}
