using System.Numerics;

namespace SemCom.Evaluation;

/// <summary>How channels that were drawn compare with those of the simulator.</summary>
/// <param name="Correlations">Correlations of all slots together.</param>
/// <param name="Slots">What single slots show, as distributions.</param>
public sealed record GenerationReport(IReadOnlyList<CorrelationRow> Correlations, IReadOnlyList<SlotStatistic> Slots)
{
    private static readonly int[] SubcarrierLags = [1, 6, 18, 36], SymbolLags = [3, 7, 13];

    internal static GenerationReport Of(IReadOnlyList<Complex32[]> drawn, IReadOnlyList<Complex32[]> simulated)
    {
        var lags = SubcarrierLags.Select(lag => (Name: $"{lag} subcarriers", Subcarriers: lag, Symbols: 0)).Concat(SymbolLags.Select(lag => (Name: $"{lag} symbols", Subcarriers: 0, Symbols: lag))).ToArray();
        return new GenerationReport(
            [.. lags.Select(lag => new CorrelationRow(lag.Name, Correlation(drawn, lag.Subcarriers, lag.Symbols).Magnitude, Correlation(simulated, lag.Subcarriers, lag.Symbols).Magnitude))],
            [
                SlotStatistic.Of("power", drawn, simulated, h => h.Average(g => (double)g.Power)),
                SlotStatistic.Of("share below a tenth of the mean power", drawn, simulated, DeepShare),
                .. lags.Select(lag => SlotStatistic.Of($"correlation over {lag.Name}", drawn, simulated, h => Correlation([h], lag.Subcarriers, lag.Symbols).Magnitude)),
            ]);
    }

    /// <summary>Σ h(l + Δl, k + Δk)·h*(l, k) over the geometric mean of both energies.</summary>
    private static Complex Correlation(IReadOnlyList<Complex32[]> grids, int subcarriers, int symbols)
    {
        var (sum, first, second) = (Complex.Zero, 0.0, 0.0);
        foreach (var h in grids)
        {
            for (var l = 0; l + symbols < EstimationTrial.Symbols; l++)
            {
                for (var k = 0; k + subcarriers < EstimationTrial.Subcarriers; k++)
                {
                    var (a, b) = ((Complex)h[l * EstimationTrial.Subcarriers + k], (Complex)h[(l + symbols) * EstimationTrial.Subcarriers + k + subcarriers]);
                    sum += b * Complex.Conjugate(a);
                    first += a.Real * a.Real + a.Imaginary * a.Imaginary;
                    second += b.Real * b.Real + b.Imaginary * b.Imaginary;
                }
            }
        }
        return sum / Math.Sqrt(first * second);
    }

    private static double DeepShare(Complex32[] h)
    {
        var mean = h.Average(g => (double)g.Power);
        return h.Count(g => g.Power < 0.1 * mean) / (double)h.Length;
    }
}

/// <summary>A correlation over all slots.</summary>
/// <param name="Distance">Distance of the gains.</param>
/// <param name="Drawn">Of the channels drawn.</param>
/// <param name="Simulated">Of those of the simulator.</param>
public sealed record CorrelationRow(string Distance, double Drawn, double Simulated);

/// <summary>The distribution of a number over slots.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Drawn">Over the slots drawn.</param>
/// <param name="Simulated">Over those of the simulator.</param>
/// <param name="Distance">Largest difference of the two distribution functions, 0 to 1 (Kolmogorov and Smirnov).</param>
/// <param name="Critical">Distance that equal distributions exceed in 5 of 100 trials.</param>
public sealed record SlotStatistic(string Name, SlotSpread Drawn, SlotSpread Simulated, double Distance, double Critical)
{
    internal static SlotStatistic Of(string name, IReadOnlyList<Complex32[]> drawn, IReadOnlyList<Complex32[]> simulated, Func<Complex32[], double> number)
    {
        double[] a = [.. drawn.AsParallel().Select(number).Order()], b = [.. simulated.AsParallel().Select(number).Order()];
        return new SlotStatistic(name, SlotSpread.Of(a), SlotSpread.Of(b), LargestDifference(a, b), 1.358 * Math.Sqrt(1.0 / a.Length + 1.0 / b.Length));
    }

    private static double LargestDifference(double[] a, double[] b)
    {
        var (i, j, largest) = (0, 0, 0.0);
        while (i < a.Length && j < b.Length)
        {
            var at = Math.Min(a[i], b[j]);
            while (i < a.Length && a[i] <= at)
                i++;
            while (j < b.Length && b[j] <= at)
                j++;
            largest = Math.Max(largest, Math.Abs((double)i / a.Length - (double)j / b.Length));
        }
        return largest;
    }
}

/// <summary>A distribution in short.</summary>
/// <param name="Mean">Mean.</param>
/// <param name="Low">10 % are below.</param>
/// <param name="Median">50 % are below.</param>
/// <param name="High">90 % are below.</param>
public sealed record SlotSpread(double Mean, double Low, double Median, double High)
{
    internal static SlotSpread Of(double[] ascending)
    {
        double At(double share) => ascending[(int)Math.Min(share * ascending.Length, ascending.Length - 1)];
        return new SlotSpread(ascending.Average(), At(0.1), At(0.5), At(0.9));
    }
}
