namespace SemCom.Coding;

/// <summary>Bytes to single bits and back, most significant bit first. Single bits stand one per byte, as 0 or 1.</summary>
public static class BitPacking
{
    /// <summary>Writes the first <c>bits.Length</c> bits of <paramref name="bytes"/>, one per element.</summary>
    /// <exception cref="ArgumentException">There are fewer bytes than the bits need.</exception>
    public static void Unpack(ReadOnlySpan<byte> bytes, Span<byte> bits)
    {
        if (bytes.Length < ByteCount(bits.Length))
            throw new ArgumentException($"{bits.Length} bits need {ByteCount(bits.Length)} bytes (got {bytes.Length})", nameof(bytes));
        for (var i = 0; i < bits.Length; i++)
            bits[i] = (byte)((bytes[i >> 3] >> (7 - (i & 7))) & 1);
    }

    /// <summary>Packs <paramref name="bits"/> into the first bytes of <paramref name="bytes"/>; the last one is filled up with zeros.</summary>
    /// <exception cref="ArgumentException">There are fewer bytes than the bits need.</exception>
    public static void Pack(ReadOnlySpan<byte> bits, Span<byte> bytes)
    {
        if (bytes.Length < ByteCount(bits.Length))
            throw new ArgumentException($"{bits.Length} bits need {ByteCount(bits.Length)} bytes (got {bytes.Length})", nameof(bytes));
        bytes[..ByteCount(bits.Length)].Clear();
        for (var i = 0; i < bits.Length; i++)
            bytes[i >> 3] |= (byte)((bits[i] & 1) << (7 - (i & 7)));
    }

    /// <summary>All bits of some bytes.</summary>
    public static byte[] ToBits(ReadOnlySpan<byte> bytes)
    {
        var bits = new byte[8 * bytes.Length];
        Unpack(bytes, bits);
        return bits;
    }

    /// <summary>Bits as bytes; the last one is filled up with zeros.</summary>
    public static byte[] ToBytes(ReadOnlySpan<byte> bits)
    {
        var bytes = new byte[ByteCount(bits.Length)];
        Pack(bits, bytes);
        return bytes;
    }

    /// <summary>Bytes that hold <paramref name="bitCount"/> bits.</summary>
    public static int ByteCount(int bitCount) => (bitCount + 7) / 8;
}
