using SemCom.Coding;

namespace SemCom.Framing;

/// <summary>
/// How a message of bytes fills the symbols behind the header of a digital frame: one transport block of TS 38.212, scrambled, mapped and spread over
/// the frame, or the same message with shaped amplitudes. Immutable; both ends are built from one header.
/// </summary>
public sealed class DigitalFormat
{
    private const uint ScramblerInitialValue = 0x0D16;

    private readonly byte[] _scrambler;

    private DigitalFormat(TransportFormat transport)
    {
        (Transport, Segmentation) = (transport, transport.Segmentation);
        _scrambler = new byte[transport.CodedBits];
        GoldSequence.Fill(ScramblerInitialValue, _scrambler);
    }

    private DigitalFormat(ShapedFormat shaped) => (Shaped, Segmentation, _scrambler) = (shaped, shaped.Segmentation, []);

    /// <summary>The transport block; null where amplitudes are shaped.</summary>
    public TransportFormat? Transport { get; }

    /// <summary>The message with shaped amplitudes; null where it is a transport block.</summary>
    public ShapedFormat? Shaped { get; }

    /// <summary>How the message is cut into code blocks.</summary>
    public CodeBlockSegmentation Segmentation { get; }

    /// <summary>Complex symbols of the message.</summary>
    public int SymbolCount => Shaped?.SymbolCount ?? Transport!.SymbolCount;

    /// <summary>The scrambling bits of a transport block, one for each coded bit: without them silence would be a valid block.</summary>
    public ReadOnlySpan<byte> Scrambler => _scrambler;

    /// <summary>The format of a frame; null where the message does not fit its symbols, so that the header must be wrong.</summary>
    public static DigitalFormat? For(DigitalHeader header)
    {
        ArgumentNullException.ThrowIfNull(header);
        if (header.Mcs.Amplitudes is not null)
            return ShapedFormat.TryCreate(8 * header.MessageBytes, header.Symbols, header.Mcs) is { } shaped ? new DigitalFormat(shaped) : null;
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
        if (mcs.Amplitudes is null)
            return new DigitalFormat(TransportFormat.Create(8 * messageBytes, symbols * mcs.Constellation.BitsPerSymbol, mcs));
        Guard.InRange(messageBytes, 1, DigitalHeader.MaxMessageBytes, "message bytes", "split the message");
        return ShapedFormat.TryCreate(8 * messageBytes, symbols, mcs) is { } shaped
            ? new DigitalFormat(shaped)
            : throw new SemComException($"a message of {messageBytes} bytes does not fit {symbols} symbols with {mcs}; use more symbols or a shorter message");
    }

    /// <summary>Longest message that fits a number of symbols without exceeding the code rate of the MCS, CRCs included [bytes]; 0 where none fits.</summary>
    public static int MessageBytes(McsEntry mcs, int symbols)
    {
        ArgumentNullException.ThrowIfNull(mcs);
        return mcs.Amplitudes is null ? TransportFormat.MessageBytes((long)(symbols * mcs.BitsPerSymbol), mcs.CodeRate) : ShapedFormat.MessageBytes(mcs, symbols);
    }

    /// <summary>C: code blocks of a message in a number of symbols.</summary>
    public static int CountBlocks(int messageBytes, int symbols, McsEntry mcs)
    {
        ArgumentNullException.ThrowIfNull(mcs);
        return mcs.Amplitudes is null ? TransportFormat.CountBlocks(8 * messageBytes, mcs.CodeRate) : ShapedFormat.CountBlocks(8 * messageBytes, symbols, mcs);
    }
}
