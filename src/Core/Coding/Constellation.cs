namespace SemCom.Coding;

/// <summary>
/// A Gray-labelled square QAM constellation of TS 38.211 §5.1 with unit mean power. Bits b0, b2, … choose the in-phase
/// amplitude, b1, b3, … the quadrature amplitude, both from the same table.
/// </summary>
public sealed class Constellation
{
    private readonly float[] _axisAmplitudes;

    private Constellation(string name, int bitsPerAxis)
    {
        Name = name;
        BitsPerAxis = bitsPerAxis;
        _axisAmplitudes = new float[1 << bitsPerAxis];
        var scale = 1 / Math.Sqrt(2.0 * ((1 << 2 * bitsPerAxis) - 1) / 3);
        for (var label = 0; label < _axisAmplitudes.Length; label++)
            _axisAmplitudes[label] = (float)(scale * OddAmplitude(label, bitsPerAxis));
    }

    /// <summary>QPSK, §5.1.3.</summary>
    public static Constellation Qpsk { get; } = new("QPSK", 1);

    /// <summary>16-QAM, §5.1.4.</summary>
    public static Constellation Qam16 { get; } = new("16-QAM", 2);

    /// <summary>64-QAM, §5.1.5.</summary>
    public static Constellation Qam64 { get; } = new("64-QAM", 3);

    /// <summary>256-QAM, §5.1.6.</summary>
    public static Constellation Qam256 { get; } = new("256-QAM", 4);

    /// <summary>The field's name.</summary>
    public string Name { get; }

    /// <summary>Bits that choose the amplitude of one real dimension.</summary>
    public int BitsPerAxis { get; }

    /// <summary>Bits per complex symbol.</summary>
    public int BitsPerSymbol => 2 * BitsPerAxis;

    /// <summary>Amplitude of one real dimension for each label; the axis' first bit is the label's most significant [2^BitsPerAxis].</summary>
    public ReadOnlySpan<float> AxisAmplitudes => _axisAmplitudes;

    /// <summary>The constellation with Qm = 2, 4, 6 or 8 bits per symbol.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    public static Constellation OfBitsPerSymbol(int bitsPerSymbol) => bitsPerSymbol switch
    {
        2 => Qpsk,
        4 => Qam16,
        6 => Qam64,
        8 => Qam256,
        _ => throw new ArgumentOutOfRangeException(nameof(bitsPerSymbol), bitsPerSymbol, "symbols carry 2, 4, 6 or 8 bits"),
    };

    /// <summary>Maps bits, one per byte, to symbols.</summary>
    /// <param name="bits">BitsPerSymbol bits for each symbol.</param>
    /// <param name="symbols">Receives the symbols.</param>
    /// <exception cref="ArgumentException">The numbers of bits and symbols do not fit.</exception>
    public void Map(ReadOnlySpan<byte> bits, Span<Complex32> symbols)
    {
        if (bits.Length != symbols.Length * BitsPerSymbol)
        {
            var expected = symbols.Length * BitsPerSymbol;
            throw new ArgumentException($"{symbols.Length} {Name} symbols take {expected} bits (got {bits.Length})", nameof(bits));
        }
        for (var s = 0; s < symbols.Length; s++)
        {
            var (inPhase, quadrature) = (0, 0);
            var label = bits.Slice(s * BitsPerSymbol, BitsPerSymbol);
            for (var i = 0; i < label.Length; i += 2)
            {
                inPhase = 2 * inPhase + (label[i] & 1);
                quadrature = 2 * quadrature + (label[i + 1] & 1);
            }
            symbols[s] = new Complex32(_axisAmplitudes[inPhase], _axisAmplitudes[quadrature]);
        }
    }

    /// <summary>±1, ±3, …: (1−2b0)·(2^(m−1) − amplitude of the bits that follow).</summary>
    private static int OddAmplitude(int label, int bits)
    {
        var sign = 1 - 2 * ((label >> (bits - 1)) & 1);
        return bits == 1 ? sign : sign * ((1 << (bits - 1)) - OddAmplitude(label, bits - 1));
    }
}
