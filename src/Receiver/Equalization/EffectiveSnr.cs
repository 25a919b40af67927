namespace SemCom.Receiver.Equalization;

/// <summary>Es/N0 after equalisation: the mean of the symbols' SNRs, those that did not arrive included.</summary>
internal static class EffectiveSnr
{
    private const double LowestDb = -30;
    private const double HighestDb = 60;

    /// <summary>Mean of 1/N over symbols of unit power [dB], −30 to 60.</summary>
    public static double Db(ReadOnlySpan<float> noisePower)
    {
        double sum = 0;
        foreach (var n in noisePower)
            sum += 1 / n;
        return Math.Clamp(Decibels.FromLinear(sum / noisePower.Length), LowestDb, HighestDb);
    }
}
