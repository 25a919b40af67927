using SemCom.Wire;

namespace SemCom.Streaming;

/// <summary>A picture's frame between the processes, or the news that there is none.</summary>
/// <remarks>A MessagePack array [1, stream, number, captured, outcome, width, height, antennas, power as float 64, channel, symbols as in <see cref="SymbolCode"/>].</remarks>
/// <param name="Stream">Which run of the transmitter.</param>
/// <param name="Number">Number of the picture; for the end of a stream how many there were.</param>
/// <param name="Captured">When it was taken, by the transmitter's clock.</param>
/// <param name="Fate">What became of it so far.</param>
internal sealed record FrameMessage(ulong Stream, int Number, DateTimeOffset Captured, FrameMessageFate Fate)
{
    /// <summary>Longest message [bytes].</summary>
    public const int MaxBytes = 1 << 24;

    private const int Version = 1, Fields = 11, MaxChannelBytes = 1024;

    /// <summary>Pixels in a row, for those who need a size before anything has arrived.</summary>
    public int Width { get; init; } = 1;

    /// <summary>Rows.</summary>
    public int Height { get; init; } = 1;

    /// <summary>Antennas of the end that the symbols are at.</summary>
    public int Antennas { get; init; } = 1;

    /// <summary>Transmit power against the nominal one, for the air alone [dB].</summary>
    public double PowerDb { get; init; }

    /// <summary>The channel that they came over; empty before.</summary>
    public string Channel { get; init; } = "";

    /// <summary>What is sent, or was received; null where nothing is.</summary>
    public SymbolBlock? Symbols { get; init; }

    public byte[] ToBytes()
    {
        var count = Symbols?.Count ?? 0;
        var writer = new MessagePackWriter(128 + SymbolCode.BytesPerSymbol * count);
        writer.WriteArrayHead(Fields);
        writer.Write(Version);
        writer.Write(Stream);
        writer.Write(Number);
        writer.Write(Captured.ToUnixTimeMilliseconds());
        writer.Write((int)Fate);
        writer.Write(Width);
        writer.Write(Height);
        writer.Write(Antennas);
        writer.Write(PowerDb);
        writer.Write(Channel);
        SymbolCode.Write(Symbols is null ? [] : Symbols.Span, writer.BeginBinary(SymbolCode.BytesPerSymbol * count));
        return writer.TakeBytes();
    }

    /// <summary>Reads a message; null where it is none.</summary>
    public static FrameMessage? Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var reader = new MessagePackReader(bytes, "frame message");
            if (reader.ReadArrayHead(Fields) != Fields || reader.ReadInt32(Version, Version) != Version)
                return null;
            var (stream, number, captured) = (reader.ReadUInt64(), reader.ReadInt32(0, int.MaxValue), reader.ReadInt64());
            if (captured is < 0 or > 253_402_300_799_999)
                return null;
            var message = new FrameMessage(stream, number, DateTimeOffset.FromUnixTimeMilliseconds(captured), (FrameMessageFate)reader.ReadInt32(0, (int)FrameMessageFate.End))
            {
                Width = reader.ReadInt32(1, Picture.MaxSide),
                Height = reader.ReadInt32(1, Picture.MaxSide),
                Antennas = reader.ReadInt32(1, AntennaScheme.MaxAntennas),
                PowerDb = reader.ReadDouble(),
                Channel = reader.ReadText(MaxChannelBytes),
            };
            var symbols = SymbolCode.Read(reader.ReadBinary(MaxBytes));
            reader.End();
            if (symbols is null || !(Math.Abs(message.PowerDb) <= 60) || (message.Fate == FrameMessageFate.Sent) != symbols.Length > 0 || symbols.Length % message.Antennas != 0 || (long)message.Width * message.Height > Picture.MaxPixels)
                return null;
            return symbols.Length == 0 ? message : message with { Symbols = new SymbolBlock(symbols) };
        }
        catch (SemComException)
        {
            return null;
        }
    }
}
