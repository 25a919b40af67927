namespace SemCom.Framing;

/// <summary>Unsigned fields in a row of single bits (one per byte), most significant bit first.</summary>
internal ref struct BitCursor(Span<byte> bits)
{
    private readonly Span<byte> _bits = bits;
    private int _at;

    public void Write(int value, int width)
    {
        if (value < 0 || width < 31 && value >> width != 0)
            throw new ArgumentOutOfRangeException(nameof(value), $"{value} does not fit {width} bits");
        for (var i = width - 1; i >= 0; i--)
            _bits[_at++] = (byte)(value >> i & 1);
    }

    public int Read(int width)
    {
        var value = 0;
        for (var i = 0; i < width; i++)
            value = value << 1 | _bits[_at++];
        return value;
    }
}
