namespace SemCom.Evaluation;

/// <summary>The panels of a channel with a single gain.</summary>
internal static class FlatPanels
{
    private const double LowestProbability = 1e-4;

    /// <summary>|h|² over channel uses or frames.</summary>
    public static void DrawEnvelope(
        SvgText svg, (double X, double Y, double Width, double Height) place, ChannelInspection inspection, FlatInspection flat, string measured)
    {
        var (count, powers) = (flat.PowerDb.Count, flat.PowerDb);
        var uses = flat.IsPerFrame ? count : flat.Uses;
        var x = Axis.Round(flat.IsPerFrame ? "frame" : "channel use", [0, uses]);
        var y = Axis.Round("|h|² [dB]", [Math.Max(-45, powers.Min()), Math.Max(5, powers.Max()), -10]);
        var plot = new Plot(svg, place, flat.IsPerFrame ? "Gain of each frame" : "Gain within the first frame",
            x with { Max = uses, Ticks = [.. x.Ticks.Where(tick => tick <= uses)] }, y);
        var points = powers.Select((db, i) => ((double)i * uses / count, db));
        plot.Line(points.Append((uses, powers[^1])), measured, 1.5, steps: flat.IsPerFrame || inspection.CoherenceSymbols > 1);
    }

    /// <summary>Probability of fades, measured and by the model.</summary>
    public static void DrawDistribution(
        SvgText svg, (double X, double Y, double Width, double Height) place, FlatInspection flat, string measured, string model)
    {
        var points = flat.Distribution;
        var x = Axis.Round("|h|² below [dB]", [points[0].X, points[^1].X]);
        var y = new Axis("probability", LowestProbability, 1, [1e-4, 1e-3, 1e-2, 0.1, 1],
            p => p >= 0.01 ? Axis.Number(p) : p >= 1e-3 ? "10⁻³" : "10⁻⁴", Logarithmic: true);
        var plot = new Plot(svg, place, "Distribution of the gain", x, y);
        if (points.All(point => point.Model is not null))
        {
            plot.Line(points.Where(point => point.Model >= LowestProbability).Select(point => (point.X, point.Model!.Value)), model);
            plot.Legend(("measured", measured, false), ("theory", model, true));
        }
        foreach (var point in points.Where(point => point.Measured >= LowestProbability))
            plot.Dot(point.X, point.Measured, null, measured, radius: 2.2);
    }
}
