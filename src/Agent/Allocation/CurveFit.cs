namespace SemCom.Agents;

/// <summary>
/// Fits a semantic curve: ln(−ln(1 − q)) is linear in four of its five numbers, so these follow from weighted least squares (the weights bring errors back to q), and s0 from a search over a grid.
/// </summary>
internal static class CurveFit
{
    private const int Unknowns = 4;

    private readonly record struct Point(double LogCbr, double Snr, double DemandDb, double Quality);

    /// <summary>The curve with the least squared error.</summary>
    public static SemanticCurve Of(LinkRecording recording)
    {
        ArgumentNullException.ThrowIfNull(recording);
        recording.Check(PlanCatalogue.Default);
        var points = Points(recording);
        var best = (Error: double.PositiveInfinity, Half: 0.0, Numbers: Array.Empty<double>());
        for (var half = 0.2; half < 20; half += 0.1)
        {
            var numbers = Solve(points, half);
            var error = points.Sum(p => Math.Pow(Curve(numbers, half).Quality(Math.Exp(p.LogCbr), p.Snr, p.DemandDb + SemanticCurve.ReferenceGradientDb) - p.Quality, 2));
            if (error < best.Error)
                best = (error, half, numbers);
        }
        return Curve(best.Numbers, best.Half);
    }

    private static SemanticCurve Curve(double[] numbers, double half) => new(Math.Exp(numbers[0]), numbers[1], half, numbers[2], numbers[3]);

    /// <summary>Whole pictures as analog symbols with the least margin, where the plan was about right.</summary>
    private static List<Point> Points(LinkRecording recording)
    {
        var points = new List<Point>();
        var ways = PlanCatalogue.Default.Ways;
        for (var way = 0; way < ways.Count; way++)
        {
            if (ways[way] is not { Sampling: FrameSampling.Whole, Mode: LinkMode.Analog, Focused: false, MarginDb: 1 })
                continue;
            for (var picture = 0; picture < recording.Pictures.Count; picture++)
            {
                foreach (var plan in recording.Grid.PlanSnrDb)
                {
                    foreach (var offset in (ReadOnlySpan<double>)[-1, 2])
                        Add(points, recording, (picture, way), plan, offset);
                }
            }
        }
        return points;
    }

    private static void Add(List<Point> points, LinkRecording recording, (int Picture, int Way) sent, double planDb, double offsetDb)
    {
        var outcome = recording.Outcome(sent.Picture, sent.Way, planDb, planDb + offsetDb);
        if (outcome.LossRate > 0)
            return;
        var demand = recording.Pictures[sent.Picture].Complexity.GradientDb - SemanticCurve.ReferenceGradientDb;
        points.Add(new Point(Math.Log(recording.Cbr(sent.Picture, sent.Way, planDb)), Decibels.ToLinear(planDb + offsetDb), demand, Math.Clamp(outcome.Similarity, 0.02, 0.995)));
    }

    private static double[] Solve(List<Point> points, double half)
    {
        var equations = Enumerable.Range(0, Unknowns).Select(_ => new double[Unknowns + 1]).ToArray();
        foreach (var p in points)
        {
            var exponent = -Math.Log(1 - p.Quality);
            var weight = Math.Pow((1 - p.Quality) * exponent, 2);
            double[] row = [1, p.LogCbr, Math.Log(p.Snr / (p.Snr + half)), -p.DemandDb, Math.Log(exponent)];
            for (var i = 0; i < Unknowns; i++)
            {
                for (var j = 0; j <= Unknowns; j++)
                    equations[i][j] += weight * row[i] * row[j];
            }
        }
        return Eliminate(equations);
    }

    /// <summary>Gauss's elimination of positive definite equations; what nothing tells about stays 0.</summary>
    private static double[] Eliminate(double[][] equations)
    {
        for (var pivot = 0; pivot < Unknowns; pivot++)
        {
            for (var row = 0; row < Unknowns; row++)
            {
                if (row == pivot || Math.Abs(equations[pivot][pivot]) < 1e-9)
                    continue;
                var factor = equations[row][pivot] / equations[pivot][pivot];
                for (var column = pivot; column <= Unknowns; column++)
                    equations[row][column] -= factor * equations[pivot][column];
            }
        }
        return [.. equations.Select((row, i) => Math.Abs(row[i]) < 1e-9 ? 0 : row[Unknowns] / row[i])];
    }
}
