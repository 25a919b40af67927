using SemCom.Coding;

namespace SemCom.Framing;

/// <summary>
/// How a message of bytes fills the symbols behind the header of a digital frame: one transport block of TS 38.212, scrambled, mapped and spread over
/// the frame. Immutable; both ends are built from one header.
/// </summary>
public sealed class DigitalFormat
{
    private const uint ScramblerInitialValue = 0x0D16;

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
        var information = TransportFormat.InformationBits(8 * header.MessageBytes, header.Mcs.CodeRate);
        return coded > TransportFormat.MaxCodedBits || information > TransportFormat.MaxCodeRate * coded
            ? null
            : For(header.MessageBytes, header.Symbols, header.Mcs);
    }

    /// <summary>The format of a message in a number of symbols.</summary>
    /// <exception cref="SemComException">The message does not fit.</exception>
    public static DigitalFormat For(int messageBytes, int symbols, McsEntry mcs)
    {
        ArgumentNullException.ThrowIfNull(mcs);
        return new DigitalFormat(TransportFormat.Create(8 * messageBytes, symbols * mcs.Constellation.BitsPerSymbol, mcs));
    }

    /// <summary>Longest message that fits a number of symbols without exceeding the code rate of the MCS, CRCs included [bytes]; 0 where none fits.</summary>
    public static int MessageBytes(McsEntry mcs, int symbols)
    {
        ArgumentNullException.ThrowIfNull(mcs);
        return TransportFormat.MessageBytes((long)(symbols * mcs.BitsPerSymbol), mcs.CodeRate);
    }
}
