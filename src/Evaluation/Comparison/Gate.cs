namespace SemCom.Evaluation;

/// <summary>
/// Checks that results did not get worse than a baseline. PSNR: its mean fell by more than the tolerance, and a one-sided paired t test against the
/// tolerance says so. Losses: their rate rose by more than the tolerance, and the exact one-sided sign-flip test says that it rose. Both at 5 %, with
/// Holm's correction over all points, and once more over all points of each system together, where small changes everywhere add up. Where a
/// single source and seed is all there is, the difference decides alone.
/// </summary>
public static class Gate
{
    private const string Psnr = "psnrDb", Losses = "lossRate";

    /// <summary>Compares with a baseline.</summary>
    /// <param name="baseline">The results to be as good as.</param>
    /// <param name="current">The results to check; points that the baseline has not are not looked at.</param>
    /// <param name="tolerance">What is let pass.</param>
    /// <param name="seed">Seed of the bootstrap.</param>
    /// <exception cref="SemComException">A transmission of the baseline is missing, or a tolerance is out of range.</exception>
    public static GateVerdict Check(ResultSet baseline, ResultSet current, GateTolerance tolerance, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(current);
        ArgumentNullException.ThrowIfNull(tolerance);
        Guard.InRange(tolerance.Db, 0, GateTolerance.MaxDb, "--tolerance-db", "0.05 is usual");
        Guard.InRange(tolerance.Loss, 0, 1, "--tolerance-loss", "0.01 is usual");
        var paired = new PairedPoints(baseline, current, acrossSystems: false);
        RequireAll(baseline, current, paired);
        var points = paired.Shared.Select(p => new Case(p.First.System, p.First, p.Pairs)).ToArray();
        var systems = paired.Shared.GroupBy(p => p.First.System, StringComparer.Ordinal).Where(s => s.Count() > 1)
            .Select(s => new Case(s.Key, null, [.. s.SelectMany(p => p.Pairs)])).ToArray();
        var worse = Worse(points, tolerance, seed).Concat(Worse(systems, tolerance, seed)).ToArray();
        return new GateVerdict
        {
            Passed = worse.Length == 0,
            Baseline = baseline.Name,
            Current = current.Name,
            Tolerance = tolerance,
            Points = points.Length,
            Pairs = points.Sum(p => p.Pairs.Count),
            Worse = worse,
            LowestPsnr = Lowest(points)?.Finding(Psnr, seed, null),
        };
    }

    private static void RequireAll(ResultSet baseline, ResultSet current, PairedPoints paired)
    {
        if (paired.OnlyInFirst is [var absent, ..])
        {
            throw new SemComException($"{current.Name}: must have every point of {baseline.Name} ({absent} is missing, " +
                $"{paired.OnlyInFirst.Count} of {baseline.Points.Count} in all); evaluate the missing ones too");
        }
        foreach (var point in paired.Shared)
        {
            var missing = baseline[point.First].Count - point.Pairs.Count;
            if (missing > 0)
            {
                throw new SemComException($"{current.Name}: must have every transmission of {baseline.Name} ({point.First} lacks {missing} of " +
                    $"{baseline[point.First].Count}); evaluate the same sources and seeds");
            }
        }
    }

    private static Case? Lowest(IEnumerable<Case> points) =>
        points.Select(p => (Point: p, Units: Differences.OfUnits(p.Pairs, r => r.PsnrDb)))
            .Where(p => p.Units.Length > 0).OrderBy(p => p.Units.Average()).Select(p => p.Point).FirstOrDefault();

    private static IEnumerable<GateFinding> Worse(IReadOnlyList<Case> cases, GateTolerance tolerance, ulong seed)
    {
        var psnrDb = cases.Select(c => Differences.OfUnits(c.Pairs, r => r.PsnrDb)).ToArray();
        var psnrTests = Holm.Adjust([.. psnrDb.Select(d => PairedT.Below(d, -tolerance.Db))]);
        var losses = cases.Select(c => Differences.OfLossCounts(c.Pairs)).ToArray();
        var lossTests = Holm.Adjust([.. losses.Select(d => SignFlip.IsTest(d) ? SignFlip.OneSided(d) : (double?)null)]);
        for (var i = 0; i < cases.Count; i++)
        {
            if (psnrDb[i].Length > 0 && psnrDb[i].Average() < -tolerance.Db && psnrTests[i] is null or < Holm.Level)
                yield return cases[i].Finding(Psnr, seed, psnrTests[i])!;
            if ((double)losses[i].Sum() / cases[i].Pairs.Count > tolerance.Loss && lossTests[i] is null or < Holm.Level)
                yield return cases[i].Finding(Losses, seed, lossTests[i])!;
        }
    }

    private sealed record Case(string System, ResultPoint? Point, IReadOnlyList<RecordPair> Pairs)
    {
        public GateFinding? Finding(string quantity, ulong seed, double? probability)
        {
            var differences = Differences.Correct([Differences.Of(Pairs, seed)])[0];
            var difference = quantity == Psnr ? differences.PsnrDb : differences.LossRate;
            return difference is null ? null
                : new(System, Point, quantity, difference, Rounding.Probability(probability));
        }
    }
}
