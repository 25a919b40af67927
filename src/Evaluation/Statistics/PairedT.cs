namespace SemCom.Evaluation;

/// <summary>Student's paired t test, on the differences of the pairs.</summary>
internal static class PairedT
{
    /// <summary>Probability of a mean at least as far from 0 if there were no difference; null for fewer than two differences.</summary>
    public static double? TwoSided(double[] differences) =>
        T(differences, 0) is { } t ? 2 * LowerTail(-Math.Abs(t), differences.Length - 1) : null;

    /// <summary>
    /// Probability of a mean at least as low if the true one were <paramref name="bound"/>: small values say that it is below. Null for
    /// fewer than two differences.
    /// </summary>
    public static double? Below(double[] differences, double bound) =>
        T(differences, bound) is { } t ? LowerTail(t, differences.Length - 1) : null;

    /// <summary>The 95 % interval of the mean; null for fewer than two differences.</summary>
    public static Interval? Of(double[] differences) =>
        Means.HalfWidth(differences) is { } half ? new(differences.Average() - half, differences.Average() + half) : null;

    /// <summary>Equal differences have no spread: t is then 0 or infinite.</summary>
    private static double? T(double[] differences, double bound)
    {
        if (differences.Length < 2)
            return null;
        var mean = differences.Average();
        var distance = mean - bound;
        var squares = differences.Sum(d => Math.Pow(d - mean, 2));
        return squares > 0 ? distance / Math.Sqrt(squares / (differences.Length - 1) / differences.Length)
            : distance == 0 ? 0 : double.CopySign(double.PositiveInfinity, distance);
    }

    private static double LowerTail(double t, int degreesOfFreedom) =>
        double.IsInfinity(t) ? t < 0 ? 0 : 1 : MathNet.Numerics.Distributions.StudentT.CDF(0, 1, degreesOfFreedom, t);
}
