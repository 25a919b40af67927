using SemCom.Coding;

namespace SemCom.Framing;

/// <summary>
/// How a message of bytes fills the symbols behind the header of a digital frame: one transport block of TS 38.212, scrambled, mapped and spread over
/// the frame. Immutable; both ends are built from one header.
/// </summary>
public sealed class DigitalFormat
{
    private const uint ScramblerInitialValue = 0x0D16;
    private const int CheckBits = 24;
    private const int ShortCheckBits = 16;
    private const int ShortestWithLongCheck = 3824 + ShortCheckBits;

    private readonly byte[] _scrambler;

    private DigitalFormat(TransportFormat transport)
    {
        Transport = transport;
        _scrambler = new byte[transport.CodedBits];
        GoldSequence.Fill(ScramblerInitialValue, _scrambler);
    }

    /// <summary>The transport block.</summary>
    public TransportFormat Transport { get; }

    /// <summary>The scrambling bits, one for each coded bit: without them silence would be a valid block.</summary>
    public ReadOnlySpan<byte> Scrambler => _scrambler;

    /// <summary>The format of a frame; null where the message does not fit its symbols, so that the header must be wrong.</summary>
    public static DigitalFormat? For(DigitalHeader header)
    {
        ArgumentNullException.ThrowIfNull(header);
        var coded = (long)header.Symbols * header.Mcs.Constellation.BitsPerSymbol;
        if (coded > TransportFormat.MaxCodedBits || 8L * header.MessageBytes + CheckBits > TransportFormat.MaxCodeRate * coded)
            return null;
        return new DigitalFormat(TransportFormat.Create(8 * header.MessageBytes, (int)coded, header.Mcs));
    }

    /// <summary>Longest message that fits a number of symbols without exceeding the code rate of the MCS, CRCs included [bytes]; 0 where none fits.</summary>
    public static int MessageBytes(McsEntry mcs, int symbols)
    {
        ArgumentNullException.ThrowIfNull(mcs);
        var information = Math.Min((long)(symbols * mcs.BitsPerSymbol), TransportFormat.MaxMessageBits);
        if (information <= ShortestWithLongCheck)
            return (int)Math.Max(0, (information - ShortCheckBits) / 8);
        // Only low rates keep base graph 2 for long messages (TS 38.212 §6.2.2), and short ones fit one block of either.
        var longest = (mcs.CodeRate <= 0.25 ? LdpcBaseGraph.Graph2 : LdpcBaseGraph.Graph1).MaxBlockBits;
        var blocks = information <= longest ? 0 : (information + longest - CheckBits - 1) / (longest - CheckBits);
        return (int)Math.Max(0, (information - CheckBits * (1 + blocks)) / 8);
    }
}
