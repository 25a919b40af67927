namespace SemCom.Evaluation;

/// <summary>Numbers from many draws of |h|².</summary>
internal static class GainStatistics
{
    /// <summary>A fade is deep from here on, relative to the mean power.</summary>
    private const double DeepFadeLevel = 0.1;

    /// <summary>Mean of log2(1 + SNR·|h|²) [bit/s/Hz].</summary>
    public static Figure Capacity(IReadOnlyCollection<double> powers, double snrDb, FadingTheory? theory) => new(
        powers.Average(power => Math.Log2(1 + Decibels.ToLinear(snrDb) * power)), theory?.Capacity(snrDb));

    /// <summary>Part of the draws that lie 10 dB or more below the mean.</summary>
    public static Figure DeepFade(IReadOnlyCollection<double> powers, FadingTheory? theory)
    {
        var level = DeepFadeLevel * powers.Average();
        return new((double)powers.Count(power => power <= level) / powers.Count, theory?.Cdf(DeepFadeLevel));
    }

    /// <summary>Refuses silence, of which there is nothing to say.</summary>
    /// <exception cref="SemComException">All draws are zero.</exception>
    public static void CheckPower(IReadOnlyCollection<double> powers, string name)
    {
        if (!(powers.Average() > 0))
            throw new SemComException($"channel {name} must let some power through (every gain is 0); check the trace");
    }

    /// <summary>Decibels, or null for a ratio of 0 or infinity.</summary>
    public static double? FiniteDb(double ratio) => ratio > 0 && double.IsFinite(ratio) ? Decibels.FromLinear(ratio) : null;
}
