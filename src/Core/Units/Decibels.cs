namespace SemCom;

/// <summary>The one place where decibels become linear power ratios and back.</summary>
public static class Decibels
{
    /// <summary>10^(dB/10).</summary>
    public static double ToLinear(double decibels) => Math.Pow(10, decibels / 10);

    /// <summary>10·log10(ratio); −∞ for 0.</summary>
    public static double FromLinear(double ratio) => 10 * Math.Log10(ratio);

    /// <summary>N0 per complex symbol for unit symbol power: 10^(−SNR/10). Each real dimension carries N0/2.</summary>
    public static double ToNoisePower(double snrDb) => ToLinear(-snrDb);
}
