using SemCom.Coding;

namespace SemCom.Transmitter.Coding;

/// <summary>
/// Turns the message of one <see cref="TransportFormat"/> into coded bits: CRC, code blocks, LDPC, rate matching, bit interleaving. Nothing is
/// allocated after construction; one instance serves one thread at a time.
/// </summary>
public sealed class TransportEncoder
{
    private readonly TransportFormat _format;
    private readonly LdpcEncoder _encoder;
    private readonly byte[] _blocks;
    private readonly byte[] _block;
    private readonly byte[] _codeword;

    /// <summary>Creates the encoder of a format.</summary>
    public TransportEncoder(TransportFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        _format = format;
        _encoder = new LdpcEncoder(format.Code);
        _blocks = new byte[format.BlockCount * format.BlockBits];
        _block = new byte[format.Code.InformationLength];
        _codeword = new byte[format.Code.CodewordLength];
    }

    /// <summary>Encodes one message.</summary>
    /// <param name="messageBits">MessageBits bits, one per byte, 0 or 1.</param>
    /// <param name="codedBits">Receives CodedBits bits in the order of transmission.</param>
    /// <param name="redundancyVersion">0..3; 0 first.</param>
    /// <exception cref="ArgumentException">A span has another length, a byte is neither 0 nor 1, or there is no such version.</exception>
    public void Encode(ReadOnlySpan<byte> messageBits, Span<byte> codedBits, int redundancyVersion = 0)
    {
        if (codedBits.Length != _format.CodedBits)
            throw new ArgumentException($"the format gives {_format.CodedBits} coded bits (room for {codedBits.Length})", nameof(codedBits));
        _format.Segmentation.Cut(messageBits, _blocks);
        for (var block = 0; block < _format.BlockCount; block++)
        {
            _blocks.AsSpan(block * _format.BlockBits, _format.BlockBits).CopyTo(_block);
            EncodeBlock(block, codedBits, redundancyVersion);
        }
    }

    private void EncodeBlock(int block, Span<byte> codedBits, int redundancyVersion)
    {
        var matcher = _format.RateMatcherOf(block);
        var core = (_format.BaseGraph.InformationColumns - LdpcBaseGraph.PuncturedColumns + LdpcBaseGraph.CoreRows) * _format.Code.LiftingSize;
        var codeword = _codeword.AsSpan(0, Math.Max(matcher.CodewordPrefix(redundancyVersion), core));
        _encoder.Encode(_block, codeword);
        matcher.Select(codeword, codedBits.Slice(_format.FirstCodedBitOf(block), matcher.CodedBits), redundancyVersion);
    }
}
