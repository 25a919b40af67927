using System.Globalization;

namespace SemCom.Evaluation;

/// <summary>One point of comparison: a system at one channel, SNR and CBR.</summary>
/// <param name="System">System under test.</param>
/// <param name="Channel">Channel specification.</param>
/// <param name="SnrDb">Es/N0 [dB].</param>
/// <param name="Cbr">Channel uses allowed for each source value.</param>
public sealed record SweepCell(ISystem System, string Channel, double SnrDb, double Cbr)
{
    /// <summary>The cell in one line, the same on every machine.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{System.Name} over {Channel} at {SnrDb} dB, CBR {Rounding.Cbr(Cbr)}");
}

/// <summary>One picture sent once.</summary>
/// <param name="Index">Place in the results, from 0.</param>
/// <param name="Source">Index into <see cref="SweepPlan.Sources"/>.</param>
/// <param name="Cell">Index into <see cref="SweepPlan.Cells"/>.</param>
/// <param name="Seed">Seed of the random streams.</param>
public readonly record struct SweepJob(int Index, int Source, int Cell, ulong Seed);

/// <summary>
/// Everything that determines the results of a sweep: every source in every cell with every seed. All systems meet the same
/// noise and fading, for the random streams are keyed by seed and source alone.
/// </summary>
public sealed record SweepPlan
{
    /// <summary>Frame numbers that each video has for itself.</summary>
    public const int FramesOfVideo = 1 << 20;

    /// <summary>Largest number of transmissions in one sweep.</summary>
    public const int MaxJobs = 10_000_000;

    /// <summary>Seeds that every point gets where <see cref="UntilCiDb"/> is given.</summary>
    public const int MinSeedsUntilCi = 3;

    /// <summary>
    /// Pictures, or the frames of sequences one after another, or videos. A picture's place is its frame number; the frames of a video are numbered from its place times <see cref="FramesOfVideo"/>.
    /// </summary>
    public required IReadOnlyList<PictureInput> Sources { get; init; }

    /// <summary>Points of comparison.</summary>
    public required IReadOnlyList<SweepCell> Cells { get; init; }

    /// <summary>First seed. The default value is 1.</summary>
    public ulong FirstSeed { get; init; } = 1;

    /// <summary>Number of seeds, which follow each other. The default value is 1.</summary>
    public int Seeds { get; init; } = 1;

    /// <summary>
    /// Half width [dB] of the 95 % interval of mean PSNR over seeds, pictures being fixed, at which a point gets no further seeds, from three seeds on and
    /// up to <see cref="Seeds"/>; null: every point gets all seeds.
    /// </summary>
    public double? UntilCiDb { get; init; }

    /// <summary>True gives receivers the true channel state.</summary>
    public bool Genie { get; init; }

    /// <summary>SNR that transmitters plan for [dB]; null: each cell's own.</summary>
    public double? PlanSnrDb { get; init; }

    /// <summary>What is measured of received pictures. The default value is <see cref="PictureMetrics.Pixels"/>.</summary>
    public PictureMetrics Metrics { get; init; } = PictureMetrics.Pixels;

    /// <summary>Number of transmissions.</summary>
    /// <exception cref="SemComException">There are more than <see cref="MaxJobs"/>.</exception>
    public int JobCount
    {
        get
        {
            var count = (double)Sources.Count * Cells.Count * Seeds;
            if (count > MaxJobs)
                throw new SemComException($"sweep: at most {MaxJobs} transmissions are possible (was {count:F0}); use fewer seeds or points");
            return (int)count;
        }
    }

    /// <summary>Every system x channel x CBR x SNR, the last changing fastest.</summary>
    public static IReadOnlyList<SweepCell> Grid(
        IEnumerable<ISystem> systems, IEnumerable<string> channels, IEnumerable<double> cbr, IEnumerable<double> snrDb) =>
        [.. from system in systems from channel in channels from c in cbr from snr in snrDb select new SweepCell(system, channel, snr, c)];

    /// <summary>The job at <paramref name="index"/>: sources change slowest, so that neighbours share a picture; seeds fastest.</summary>
    public SweepJob Job(int index)
    {
        var (rest, seed) = Math.DivRem(index, Seeds);
        var (source, cell) = Math.DivRem(rest, Cells.Count);
        return new SweepJob(index, source, cell, unchecked(FirstSeed + (ulong)seed));
    }

    /// <summary>Whether a job sends a frame of a sequence.</summary>
    internal bool IsInSequence(SweepJob job) => Sources[job.Source].Sequence is not null;

    /// <summary>
    /// What is sent without a break: a picture, or all frames of a sequence in one cell with one seed, also those that an interrupted run has finished, for what is remembered begins with the first frame.
    /// </summary>
    internal SweepJob[][] Units(IEnumerable<SweepJob> open) =>
        [.. open.GroupBy(job => IsInSequence(job) ? (Sources[job.Source].Sequence, 0, job.Cell, job.Seed) : (null, job.Source, job.Cell, job.Seed))
            .Select(unit => unit.Key.Sequence is null ? unit.ToArray() : FramesOf(unit.First()))];

    /// <summary>The jobs of a sequence in the order of its frames.</summary>
    private SweepJob[] FramesOf(SweepJob job) =>
        [.. Enumerable.Range(0, Sources.Count).Where(source => Sources[source].Sequence == Sources[job.Source].Sequence)
            .Select(source => new SweepJob(job.Index + (source - job.Source) * Cells.Count * Seeds, source, job.Cell, job.Seed))];

    /// <summary>The link that a job's picture has to cross; one thread each, since the workers share the cores.</summary>
    public LinkConditions Conditions(SweepJob job)
    {
        var cell = Cells[job.Cell];
        return new LinkConditions
        {
            Channel = cell.Channel,
            SnrDb = cell.SnrDb,
            Cbr = cell.Cbr,
            PlanSnrDb = PlanSnrDb,
            Seed = job.Seed,
            Frame = Sources[job.Source].Kind == SourceKind.Picture ? (ulong)job.Source : (ulong)job.Source * FramesOfVideo,
            Source = Sources[job.Source].Name,
            Genie = Genie,
            Metrics = Metrics,
            Threads = 1,
        };
    }
}
