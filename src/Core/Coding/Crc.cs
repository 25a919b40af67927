using System.Buffers.Binary;

namespace SemCom.Coding;

/// <summary>
/// A cyclic redundancy check of TS 38.212 §5.1, on bits held one per byte (0 or 1), first bit first. Parity bits follow
/// the message, highest power first.
/// </summary>
public sealed class Crc
{
    private const int ByteBits = 8;

    private readonly uint _start;
    private readonly uint[] _byteRemainders;

    private Crc(string name, int length, uint polynomial, uint start)
    {
        (Name, Length, Polynomial, _start) = (name, length, polynomial, start);
        _byteRemainders = length < ByteBits ? [] : [.. Enumerable.Range(0, 1 << ByteBits).Select(first => RemainderOfByte((uint)first))];
    }

    /// <summary>gCRC24A(D), for transport blocks.</summary>
    public static Crc Crc24A { get; } = new("CRC24A", 24, 0x864CFB, 0);

    /// <summary>gCRC24B(D), for LDPC code blocks.</summary>
    public static Crc Crc24B { get; } = new("CRC24B", 24, 0x800063, 0);

    /// <summary>gCRC24C(D), for polar-coded control information.</summary>
    public static Crc Crc24C { get; } = new("CRC24C", 24, 0xB2B117, 0);

    /// <summary>gCRC16(D).</summary>
    public static Crc Crc16 { get; } = new("CRC16", 16, 0x1021, 0);

    /// <summary>gCRC11(D).</summary>
    public static Crc Crc11 { get; } = new("CRC11", 11, 0x621, 0);

    /// <summary>gCRC6(D).</summary>
    public static Crc Crc6 { get; } = new("CRC6", 6, 0x21, 0);

    /// <summary>Name in the standard.</summary>
    public string Name { get; }

    /// <summary>Parity bits L.</summary>
    public int Length { get; }

    /// <summary>Generator polynomial without its leading term; bit i is the coefficient of D^i.</summary>
    public uint Polynomial { get; }

    /// <summary>
    /// The same check computed as if L ones stood before the message (TS 38.212 §7.3.2), so that all zeros, which a
    /// decoder finds in silence, is not a valid block.
    /// </summary>
    public Crc WithLeadingOnes()
    {
        var ones = new byte[Length];
        Array.Fill(ones, (byte)1);
        return new Crc(Name, Length, Polynomial, Remainder(0, ones));
    }

    /// <summary>Parity of <paramref name="bits"/>; bit L−1 of the result is the first parity bit.</summary>
    public uint Compute(ReadOnlySpan<byte> bits) => Remainder(_start, bits);

    /// <summary>Writes the parity of all but the last L bits of <paramref name="block"/> into these last L.</summary>
    public void Append(Span<byte> block)
    {
        var parity = Compute(block[..^Length]);
        for (var i = 0; i < Length; i++)
            block[block.Length - Length + i] = (byte)((parity >> (Length - 1 - i)) & 1);
    }

    /// <summary>True when the last L bits of <paramref name="block"/> are the parity of those before.</summary>
    public bool IsValid(ReadOnlySpan<byte> block)
    {
        if (block.Length < Length)
            return false;
        var parity = Compute(block[..^Length]);
        for (var i = 0; i < Length; i++)
        {
            if (block[block.Length - Length + i] != ((parity >> (Length - 1 - i)) & 1))
                return false;
        }
        return true;
    }

    private uint Remainder(uint register, ReadOnlySpan<byte> bits)
    {
        var mask = (uint)((1L << Length) - 1);
        if (Length >= ByteBits)
        {
            for (; bits.Length >= ByteBits; bits = bits[ByteBits..])
                register = ((register << ByteBits) & mask) ^ _byteRemainders[(register >> (Length - ByteBits)) ^ Gather(bits)];
        }
        foreach (var bit in bits)
        {
            var feedback = ((register >> (Length - 1)) ^ bit) & 1;
            register = ((register << 1) & mask) ^ (Polynomial & (0 - feedback));
        }
        return register;
    }

    /// <summary>What eight steps make of a register that starts with these eight bits.</summary>
    private uint RemainderOfByte(uint first)
    {
        var (register, mask) = (first << (Length - ByteBits), (uint)((1L << Length) - 1));
        for (var step = 0; step < ByteBits; step++)
            register = ((register << 1) & mask) ^ (Polynomial & (0 - ((register >> (Length - 1)) & 1)));
        return register;
    }

    /// <summary>Eight bits, one per byte, as one number, first bit highest: the product puts bit i at 63 − i and nothing else above bit 55.</summary>
    private static uint Gather(ReadOnlySpan<byte> bits)
    {
        var spread = BinaryPrimitives.ReadUInt64LittleEndian(bits) & 0x0101_0101_0101_0101;
        return (uint)((spread * 0x8040_2010_0804_0201) >> 56);
    }
}
