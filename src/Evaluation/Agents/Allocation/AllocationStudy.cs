namespace SemCom.Evaluation;

/// <summary>
/// Learns an allocation with some seeds, plays the same episodes with what was learned, its rivals and a bound, and tells means with their intervals over the seeds. Results depend on the numbers alone, not
/// on workers.
/// </summary>
/// <param name="task">What is allocated.</param>
public sealed class AllocationStudy(AllocationTask task)
{
    private readonly IAllocationCase _case = task switch
    {
        AllocationTask.TwoLayers => new TwoLayersCase(),
        AllocationTask.Cells => new CellsCase(),
        AllocationTask.Shared => new SharedCase(),
        _ => throw new ArgumentOutOfRangeException(nameof(task), task, "unknown task"),
    };

    /// <summary>Learns and plays.</summary>
    /// <param name="steps">Steps of environments to learn from, for each seed; null for the usual number.</param>
    /// <param name="seeds">Seeds, from 1 on; at least 1.</param>
    /// <param name="episodes">Episodes that judge each seed's policies; at least 1.</param>
    /// <param name="workers">Seeds at a time.</param>
    /// <param name="progress">Is told the share that is done.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="SemComException">A number is out of its range.</exception>
    public AllocationTable Run(int? steps = null, int seeds = 10, int episodes = 100, int workers = 1, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        Guard.InRange(seeds, 1, 10_000, "seeds of a study", "use 10");
        Guard.InRange(episodes, 1, 1_000_000, "episodes of a study", "use 100");
        var count = Guard.InRange(steps ?? _case.UsualSteps, 1, 1_000_000_000, "steps of a study", "leave them out");
        var (measured, done) = (new double[seeds][], 0);
        Parallel.For(0, seeds, new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellation }, seed =>
        {
            measured[seed] = _case.Measure((ulong)seed + 1, count, episodes, cancellation);
            lock (measured)
                progress?.Report(++done / (double)seeds);
        });
        return new AllocationTable(task, _case.Unit, count, seeds, [.. Enumerable.Range(0, _case.Names.Count).Select(player => Row(measured, player))]);
    }

    private AllocationRow Row(double[][] measured, int player)
    {
        var learned = _case.Names.Count - 2;
        var own = measured.Select(seed => seed[player]).ToArray();
        var gains = measured.Select(seed => seed[learned] - seed[player]).ToArray();
        return new AllocationRow(_case.Names[player], own.Average(), Means.HalfWidth(own), own.Average() / measured.Average(seed => seed[^1]), gains.Average(), Means.HalfWidth(gains));
    }
}
