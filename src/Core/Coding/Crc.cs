namespace SemCom.Coding;

/// <summary>
/// A cyclic redundancy check of TS 38.212 §5.1, on bits held one per byte (0 or 1), first bit first. Parity bits follow
/// the message, highest power first.
/// </summary>
public sealed class Crc
{
    private readonly uint _start;

    private Crc(string name, int length, uint polynomial, uint start)
    {
        (Name, Length, Polynomial, _start) = (name, length, polynomial, start);
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
        foreach (var bit in bits)
        {
            var feedback = ((register >> (Length - 1)) ^ bit) & 1;
            register = ((register << 1) & mask) ^ (Polynomial & (0 - feedback));
        }
        return register;
    }
}
