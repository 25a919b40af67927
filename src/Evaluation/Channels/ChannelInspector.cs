using SemCom.Channels;

namespace SemCom.Evaluation;

/// <summary>Observes a channel's gains over many frames and sets them against the equations.</summary>
public static class ChannelInspector
{
    private const double DeepFade = 0.1;
    private const int FlatDraws = 20_000, EnvelopePoints = 400;

    /// <summary>Bandwidth of the picture where a channel has no grid, in delay spreads.</summary>
    private const double BandwidthDelaySpreads = 3;

    /// <summary>Observes a channel. Impairments of radios are not part of it.</summary>
    /// <exception cref="SemComException">An option is out of its range, or a trace is shorter than the duration.</exception>
    public static ChannelInspection Inspect(ChannelSpec spec, InspectionOptions options)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Frames is { } frames)
            Guard.InRange(frames, 1, 100_000, "frames to observe", "choose a number in that range");
        if (options.DurationSeconds is { } seconds)
            Guard.InRange(seconds, 1e-6, 100, "duration in seconds to observe", "20ms is a usual value");
        var channel = spec.Create(options.SnrDb);
        return channel is MultipathOfdmChannel multipath
            ? InspectPaths(spec, channel, multipath.Paths, options)
            : InspectGain(spec, channel, options);
    }

    private static ChannelInspection InspectPaths(ChannelSpec spec, IChannel channel, IPathProcess process, InspectionOptions options)
    {
        var trace = (process as TracePathProcess)?.Trace;
        var theory = PathTheory.Of(process) ?? TheoryOfOrigin(trace);
        var frames = options.Frames ?? trace?.Shape.Frames ?? InspectionOptions.DefaultFrames;
        var duration = options.DurationSeconds ?? Math.Min(InspectionOptions.DefaultDurationSeconds, trace?.DurationSeconds ?? double.PositiveInfinity);
        var delays = process.DelaysSeconds.ToArray();
        var pairs = channel.Antennas.Receive * channel.Antennas.Transmit;
        var bandwidth = channel.Grid is { } grid ? grid.Subcarriers * grid.SpacingHertz : BandwidthDelaySpreads / Math.Max(delays.Max(), 1e-9);
        var measured = new PathMeasurement(process, pairs, options.Seed, frames, SampleTimes.For(process, duration, theory?.DopplerHertz ?? 0), bandwidth);
        var powers = measured.Powers.Select(power => power.Mean).ToArray();
        var correlation = measured.TimeCorrelation().ToArray();
        var modelPowers = theory?.Paths.Select(path => path.Power).ToArray();
        var modelDelays = theory?.Paths.Select(path => path.DelaySeconds).ToArray();
        var paired = theory is not null && theory.Paths.Count == delays.Length;
        return new ChannelInspection
        {
            Channel = spec.Text,
            ModelOf = trace is not null && theory is not null ? trace.Origin.Channel : null,
            Seed = options.Seed,
            Frames = frames,
            DurationSeconds = process.VariesInTime ? duration : 0,
            SnrDb = options.SnrDb,
            MeanPowerDb = new(Decibels.FromLinear(measured.TotalPower), theory is null ? null : Decibels.FromLinear(theory.TotalPower)),
            KFactorDb = new(FiniteDb(measured.KFactor), theory?.KFactorDb),
            CapacityBits = Capacity(measured.Transfer, options.SnrDb, theory is { IsRayleigh: true }),
            DeepFadeProbability = new(Fraction(measured.Transfer, DeepFade * measured.TotalPower), theory is { IsRayleigh: true } ? 1 - Math.Exp(-DeepFade) : null),
            Multipath = new()
            {
                RmsDelaySpreadSeconds = new(Coherence.RmsDelaySpread(delays, powers), theory is null ? null : Coherence.RmsDelaySpread(modelDelays!, modelPowers!)),
                CoherenceBandwidthHertz = new(Coherence.Bandwidth(delays, powers), theory is null ? null : Coherence.Bandwidth(modelDelays!, modelPowers!)),
                CoherenceTimeSeconds = new(
                    Coherence.FirstCrossing(correlation.Select(point => (point.Seconds, point.Value.Magnitude))),
                    theory is { DopplerHertz: > 0 } ? Coherence.FirstCrossing(theory.TimeCorrelation, 4 / theory.DopplerHertz) : null),
                DopplerHertz = theory?.DopplerHertz,
                MaxDelaySeconds = delays.Max(),
                PrefixSeconds = channel.Grid?.PrefixSeconds,
                PowerBeyondPrefix = channel.Grid is null ? null
                    : powers.Where((_, p) => delays[p] > channel.Grid.PrefixSeconds).Sum() / measured.TotalPower,
                BandwidthHertz = bandwidth,
                Profile = [.. Enumerable.Range(0, delays.Length).OrderBy(p => delays[p])
                    .Select(p => new FigurePoint(delays[p], powers[p], measured.Powers[p].HalfWidth95, paired ? modelPowers![p] : null))],
                TimeCorrelation = [.. correlation.Select(point =>
                    new FigurePoint(point.Seconds, point.Value.Real, point.HalfWidth95, theory?.TimeCorrelation(point.Seconds).Real))],
                Map = TransferMap.Of(process, options.Seed, duration, bandwidth),
            },
        };
    }

    private static ChannelInspection InspectGain(ChannelSpec spec, IChannel channel, InspectionOptions options)
    {
        var trace = (channel as TraceChannel)?.Trace;
        var perFrame = channel.CoherenceSymbols is null;
        var frames = options.Frames ?? trace?.Shape.Frames ?? InspectionOptions.DefaultFrames;
        if (options.Frames is null && trace is null && perFrame)
            frames = FlatDraws;
        var gainsPerFrame = perFrame ? 1 : Math.Max(EnvelopePoints, FlatDraws / frames);
        var symbolsPerGain = channel.CoherenceSymbols ?? 1;
        var uses = (long)gainsPerFrame * symbolsPerGain;
        if (trace is not null && !perFrame)
            uses = Math.Min(uses, (long)(trace.DurationSeconds * ImpairedChannel.SymbolRateHertz));
        var gains = new List<double>();
        var envelope = new List<double>();
        for (var frame = 0; frame < frames; frame++)
        {
            // TODO
        }
        throw new NotImplementedException();
    }
}
