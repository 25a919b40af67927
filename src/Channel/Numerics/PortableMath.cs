namespace SemCom.Channels;

/// <summary>
/// Logarithm and exponential in double precision from IEEE operations in a fixed order, so that every processor and operating system
/// gives the same bits. Relative error below 1e-14.
/// </summary>
internal static class PortableMath
{
    private const double Ln2 = 0.6931471805599453;
    private const double Ln2High = 0.693147180369123816490, Ln2Low = 1.90821492927058770002e-10;
    private const long SqrtHalfBits = 0x3FE6A09E667F3BCD;
    private const int MantissaBits = 52;

    /// <summary>ln x for normal numbers x > 0.</summary>
    public static double Log(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x) - SqrtHalfBits;
        var exponent = bits >> MantissaBits;
        var mantissa = BitConverter.Int64BitsToDouble((bits & ((1L << MantissaBits) - 1)) + SqrtHalfBits);

        // ln m = 2·artanh s with |s| ≤ 0.172: the series is summed from its smallest term.
        var s = (mantissa - 1) / (mantissa + 1);
        var s2 = s * s;
        var sum = 0.0;
        for (var k = 23; k >= 3; k -= 2)
            sum = (sum + 1.0 / k) * s2;
        return exponent * Ln2 + 2 * s * (1 + sum);
    }

    /// <summary>e^x; 0 below −700, +∞ above 700.</summary>
    public static double Exp(double x)
    {
        if (!(x > -700))
            return 0;
        if (x > 700)
            return double.PositiveInfinity;
        var n = Math.Floor(x / Ln2 + 0.5);
        var r = x - n * Ln2High - n * Ln2Low;
        var sum = 1.0;
        for (var k = 14; k >= 1; k--)
            sum = 1 + sum * r / k;
        return sum * BitConverter.Int64BitsToDouble(((long)n + 1023) << MantissaBits);
    }
}
