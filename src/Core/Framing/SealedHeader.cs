namespace SemCom.Framing;

/// <summary>
/// What everybody may know of a frame that carries a private part of a picture: where the part lies, and how long message and payload are. Sent like a <see cref="FrameHeader"/>, with as many
/// bits; the real header is in the sealed message, which authenticates this one.
/// </summary>
public sealed record SealedHeader
{
    internal const int Version = 4;

    private const int LengthBits = 19;
    private const int UsedBits = 3 + 8 + 4 * 14 + LengthBits + MessageProtection.IndexBits + 24;

    /// <summary>Running number of the frame, modulo 256.</summary>
    public required int Sequence { get; init; }

    /// <summary>Where the part lies in its picture.</summary>
    public required PictureBox Place { get; init; }

    /// <summary>Bytes of the sealed message.</summary>
    public required int MessageBytes { get; init; }

    /// <summary>Protection of the sealed message.</summary>
    public required MessageProtection Protection { get; init; }

    /// <summary>Symbols of the payload.</summary>
    public required int PayloadSymbols { get; init; }

    /// <summary>The header as bits, one per byte [<see cref="FrameHeader.BitCount"/>].</summary>
    public byte[] ToBits()
    {
        var bits = new byte[FrameHeader.BitCount];
        var cursor = new BitCursor(bits);
        cursor.Write(Version, 3);
        cursor.Write(Sequence, 8);
        cursor.Write(Place.X, 14);
        cursor.Write(Place.Y, 14);
        cursor.Write(Place.Width - 1, 14);
        cursor.Write(Place.Height - 1, 14);
        cursor.Write(MessageBytes, LengthBits);
        cursor.Write(Protection.Index, MessageProtection.IndexBits);
        cursor.Write(PayloadSymbols, 24);
        return bits;
    }

    /// <summary>Reads a header whose CRC was right. Null when it is none of a sealed frame, or speaks of something unknown.</summary>
    public static SealedHeader? FromBits(ReadOnlySpan<byte> bits)
    {
        var cursor = new BitCursor(bits.ToArray());
        if (cursor.Read(3) != Version)
            return null;
        var sequence = cursor.Read(8);
        var place = new PictureBox(cursor.Read(14), cursor.Read(14), cursor.Read(14) + 1, cursor.Read(14) + 1);
        var (bytes, index, payload) = (cursor.Read(LengthBits), cursor.Read(MessageProtection.IndexBits), cursor.Read(24));
        if (index >= MessageProtection.All.Count || bytes == 0 || payload == 0 || !MessageProtection.All[index].Takes(8 * bytes) || cursor.Read(FrameHeader.BitCount - UsedBits) != 0)
            return null;
        return new SealedHeader { Sequence = sequence, Place = place, MessageBytes = bytes, Protection = MessageProtection.All[index], PayloadSymbols = payload };
    }
}
