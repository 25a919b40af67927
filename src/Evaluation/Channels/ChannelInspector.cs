using SemCom.Channels;

namespace SemCom.Evaluation;

/// <summary>Observes a channel's gains over many frames and sets them against the equations.</summary>
public static class ChannelInspector
{
    /// <summary>Bandwidth of the picture where there is no grid, times the longest delay.</summary>
    private const double BandwidthDelays = 8;

    /// <summary>Observes a channel. Impairments of radios are not part of it.</summary>
    /// <exception cref="SemComException">An option is out of its range, or a trace is shorter than the duration.</exception>
    public static ChannelInspection Inspect(ChannelSpec spec, InspectionOptions options)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(options);
        return spec.Channel.Create(spec, options.SnrDb) switch
        {
            FlatChannel flat => FlatInspector.Inspect(spec, flat, options),
            var other => throw new SemComException($"channel {spec.Channel.Name} must have gains or paths to look at (has neither: {other.GetType().Name}); choose another"),
        };
    }

    /// <summary>Observes paths.</summary>
    /// <param name="name">Text form of the channel.</param>
    /// <param name="process">The paths.</param>
    /// <param name="antennas">Antennas at both ends; statistics are taken over all pairs, the picture shows the first.</param>
    /// <param name="grid">Numerology; null for paths alone.</param>
    /// <param name="options">How to observe.</param>
    /// <exception cref="SemComException">An option is out of its range, or a trace is shorter than the duration.</exception>
    public static ChannelInspection Inspect(string name, IPathProcess process, AntennaScheme antennas, ResourceGrid? grid, InspectionOptions options)
    {
        ArgumentNullException.ThrowIfNull(process);
        ArgumentNullException.ThrowIfNull(antennas);
        ArgumentNullException.ThrowIfNull(options);
        var trace = (process as TracePathProcess)?.Trace;
        var theory = PathTheory.Of(process) ?? TraceOrigins.PathsOf(trace);
        options = options.Checked(trace);
        var (frames, duration) = (options.Frames!.Value, options.DurationSeconds!.Value);
        var delays = process.DelaysSeconds.ToArray();
        var bandwidth = grid is not null ? grid.Subcarriers * grid.SpacingHertz : BandwidthDelays / Math.Max(delays.Max(), 1e-9);
        var times = SampleTimes.For(process, duration, theory?.DopplerHertz ?? 0);
        var measured = new PathMeasurement(process, antennas.Receive * antennas.Transmit, options.Seed, frames, times, bandwidth);
        GainStatistics.CheckPower(measured.Transfer, name);
        return new ChannelInspection
        {
            Channel = name,
            ModelOf = trace is not null && theory is not null ? trace.Origin.Channel : null,
            Seed = options.Seed,
            Frames = frames,
            DurationSeconds = process.VariesInTime ? duration : 0,
            SnrDb = options.SnrDb,
            MeanPowerDb = new(Decibels.FromLinear(measured.TotalPower), theory is null ? null : Decibels.FromLinear(theory.TotalPower)),
            Fades = double.IsFinite(measured.KFactor),
            KFactorDb = new(GainStatistics.FiniteDb(measured.KFactor), theory?.KFactorDb),
            CapacityBits = GainStatistics.Capacity(measured.Transfer, options.SnrDb, theory?.Narrowband),
            DeepFadeProbability = GainStatistics.DeepFade(measured.Transfer, theory?.Narrowband),
            Multipath = Describe(measured, theory, delays, grid, bandwidth) with { Map = TransferMap.Of(process, options.Seed, duration, bandwidth) },
        };
    }

    private static MultipathInspection Describe(PathMeasurement measured, PathTheory? theory, double[] delays, ResourceGrid? grid, double bandwidth)
    {
        var powers = measured.Powers.Select(power => power.Mean).ToArray();
        var correlation = measured.TimeCorrelation().ToArray();
        var modelPowers = theory?.Paths.Select(path => path.Power).ToArray();
        var modelDelays = theory?.Paths.Select(path => path.DelaySeconds).ToArray();
        var paired = theory is not null && theory.Paths.Count == delays.Length;
        return new()
        {
            RmsDelaySpreadSeconds = new(Coherence.RmsDelaySpread(delays, powers), theory is null ? null : Coherence.RmsDelaySpread(modelDelays!, modelPowers!)),
            CoherenceBandwidthHertz = new(Coherence.Bandwidth(delays, powers), theory is null ? null : Coherence.Bandwidth(modelDelays!, modelPowers!)),
            CoherenceTimeSeconds = new(
                Coherence.FirstCrossing(correlation.Select(point => (point.Seconds, point.Value.Magnitude))),
                theory is { DopplerHertz: > 0 } ? Coherence.FirstCrossing(theory.TimeCorrelation, 4 / theory.DopplerHertz) : null),
            DopplerHertz = theory?.DopplerHertz,
            MaxDelaySeconds = delays.Max(),
            PrefixSeconds = grid?.PrefixSeconds,
            PowerBeyondPrefix = grid is null ? null : powers.Where((_, p) => delays[p] > grid.PrefixSeconds).Sum() / measured.TotalPower,
            BandwidthHertz = bandwidth,
            Profile = [.. Enumerable.Range(0, delays.Length).OrderBy(p => delays[p])
                .Select(p => new FigurePoint(delays[p], powers[p], measured.Powers[p].HalfWidth95, paired ? modelPowers![p] : null))],
            TimeCorrelation = [.. correlation.Select(point =>
                new FigurePoint(point.Seconds, point.Value.Real, point.HalfWidth95, theory?.TimeCorrelation(point.Seconds).Real))],
        };
    }
}
