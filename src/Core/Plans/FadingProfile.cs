namespace SemCom;

/// <summary>A kind of frame, by how much its fading leaves of the mean SNR.</summary>
/// <param name="CodeGain">Power gain that a code word of QPSK symbols spread over the frame is worth.</param>
/// <param name="Symbols">Power gains that the mean squared error of the frame's symbols is worth.</param>
/// <param name="Probability">Share of such frames.</param>
public readonly record struct FadingQuantile(double CodeGain, SymbolGains Symbols, double Probability);

/// <summary>
/// What the transmitter assumes about fading when it chooses how to protect header and side information: the distribution of the effective
/// power gain of a frame, as a few gains with their probabilities. Long-term knowledge of a channel, not of a realization. Immutable.
/// </summary>
public sealed class FadingProfile
{
    private static readonly double[] Edges = [0, 0.01, 0.03, 0.06, 0.1, 0.15, 0.25, 0.4, 0.6, 0.8, 0.95, 1];

    private FadingProfile(string name, IReadOnlyList<FadingQuantile> quantiles, IReadOnlyList<double>? within = null) => (Name, Quantiles, Within) = (name, quantiles, within ?? []);

    /// <summary>The gain is constant, or varies so fast that it averages out within a code word.</summary>
    public static FadingProfile None { get; } = new("none", [new(1, SymbolGains.Alike(1), 1)]);

    /// <summary>One Rayleigh gain for the whole frame: the SNR of a frame is exponentially distributed around its mean.</summary>
    public static FadingProfile BlockRayleigh { get; } = new("block Rayleigh", OfDistribution(p => (-Math.Log(1 - p), SymbolGains.Alike(-Math.Log(1 - p)))));

    /// <summary>For people.</summary>
    public string Name { get; }

    /// <summary>Kinds of frames, from the deepest fade up.</summary>
    public IReadOnlyList<FadingQuantile> Quantiles { get; }

    /// <summary>Power gains that equally many symbols of every code word meet, where gains vary from symbol to symbol; none where those of a code word are summed up by <see cref="Quantiles"/>.</summary>
    public IReadOnlyList<double> Within { get; }

    /// <summary>True when there is only one gain.</summary>
    public bool IsConstant => Quantiles.Count == 1;

    /// <summary>The distribution of observed effective gains.</summary>
    /// <param name="gains">Power gains of independent frames, at least one; not ordered.</param>
    /// <exception cref="SemComException">No gain, or one that is negative or not finite.</exception>
    public static FadingProfile OfGains(IReadOnlyCollection<(double CodeGain, SymbolGains Symbols)> gains)
    {
        ArgumentNullException.ThrowIfNull(gains);
        Guard.InRange(gains.Count, 1, int.MaxValue, "number of observed gains", "observe at least one frame");
        foreach (var (code, symbols) in gains)
        {
            foreach (var gain in (ReadOnlySpan<double>)[code, symbols.Usual, symbols.Strong, symbols.Strongest])
                Guard.InRange(gain, 0, double.MaxValue, "power gain", "use |h|²");
        }
        var sorted = gains.OrderBy(g => g.CodeGain).ThenBy(g => g.Symbols.Usual).ToArray();
        var middle = sorted[sorted.Length / 2];
        var spread = Math.Max(sorted[^1].CodeGain - sorted[0].CodeGain, gains.Max(g => g.Symbols.Usual) - gains.Min(g => g.Symbols.Usual));
        return spread < 1e-6 * (1 + middle.Symbols.Usual)
            ? new("constant", [new(middle.CodeGain, middle.Symbols, 1)])
            : new("observed", OfDistribution(p => sorted[Math.Min((int)(p * sorted.Length), sorted.Length - 1)]));
    }

    /// <summary>Gains that vary from symbol to symbol, so that all code words fare alike.</summary>
    /// <param name="gains">Power gains that equally many symbols meet, at least one.</param>
    /// <exception cref="SemComException">No gain, or one that is negative or not finite.</exception>
    public static FadingProfile OfSymbols(IReadOnlyList<double> gains)
    {
        ArgumentNullException.ThrowIfNull(gains);
        Guard.InRange(gains.Count, 1, int.MaxValue, "number of observed gains", "observe at least one symbol");
        foreach (var gain in gains)
            Guard.InRange(gain, 0, double.MaxValue, "power gain", "use |h|²");
        return new("symbol by symbol", None.Quantiles, [.. gains]);
    }

    /// <summary>Power gain of code words where there is only one; otherwise that of the mean, 1 [dB].</summary>
    public double ConstantGainDb => IsConstant ? Decibels.FromLinear(Quantiles[0].CodeGain) : 0;

    /// <summary>Probability that the gain is too small for a threshold.</summary>
    /// <param name="snrDb">Mean SNR [dB].</param>
    /// <param name="thresholdDb">SNR that is needed [dB].</param>
    public double Outage(double snrDb, double thresholdDb)
    {
        var needed = Decibels.ToLinear(thresholdDb - snrDb);
        return Quantiles.Where(q => q.CodeGain < needed).Sum(q => q.Probability);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static FadingQuantile[] OfDistribution(Func<double, (double CodeGain, SymbolGains Symbols)> inverse)
    {
        var points = new FadingQuantile[Edges.Length - 1];
        for (var i = 0; i < points.Length; i++)
        {
            var (code, symbols) = inverse((Edges[i] + Edges[i + 1]) / 2);
            points[i] = new FadingQuantile(code, symbols, Edges[i + 1] - Edges[i]);
        }
        return points;
    }
}
