using SemCom.Coding;

namespace SemCom.Framing;

/// <summary>
/// What code words need whose symbols meet many gains: they fare as over the one gain that conveys as much (mutual information effective SNR mapping: Brueninghaus et al., IEEE PIMRC 2005). High rates of a
/// constellation lose most, since what a strong symbol can convey ends with its bits.
/// </summary>
public static class FadingLoss
{
    private const double MostDb = 30, AccuracyDb = 0.01;

    /// <summary>How far the mean Es/N0 must be above a threshold over AWGN for the symbols to convey as much [dB], at most 30.</summary>
    /// <param name="curve">What the symbols convey.</param>
    /// <param name="thresholdDb">Es/N0 that is needed over AWGN [dB].</param>
    /// <param name="gains">Power gains that equally many symbols meet; none for AWGN.</param>
    public static double Db(BitwiseInformation curve, double thresholdDb, IReadOnlyList<double> gains)
    {
        ArgumentNullException.ThrowIfNull(curve);
        ArgumentNullException.ThrowIfNull(gains);
        if (gains.Count == 0)
            return 0;
        double[] gainsDb = [.. gains.Select(Decibels.FromLinear)];
        var needed = curve.At(thresholdDb);
        var (low, high) = (-MostDb, MostDb);
        while (high - low > AccuracyDb)
        {
            var middle = (low + high) / 2;
            (low, high) = gainsDb.Average(gain => curve.At(thresholdDb + middle + gain)) < needed ? (middle, high) : (low, middle);
        }
        return high;
    }

    /// <summary>A threshold over AWGN where gains may vary from symbol to symbol: more by what the symbols lose over them [dB].</summary>
    /// <param name="thresholdDb">Es/N0 that is needed over AWGN [dB].</param>
    /// <param name="fading">What is assumed about the gains.</param>
    /// <param name="constellation">The symbols.</param>
    /// <param name="amplitudes">Their distribution; null for points that are equally likely.</param>
    public static double EsN0Db(double thresholdDb, FadingProfile fading, Constellation constellation, AmplitudeDistribution? amplitudes = null)
    {
        ArgumentNullException.ThrowIfNull(fading);
        return fading.Within.Count == 0 ? thresholdDb : thresholdDb + Db(BitwiseInformation.Of(constellation, amplitudes), thresholdDb, fading.Within);
    }

    /// <summary>Es/N0 that a header needs where symbols meet many gains [dB].</summary>
    /// <param name="level">Its protection.</param>
    /// <param name="fading">What is assumed about the gains.</param>
    public static double HeaderEsN0Db(ProtectionLevel level, FadingProfile fading)
    {
        ArgumentNullException.ThrowIfNull(level);
        return EsN0Db(level.HeaderEsN0Db, fading, level.Constellation);
    }
}
