using SemCom.Channels;

namespace SemCom.Evaluation;

/// <summary>Observes the gain of a channel without memory.</summary>
internal static class FlatInspector
{
    private const int Draws = 20_000, EnvelopePoints = 400;
    private const double LowestDb = -40, HighestDb = 10, StepDb = 1;

    public static ChannelInspection Inspect(ChannelSpec spec, FlatChannel channel, InspectionOptions options)
    {
        var trace = (channel as TraceChannel)?.Trace;
        var perFrame = channel.CoherenceSymbols is null;
        var fewFrames = options.Frames is null && trace is null && perFrame ? options with { Frames = Draws } : options;
        options = fewFrames.Checked(trace);
        var frames = options.Frames!.Value;
        var uses = UsesToObserve(spec, channel, trace, frames, options);
        var shown = perFrame ? 1 : (int)Math.Min(uses, (long)EnvelopePoints * Math.Max(1, (channel.CoherenceSymbols ?? 1) / 8));
        var theory = FadingTheory.Of(spec) ?? TraceOrigins.FadingOf(trace);
        var (all, first) = (new List<double>(), new List<double>());
        for (var frame = 0; frame < frames; frame++)
        {
            var state = channel.StateOf(uses, new(options.Seed, (ulong)frame));
            foreach (var gain in state.Gains)
                all.Add(gain.Power);
            if (perFrame ? frame < EnvelopePoints : frame == 0)
                AddEnvelope(state, shown, first);
        }
        GainStatistics.CheckPower(all, spec.Text);
        var power = all.Average();
        var kFactor = PathMeasurement.KFactorOf(power, all.Average(p => p * p), all.Count);
        return new()
        {
            Channel = spec.Text,
            ModelOf = trace is not null && theory is not null ? trace.Origin.Channel : null,
            Seed = options.Seed,
            Frames = frames,
            SnrDb = options.SnrDb,
            MeanPowerDb = new(Decibels.FromLinear(power), theory is null ? null : 0),
            Fades = double.IsFinite(kFactor),
            KFactorDb = new(GainStatistics.FiniteDb(kFactor), theory?.KFactorDb),
            CapacityBits = GainStatistics.Capacity(all, options.SnrDb, theory),
            DeepFadeProbability = GainStatistics.DeepFade(all, theory),
            CoherenceSymbols = channel.CoherenceSymbols,
            Flat = new()
            {
                PowerDb = [.. first.Select(p => Math.Max(-100, Decibels.FromLinear(p)))],
                IsPerFrame = perFrame,
                Uses = shown,
                Distribution = Distribution(all, theory),
            },
        };
    }

    /// <summary>Enough for many draws; of a trace no more than it holds.</summary>
    private static int UsesToObserve(ChannelSpec spec, FlatChannel channel, ChannelTrace? trace, int frames, InspectionOptions options)
    {
        if (channel.CoherenceSymbols is not { } symbols)
            return 1;
        var uses = Math.Min((long)symbols * Math.Max(EnvelopePoints / Math.Min(symbols, 8), Draws / frames), 1 << 28);
        if (trace is not null)
        {
            var rate = (double?)spec.Value("rate") ?? TraceChannelOptions.DefaultRateHertz;
            uses = Math.Min(uses, (long)Math.Floor(Math.Min(options.DurationSeconds!.Value, trace.DurationSeconds) * rate + 1e-6));
        }
        return (int)Math.Max(1, uses);
    }

    private static void AddEnvelope(ChannelState state, int uses, List<double> powers)
    {
        var count = Math.Min(uses, EnvelopePoints);
        for (var i = 0; i < count; i++)
            powers.Add(state.GainAt((int)((long)i * uses / count)).Power);
    }

    private static FigurePoint[] Distribution(List<double> powers, FadingTheory? theory)
    {
        double[] sorted = [.. powers.Order()];
        var points = new List<FigurePoint>();
        for (var db = LowestDb; db <= HighestDb; db += StepDb)
        {
            var level = Decibels.ToLinear(db);
            var index = Array.BinarySearch(sorted, level);
            var below = (index < 0 ? ~index : index) / (double)sorted.Length;
            points.Add(new(db, below, null, theory?.Cdf(level)));
        }
        return [.. points];
    }
}
