namespace SemCom.Coding;

/// <summary>
/// A square QAM constellation whose amplitudes occur as often as a composition says, scaled to unit mean power. The first bit of each axis is the sign, equally likely either way, the others are the
/// amplitude (TS 38.211 §5.1). Immutable.
/// </summary>
public sealed class ShapedConstellation
{
    private readonly byte[] _labels;
    private readonly byte[] _amplitudes;
    private readonly float[] _axisAmplitudes;
    private readonly float[] _logPriors;

    /// <summary>Creates the constellation.</summary>
    /// <param name="constellation">16-, 64- or 256-QAM.</param>
    /// <param name="composition">How often each amplitude occurs, the smallest first [2^(BitsPerAxis − 1)]; some amplitude must.</param>
    /// <exception cref="ArgumentException">The composition has another length, or is empty.</exception>
    public ShapedConstellation(Constellation constellation, ReadOnlySpan<int> composition)
    {
        ArgumentNullException.ThrowIfNull(constellation);
        var axis = constellation.AxisAmplitudes.ToArray();
        if (composition.Length != axis.Length / 2 || !composition.ContainsAnyInRange(1, int.MaxValue))
            throw new ArgumentException($"{constellation.Name} has {axis.Length / 2} amplitudes, of which some must occur (got a composition of {composition.Length})", nameof(composition));
        Constellation = constellation;
        // Labels without their sign bit stand in the first half of the table.
        _labels = [.. Enumerable.Range(0, composition.Length).OrderBy(label => Math.Abs(axis[label])).Select(label => (byte)label)];
        _amplitudes = new byte[_labels.Length];
        var (total, power) = (0.0, 0.0);
        for (var amplitude = 0; amplitude < _labels.Length; amplitude++)
        {
            _amplitudes[_labels[amplitude]] = (byte)amplitude;
            total += composition[amplitude];
            power += 2.0 * composition[amplitude] * axis[_labels[amplitude]] * axis[_labels[amplitude]];
        }
        Scale = (float)Math.Sqrt(total / power);
        _axisAmplitudes = [.. axis.Select(amplitude => amplitude * Scale)];
        _logPriors = new float[axis.Length];
        for (var label = 0; label < axis.Length; label++)
            _logPriors[label] = (float)Math.Log(composition[_amplitudes[label & (_labels.Length - 1)]] / (2 * total));
    }

    /// <summary>The constellation of a row, under its distribution or with points that are equally likely.</summary>
    public static ShapedConstellation Of(McsEntry mcs)
    {
        ArgumentNullException.ThrowIfNull(mcs);
        return Of(mcs.Constellation, mcs.Amplitudes);
    }

    /// <summary>A constellation under a distribution; null for points that are equally likely.</summary>
    internal static ShapedConstellation Of(Constellation constellation, AmplitudeDistribution? amplitudes)
    {
        if (amplitudes is not null)
            return new ShapedConstellation(constellation, amplitudes.Parts);
        var alike = new int[constellation.AxisAmplitudes.Length / 2];
        Array.Fill(alike, 1);
        return new ShapedConstellation(constellation, alike);
    }

    /// <summary>The constellation that the bits are mapped with.</summary>
    public Constellation Constellation { get; }

    /// <summary>Factor by which its points are farther apart.</summary>
    public float Scale { get; }

    /// <summary>Scaled amplitude of one real dimension for each label; the axis' first bit is the label's most significant [2^BitsPerAxis].</summary>
    public ReadOnlySpan<float> AxisAmplitudes => _axisAmplitudes;

    /// <summary>ln P(label) for each of them; −∞ for amplitudes that do not occur.</summary>
    public ReadOnlySpan<float> LogPriors => _logPriors;

    /// <summary>Bits that stand for the n-th smallest amplitude, sign bit 0.</summary>
    public int LabelOf(int amplitude) => _labels[amplitude];

    /// <summary>Which amplitude, counted from the smallest, a label without its sign bit stands for.</summary>
    public int AmplitudeOf(int label) => _amplitudes[label];
}
