namespace SemCom.Evaluation;

/// <summary>Quality over rate between measured points: linear in the logarithm of the rate. Nothing is said outside of them.</summary>
/// <param name="points">At least one, in any order.</param>
internal sealed class RateCurve(IEnumerable<RatePoint> points)
{
    private readonly RatePoint[] _points = [.. points.OrderBy(p => p.Rate)];

    /// <summary>Quality at a rate; null outside.</summary>
    public double? QualityAt(double rate) => Between(p => Math.Log(p.Rate), p => p.Quality, Math.Log(rate));

    /// <summary>The least rate for a quality; null outside.</summary>
    public double? RateAt(double quality) => Between(p => p.Quality, p => Math.Log(p.Rate), quality) is { } log ? Math.Exp(log) : null;

    private double? Between(Func<RatePoint, double> x, Func<RatePoint, double> y, double at)
    {
        for (var i = 0; i + 1 < _points.Length; i++)
        {
            var (a, b) = (_points[i], _points[i + 1]);
            if (at >= x(a) && at <= x(b) && x(b) > x(a))
                return y(a) + (at - x(a)) / (x(b) - x(a)) * (y(b) - y(a));
        }
        return null;
    }
}
