namespace SemCom.Channels;

/// <summary>Scales gains by the rules of <see cref="TraceNormalization"/>.</summary>
internal static class TraceNormalizer
{
    /// <summary>Scales gains [frames × pairs × times × paths] in place.</summary>
    /// <exception cref="SemComException">There is no power to scale.</exception>
    public static void Apply(TraceNormalization rule, TraceShape shape, Span<Complex32> gains)
    {
        if (rule == TraceNormalization.Average)
            Scale(gains, Factor(PowerOf(gains) / ((long)shape.Frames * shape.Pairs * shape.Times), "all"));
        if (rule != TraceNormalization.Snapshot)
            return;
        var perFrame = shape.Pairs * shape.Times * shape.Paths;
        for (var frame = 0; frame < shape.Frames; frame++)
        {
            for (var time = 0; time < shape.Times; time++)
                ScaleSnapshot(gains.Slice(frame * perFrame, perFrame), shape, frame, time);
        }
    }

    private static void ScaleSnapshot(Span<Complex32> frame, TraceShape shape, int number, int time)
    {
        var perPair = shape.Times * shape.Paths;
        var power = 0.0;
        for (var pair = 0; pair < shape.Pairs; pair++)
            power += PowerOf(frame.Slice(pair * perPair + time * shape.Paths, shape.Paths));
        var factor = Factor(power / shape.Pairs, $"frame {number}, time {time}");
        for (var pair = 0; pair < shape.Pairs; pair++)
            Scale(frame.Slice(pair * perPair + time * shape.Paths, shape.Paths), factor);
    }

    private static double PowerOf(ReadOnlySpan<Complex32> gains)
    {
        var sum = 0.0;
        foreach (var gain in gains)
            sum += (double)gain.Real * gain.Real + (double)gain.Imaginary * gain.Imaginary;
        return sum;
    }

    private static double Factor(double power, string where)
    {
        var factor = 1 / Math.Sqrt(power);
        return double.IsNormal(factor)
            ? factor
            : throw new SemComException($"gains of a channel trace must have a power that can be normalised ({where}: was {power:G4}); use --normalize none, or scale them first");
    }

    private static void Scale(Span<Complex32> gains, double factor)
    {
        foreach (ref var gain in gains)
            gain = new((float)(gain.Real * factor), (float)(gain.Imaginary * factor));
    }
}
