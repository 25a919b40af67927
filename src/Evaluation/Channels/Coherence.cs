using System.Numerics;

namespace SemCom.Evaluation;

/// <summary>Delay spread, and where correlations fall to one half.</summary>
internal static class Coherence
{
    private const double Half = 0.5;
    private const int Steps = 4000;

    /// <summary>√(Σ P·τ² / Σ P − (Σ P·τ / Σ P)²) [s].</summary>
    public static double RmsDelaySpread(IReadOnlyList<double> delays, IReadOnlyList<double> powers)
    {
        var total = powers.Sum();
        var mean = delays.Zip(powers, (delay, power) => delay * power).Sum() / total;
        return Math.Sqrt(delays.Zip(powers, (delay, power) => (delay - mean) * (delay - mean) * power).Sum() / total);
    }

    /// <summary>Distance of frequencies [Hz] at which |Σ P·e^(−j2π·Δf·τ)| / Σ P falls to one half; null where it never does.</summary>
    public static double? Bandwidth(IReadOnlyList<double> delays, IReadOnlyList<double> powers)
    {
        var spread = RmsDelaySpread(delays, powers);
        return spread > 0 ? FirstCrossing(hertz => FrequencyCorrelation(delays, powers, hertz), 4 / spread) : null;
    }

    /// <summary>Σ P·e^(−j2π·Δf·τ) / Σ P.</summary>
    public static Complex FrequencyCorrelation(IReadOnlyList<double> delays, IReadOnlyList<double> powers, double hertz)
    {
        var sum = Complex.Zero;
        for (var p = 0; p < delays.Count; p++)
            sum += powers[p] * Complex.FromPolarCoordinates(1, -2 * Math.PI * hertz * delays[p]);
        return sum / powers.Sum();
    }

    /// <summary>Smallest x up to <paramref name="end"/> with |correlation(x)| ≤ ½, or null.</summary>
    public static double? FirstCrossing(Func<double, Complex> correlation, double end)
    {
        for (var i = 1; i <= Steps; i++)
        {
            if (correlation(i * end / Steps).Magnitude > Half)
                continue;
            var (low, high) = ((i - 1) * end / Steps, i * end / Steps);
            for (var halving = 0; halving < 40; halving++)
            {
                var middle = (low + high) / 2;
                (low, high) = correlation(middle).Magnitude > Half ? (middle, high) : (low, middle);
            }
            return high;
        }
        return null;
    }

    /// <summary>The same for points of a curve, with straight lines between them.</summary>
    public static double? FirstCrossing(IEnumerable<(double X, double Magnitude)> points)
    {
        (double X, double Magnitude) last = (0, 1);
        foreach (var point in points)
        {
            if (point.Magnitude <= Half)
                return last.X + (point.X - last.X) * (last.Magnitude - Half) / Math.Max(last.Magnitude - point.Magnitude, 1e-12);
            last = point;
        }
        return null;
    }
}
