using System.Diagnostics;
using SemCom.Receiver.Estimation;

namespace SemCom.Evaluation;

/// <summary>A comparison of channel estimators on slots of 14 OFDM symbols and 72 subcarriers.</summary>
public sealed record EstimationTrial
{
    /// <summary>OFDM symbols of a slot.</summary>
    public const int Symbols = 14;

    /// <summary>Subcarriers of a slot.</summary>
    public const int Subcarriers = 72;

    private const int FramesWorthTiming = 100;

    private static readonly TimeSpan WarmUpTime = TimeSpan.FromSeconds(1);

    /// <summary>A tapped delay line, for example "tdl-c:ds=300ns,fd=50Hz", or a mixture: "mixture", "mixture-abc", "mixture-sparse".</summary>
    public required string Channel { get; init; }

    /// <summary>Estimators by name, see <see cref="EstimatorNames"/>.</summary>
    public required IReadOnlyList<string> Estimators { get; init; }

    /// <summary>Es/N0 of a pilot [dB].</summary>
    public required IReadOnlyList<double> SnrDb { get; init; }

    /// <summary>Distance between pilots [subcarriers], 1 to 36.</summary>
    public int PilotSpacing { get; init; } = 6;

    /// <summary>OFDM symbols with pilots, 0 to 13, ascending.</summary>
    public IReadOnlyList<int> PilotSymbols { get; init; } = [0, 7];

    /// <summary>Slots.</summary>
    public int Frames { get; init; } = 500;

    /// <summary>Steps of the reverse process of the diffusion estimator.</summary>
    public int Steps { get; init; } = 1;

    /// <summary>Seed of channels, fading and noise.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Names of the mixtures: TDL-A to E, TDL-A to C, and sparse profiles of no standard.</summary>
    public static IReadOnlyList<string> Mixtures { get; } = [EstimationChannel.Mixture, EstimationChannel.GaussianMixture, EstimationChannel.SparseMixture];

    /// <summary>
    /// Names of all estimators: those of <see cref="EstimatorKinds.Blind"/>; "ls-nearest"; "diffusion-told", which knows profile, delay spread and Doppler
    /// shift; "lmmse-mixture", which knows the mean covariance of all channels and N0; "lmmse-true", which knows the channel's own and N0, the bound.
    /// </summary>
    public static IReadOnlyList<string> EstimatorNames { get; } =
        [SlotEstimators.Nearest, .. EstimatorKinds.Blind.Select(kind => kind.Name()), SlotEstimators.Told, SlotEstimators.Mean, SlotEstimators.True];

    /// <summary>All of them but the one that draws, which takes hundreds of times as long.</summary>
    public static IReadOnlyList<string> UsualEstimatorNames { get; } = [.. EstimatorNames.Where(name => name != EstimatorKind.DiffusionSampled.Name())];

    internal IEnumerable<(int Symbol, int Subcarrier)> Places =>
        from symbol in PilotSymbols
        from subcarrier in Enumerable.Range(0, (Subcarriers + PilotSpacing - 1) / PilotSpacing)
        select (symbol, subcarrier * PilotSpacing);

    /// <summary>Runs it on one thread.</summary>
    /// <param name="progress">Is told the share that is done.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="SemComException">An option is out of its range, or a model is missing.</exception>
    public IReadOnlyList<EstimationRow> Run(IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        Validate();
        var channels = EstimationChannel.Find(Channel, Frames, Seed);
        var tallies = Estimators.Select(_ => SnrDb.Select(_ => new EstimationTally()).ToArray()).ToArray();
        var (makers, done) = (new SlotEstimators(this, channels), 0L);
        for (var c = 0; c < channels.Count; c++)
        {
            var slots = SlotSource.Draw(channels[c], Seed, Frames, c, channels.Count);
            for (var s = 0; s < SnrDb.Count; s++)
            {
                var noise = Decibels.ToNoisePower(SnrDb[s]);
                var estimators = makers.Create(channels[c], noise);
                var seen = slots.Select(slot => (Slot: slot, Pilots: slot.Observe(Places, noise, Seed))).ToArray();
                if (c == 0 && s == 0 && Frames >= FramesWorthTiming)
                    WarmUp(estimators, seen[0].Pilots);
                // One estimator after the other: in a receiver none would find its caches full of another's filters.
                for (var e = 0; e < estimators.Count; e++)
                {
                    foreach (var (slot, pilots) in seen)
                    {
                        cancellationToken.ThrowIfCancellationRequested();
                        tallies[e][s].Add(c, slot, estimators[e], pilots);
                        progress?.Report(++done / ((double)Frames * SnrDb.Count * Estimators.Count));
                    }
                }
            }
        }
        return [.. from s in Enumerable.Range(0, SnrDb.Count) from e in Enumerable.Range(0, Estimators.Count) select tallies[e][s].Row(Estimators[e], SnrDb[s])];
    }

    /// <summary>Lets the run-time compile the estimators for speed, which it does after some calls, before times are taken.</summary>
    private static void WarmUp(IReadOnlyList<ISlotEstimator> estimators, PilotObservation[] pilots)
    {
        var begin = Stopwatch.GetTimestamp();
        do
        {
            foreach (var estimator in estimators)
                estimator.Estimate(pilots);
        }
        while (Stopwatch.GetElapsedTime(begin) < WarmUpTime);
    }

    private void Validate()
    {
        Guard.InRange(Frames, 1, 1_000_000, "frames of a comparison of estimators", "500 give about 0.3 dB");
        Guard.InRange(PilotSpacing, 1, Subcarriers / 2, "distance between pilots in subcarriers", "6 is usual");
        Guard.InRange(Steps, 1, 64, "steps of the reverse process", "1 is usual");
        if (PilotSymbols.Count == 0 || PilotSymbols.Zip(PilotSymbols.Skip(1)).Any(pair => pair.First >= pair.Second) || PilotSymbols[0] < 0 || PilotSymbols[^1] >= Symbols)
            throw new SemComException($"OFDM symbols with pilots must be ascending numbers from 0 to {Symbols - 1} (were {string.Join(',', PilotSymbols)}); write for example 0,7");
        foreach (var name in Estimators.Where(name => !EstimatorNames.Contains(name, StringComparer.Ordinal)))
            throw new SemComException($"estimator must be one of {string.Join(", ", EstimatorNames)} (was '{name}'); choose some of these, or all");
    }
}
