namespace SemCom.Evaluation;

/// <summary>The panels of a channel with several paths.</summary>
internal static class PathPanels
{
    private const double DeepestDb = -40;

    /// <summary>Mean power over delay, with the model's beside it.</summary>
    public static void DrawProfile(
        SvgText svg, (double X, double Y, double Width, double Height) place, MultipathInspection paths, string measured, string model)
    {
        var (scale, prefix) = Quantity.PrefixFor(Math.Max(paths.MaxDelaySeconds, 1e-9));
        var shown = paths.PrefixSeconds is { } limit && limit < 2 * paths.MaxDelaySeconds ? limit : (double?)null;
        var lowest = paths.Profile.Min(path => Math.Min(Db(path.Measured), path.Model is { } p ? Db(p) : 0));
        var x = Axis.Round($"delay [{prefix}s]", [0, paths.MaxDelaySeconds / scale, (shown ?? 0) / scale]);
        var y = Axis.Round("power [dB]", [Math.Max(DeepestDb, lowest - 3), Math.Max(0, paths.Profile.Max(path => Db(path.Measured)))]);
        var plot = new Plot(svg, place, "Power-delay profile", x, y);
        foreach (var path in paths.Profile)
        {
            plot.Stem(path.X / scale, Db(path.Measured), measured);
            plot.Dot(path.X / scale, Db(path.Measured),
                path.HalfWidth95 is { } half ? (Db(path.Measured - half), Db(path.Measured + half)) : null, measured);
            if (path.Model is { } expected)
                plot.Mark(path.X / scale, Db(expected), model);
        }
        if (shown is { } end)
            plot.Limit(end / scale, "prefix");
        if (paths.Profile.Any(path => path.Model is not null))
            plot.Legend(("measured, 95 %", measured, false), ("table", model, true));
    }

    /// <summary>Real part of the correlation over the distance of times.</summary>
    public static void DrawTimeCorrelation(
        SvgText svg, (double X, double Y, double Width, double Height) place, MultipathInspection paths, string measured, string model)
    {
        var points = paths.TimeCorrelation;
        var (scale, prefix) = Quantity.PrefixFor(points[^1].X);
        var x = Axis.Round($"time apart [{prefix}s]", [0, points[^1].X / scale]);
        var y = Axis.Round("correlation, real part", points.Select(point => point.Measured - (point.HalfWidth95 ?? 0)).Append(-0.4).Append(1));
        var plot = new Plot(svg, place, "Doppler autocorrelation", x, y);
        if (points.All(point => point.Model is not null))
        {
            plot.Line(points.Select(point => (point.X / scale, point.Model!.Value)), model);
            plot.Legend(("measured, 95 %", measured, false), ("theory", model, true));
        }
        foreach (var point in points)
        {
            plot.Dot(point.X / scale, point.Measured,
                point.HalfWidth95 is { } half ? (point.Measured - half, point.Measured + half) : null, measured, radius: 2.2);
        }
    }

    /// <summary>Magnitude of the correlation over the distance of frequencies, from measured and from table powers.</summary>
    public static void DrawFrequencyCorrelation(
        SvgText svg, (double X, double Y, double Width, double Height) place, MultipathInspection paths, string measured, string model)
    {
        const int Points = 61;
        var (scale, prefix) = Quantity.PrefixFor(paths.BandwidthHertz / 2);
        var end = paths.BandwidthHertz / 2 / scale;
        var plot = new Plot(svg, place, "Frequency correlation", Inside($"frequency apart [{prefix}Hz]", 0, end), Axis.Round("correlation, magnitude", [0, 1]));
        var delays = paths.Profile.Select(path => path.X).ToArray();
        var measuredPowers = paths.Profile.Select(path => path.Measured).ToArray();
        if (paths.Profile.All(path => path.Model is not null))
        {
            var powers = paths.Profile.Select(path => path.Model!.Value).ToArray();
            plot.Line(Enumerable.Range(0, 4 * Points).Select(i => end * i / (4 * Points - 1)).Select(f => (f, Magnitude(powers, f))), model);
            plot.Legend(("measured", measured, false), ("table", model, true));
        }
        foreach (var f in Enumerable.Range(0, Points).Select(i => end * i / (Points - 1)))
            plot.Dot(f, Magnitude(measuredPowers, f), null, measured, radius: 2.2);

        double Magnitude(double[] powers, double f) => Coherence.FrequencyCorrelation(delays, powers, f * scale).Magnitude;
    }

    /// <summary>|H(t, f)|² of one frame; over frequency alone where nothing changes in time.</summary>
    public static void DrawMap(SvgText svg, (double X, double Y, double Width, double Height) place, MultipathInspection paths, string measured)
    {
        if (paths.Map is not { } map)
            return;
        var (hertz, hertzPrefix) = Quantity.PrefixFor(map.BandwidthHertz / 2);
        var frequency = $"frequency [{hertzPrefix}Hz]";
        var half = map.BandwidthHertz / 2 / hertz;
        if (map.Times == 1)
        {
            var levels = Axis.Round("|H|² [dB]", [Math.Max(-30, map.PowerDb.Min()), map.PowerDb.Max(), 0]);
            var line = new Plot(svg, place, "Transfer function of the first frame", Inside(frequency, -half, half), levels);
            line.Line(map.PowerDb.Select((db, i) => (-half + 2 * half * i / (map.Frequencies - 1), (double)db)), measured);
            return;
        }
        const double BarWidth = 70;
        var (seconds, secondsPrefix) = Quantity.PrefixFor(map.DurationSeconds);
        var (x, y, width, height) = place;
        var plot = new Plot(svg, (x, y, width - BarWidth, height), "|H(t, f)|² of the first frame",
            Inside($"time [{secondsPrefix}s]", 0, map.DurationSeconds / seconds), Inside(frequency, -half, half));
        plot.Image(HeatMap.ToDataUri(map));
        DrawBar(svg, x + width - BarWidth, y + 30, height - 74, HeatMap.TopDb(map));
    }

    private static void DrawBar(SvgText svg, double x, double y, double height, double top)
    {
        svg.Add($"<image x=\"{x:0.#}\" y=\"{y:0.#}\" width=\"12\" height=\"{height:0.#}\" preserveAspectRatio=\"none\" href=\"{HeatMap.BarDataUri()}\"/>");
        for (var db = 0; db <= HeatMap.SpanDb; db += 10)
            svg.Label(x + 18, y + 4 + height * db / HeatMap.SpanDb, $"{(db == HeatMap.SpanDb ? "≤ " : "")}{Axis.Number(top - db)} dB");
    }

    /// <summary>An axis whose ends are those of the data, with round ticks inside.</summary>
    private static Axis Inside(string label, double min, double max)
    {
        var round = Axis.Round(label, [min, max]);
        return round with { Min = min, Max = max, Ticks = [.. round.Ticks.Where(tick => tick >= min - 1e-9 && tick <= max + 1e-9)] };
    }

    private static double Db(double power) => power > 0 ? Math.Max(-200, Decibels.FromLinear(power)) : -200;
}
