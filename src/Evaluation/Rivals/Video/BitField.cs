namespace SemCom.Evaluation.Rivals;

/// <summary>Reads the bits of a payload from its start, and writes some of them anew. Behind the end there are zeros.</summary>
internal ref struct BitField(Span<byte> bytes)
{
    private readonly Span<byte> _bytes = bytes;

    /// <summary>The next bit.</summary>
    public int Position { get; set; }

    /// <summary>Reads an unsigned number.</summary>
    public int Read(int bits)
    {
        var value = 0;
        for (var i = 0; i < bits; i++, Position++)
            value = value << 1 | (Position >> 3 < _bytes.Length ? _bytes[Position >> 3] >> (7 - (Position & 7)) & 1 : 0);
        return value;
    }

    /// <summary>Reads an Exp-Golomb code, ue(v); at most 2¹⁶.</summary>
    public int ReadGolomb()
    {
        var zeros = 0;
        while (zeros < 16 && Read(1) == 0)
            zeros++;
        return (1 << zeros) - 1 + Read(zeros);
    }

    /// <summary>Writes a number over the bits from here on.</summary>
    public void Overwrite(int value, int bits)
    {
        for (var i = bits - 1; i >= 0; i--, Position++)
        {
            if (Position >> 3 >= _bytes.Length)
                return;
            var mask = (byte)(0x80 >> (Position & 7));
            _bytes[Position >> 3] = (byte)((value >> i & 1) == 1 ? _bytes[Position >> 3] | mask : _bytes[Position >> 3] & ~mask);
        }
    }
}
