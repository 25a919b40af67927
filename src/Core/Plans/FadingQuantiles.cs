namespace SemCom;

/// <summary>A fading distribution as a few power gains with their probabilities, for expectations at planning time.</summary>
public static class FadingQuantiles
{
    private static readonly (double, double)[] Constant = [(1, 1)];
    private static readonly (double, double)[] Rayleigh = OfExponential([0, 0.01, 0.03, 0.06, 0.1, 0.15, 0.25, 0.4, 0.6, 0.8, 0.95, 1]);

    /// <summary>|h|² and its probability, E|h|² close to 1.</summary>
    public static IReadOnlyList<(double Gain, double Probability)> Of(FadingAssumption fading) =>
        fading == FadingAssumption.BlockRayleigh ? Rayleigh : Constant;

    private static (double, double)[] OfExponential(double[] edges)
    {
        var points = new (double, double)[edges.Length - 1];
        for (var i = 0; i < points.Length; i++)
            points[i] = (-Math.Log(1 - (edges[i] + edges[i + 1]) / 2), edges[i + 1] - edges[i]);
        return points;
    }
}
