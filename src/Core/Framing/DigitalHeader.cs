using SemCom.Coding;

namespace SemCom.Framing;

/// <summary>
/// What the receiver must know before it can read a digital frame: bytes of any content in one transport block. Sent like a
/// <see cref="FrameHeader"/>, with as many bits.
/// </summary>
public sealed record DigitalHeader
{
    /// <summary>Longest message in bytes.</summary>
    public const int MaxMessageBytes = TransportFormat.MaxMessageBits / 8;

    private const int UnusedBits = FrameHeader.BitCount - (3 + 8 + 2 + 2 + 6 + 8 + 24 + 24 + 14 + 14);

    /// <summary>What the message is, 0..255, as both ends agreed.</summary>
    public required int Content { get; init; }

    /// <summary>Modulation and code rate.</summary>
    public required McsEntry Mcs { get; init; }

    /// <summary>Running number of the frame, modulo 256.</summary>
    public required int Sequence { get; init; }

    /// <summary>Bytes of the message, from 1.</summary>
    public required int MessageBytes { get; init; }

    /// <summary>Symbols behind the header, from 1.</summary>
    public required int Symbols { get; init; }

    /// <summary>Width of the picture in the message, 1..16384; 1 for other content.</summary>
    public int Width { get; init; } = 1;

    /// <summary>Height of the picture in the message.</summary>
    public int Height { get; init; } = 1;

    /// <summary>The header as bits, one per byte [<see cref="FrameHeader.BitCount"/>].</summary>
    public byte[] ToBits()
    {
        var bits = new byte[FrameHeader.BitCount];
        var cursor = new BitCursor(bits);
        cursor.Write(FrameHeader.Version, 3);
        cursor.Write(Content, 8);
        cursor.Write((int)LinkMode.Digital, 2);
        cursor.Write(Mcs.Table, 2);
        cursor.Write(Mcs.Index, 6);
        cursor.Write(Sequence, 8);
        cursor.Write(MessageBytes, 24);
        cursor.Write(Symbols, 24);
        cursor.Write(Width - 1, 14);
        cursor.Write(Height - 1, 14);
        return bits;
    }

    /// <summary>Reads a header whose CRC was right. Null when it is none of a digital frame, or speaks of something unknown.</summary>
    public static DigitalHeader? FromBits(ReadOnlySpan<byte> bits)
    {
        var cursor = new BitCursor(bits.ToArray());
        if (cursor.Read(3) != FrameHeader.Version)
            return null;
        var content = cursor.Read(8);
        if (cursor.Read(2) != (int)LinkMode.Digital || cursor.Read(2) is var table && cursor.Read(6) is var index && index >= McsTables.Of(table).Count)
            return null;
        var header = new DigitalHeader
        {
            Content = content,
            Mcs = McsTables.Find(table, index),
            Sequence = cursor.Read(8),
            MessageBytes = cursor.Read(24),
            Symbols = cursor.Read(24),
            Width = cursor.Read(14) + 1,
            Height = cursor.Read(14) + 1,
        };
        return header.MessageBytes is > 0 and <= MaxMessageBytes && header.Symbols > 0 && cursor.Read(UnusedBits) == 0 ? header : null;
    }
}
