namespace SemCom.Receiver.Estimation;

/// <summary>
/// Shapes of power over delay and over Doppler shift, each of sum 1, of which the prior mixes what it believes: learned ones that began as 3GPP's profiles of many delay
/// spreads and as Jakes' spectra, and every single wave. Immutable.
/// </summary>
internal sealed class WaveShapes(double[][] overDelay, double[][] overShift)
{
    public int OverDelay => overDelay.Length;

    public int OverShift => overShift.Length;

    /// <summary>p / power of the weights of the shapes over delay.</summary>
    public double[] Delays(ReadOnlySpan<double> weights) => Mix(overDelay, weights);

    /// <summary>q of the weights of the shapes over Doppler shift.</summary>
    public double[] Dopplers(ReadOnlySpan<double> weights) => Mix(overShift, weights);

    /// <summary>Σ_d x_d·P_sd of each shape over delay.</summary>
    public SplitRow AlongDelays(SplitRow x) => Along(overDelay, x);

    /// <summary>Σ_v x_v·Q_tv of each shape over Doppler shift.</summary>
    public SplitRow AlongDopplers(SplitRow x) => Along(overShift, x);

    private static SplitRow Along(double[][] shapes, SplitRow x)
    {
        var sums = new SplitRow(shapes.Length);
        for (var s = 0; s < shapes.Length; s++)
            sums.Set(s, x.Dot(shapes[s]));
        return sums;
    }

    private static double[] Mix(double[][] shapes, ReadOnlySpan<double> weights)
    {
        var sum = new double[shapes[0].Length];
        for (var s = 0; s < shapes.Length; s++)
            SplitVector.MultiplyAdd(weights[s], shapes[s], sum);
        return sum;
    }
}
