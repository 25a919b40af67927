namespace SemCom.Evaluation;

/// <summary>
/// Fisher's randomisation test of paired counts, exact: if it made no difference which of the two a count belongs to, each difference could as
/// well have the other sign. Where all differences are −1, 0 or 1 it is McNemar's exact test.
/// </summary>
internal static class SignFlip
{
    /// <summary>
    /// True when the differences can tell anything: a single one cannot, and where all are 0 no flip changes the sum. Such tests do not count in a
    /// correction for many tests (R. E. Tarone, Biometrics 46 (1990), 515–522).
    /// </summary>
    public static bool IsTest(IReadOnlyList<int> differences) => differences.Count > 1 && differences.Any(d => d != 0);

    /// <summary>Probability of a sum at least as far from 0 on either side; 1 where all differences are 0.</summary>
    public static double TwoSided(IReadOnlyList<int> differences)
    {
        var sum = differences.Sum();
        return sum == 0 ? 1 : Math.Min(1, 2 * Above([.. differences], Math.Abs(sum)));
    }

    /// <summary>Probability of a sum at least as high: small values say that the differences tend to be positive.</summary>
    public static double OneSided(IReadOnlyList<int> differences) => Above([.. differences], differences.Sum());

    /// <summary>Adds one random sign after the other to the distribution of the sum.</summary>
    private static double Above(int[] differences, int sum)
    {
        var reach = differences.Sum(Math.Abs);
        var probability = new double[2 * reach + 1];
        probability[reach] = 1;
        foreach (var step in differences.Where(d => d != 0).Select(Math.Abs))
        {
            var next = new double[probability.Length];
            for (var i = 0; i < probability.Length; i++)
            {
                if (probability[i] == 0)
                    continue;
                next[i - step] += probability[i] / 2;
                next[i + step] += probability[i] / 2;
            }
            probability = next;
        }
        return probability.Skip(reach + sum).Sum();
    }
}
