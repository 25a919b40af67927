namespace SemCom.Receiver.Tests.Decoding;

/// <summary>Judges an error count against a probability, so that a correct program fails once in a million.</summary>
internal static class Binomial
{
    private const double Significance = 1e-6;

    /// <summary>Fails unless <paramref name="errors"/> of <paramref name="trials"/> are plausible for a probability of error between the two.</summary>
    public static void AssertPlausible(int errors, int trials, double lowest, double highest)
    {
        var (asMany, asFew) = (1 - Cumulative(errors - 1, trials, highest), Cumulative(errors, trials, lowest));
        Assert.True(asMany > Significance / 2, $"{errors} of {trials} are too many for a probability of {highest:E3}");
        Assert.True(asFew > Significance / 2, $"{errors} of {trials} are too few for a probability of {lowest:E3}");
    }

    public static void AssertPlausible(int errors, int trials, double probability) => AssertPlausible(errors, trials, probability, probability);

    /// <summary>P(X ≤ count), terms from their ratio: P(k+1)/P(k) = (n−k)/(k+1)·p/(1−p).</summary>
    private static double Cumulative(int count, int trials, double probability)
    {
        var (logTerm, sum) = (trials * Math.Log(1 - probability), 0.0);
        for (var k = 0; k <= count; k++)
        {
            sum += Math.Exp(logTerm);
            logTerm += Math.Log((double)(trials - k) / (k + 1) * probability / (1 - probability));
        }
        return Math.Min(sum, 1);
    }
}
