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

        // ln m = 2·artanh s with |s| ≤ 0.172; the first term left out is below 1e-20.
        var s = (mantissa - 1) / (mantissa + 1);
        var t = s * s;
        var t2 = t * t;
        var low = (1.0 / 3 + t * (1.0 / 5)) + t2 * (1.0 / 7 + t * (1.0 / 9));
        var high = (1.0 / 11 + t * (1.0 / 13)) + t2 * (1.0 / 15 + t * (1.0 / 17)) + t2 * t2 * (1.0 / 19 + t * (1.0 / 21));
        return exponent * Ln2 + 2 * s * (1 + t * (low + t2 * t2 * high));
    }

    /// <summary>e^x; 0 below −700, +∞ above 700.</summary>
    public static double Exp(double x)
    {
        if (!(x > -700))
            return 0;
        if (x > 700)
            return double.PositiveInfinity;
        var n = Math.Floor(x * (1 / Ln2) + 0.5);
        var r = x - n * Ln2High - n * Ln2Low;

        // Taylor series on |r| ≤ 0.347; the first term left out is 4e-18.
        var r2 = r * r;
        var r4 = r2 * r2;
        var low = (1 + r) + r2 * (1.0 / 2 + r * (1.0 / 6));
        var middle = (1.0 / 24 + r * (1.0 / 120)) + r2 * (1.0 / 720 + r * (1.0 / 5040));
        var high = (1.0 / 40320 + r * (1.0 / 362880)) + r2 * (1.0 / 3628800 + r * (1.0 / 39916800)) + r4 * (1.0 / 479001600 + r * (1.0 / 6227020800));
        var sum = low + r4 * (middle + r4 * high);
        return sum * BitConverter.Int64BitsToDouble(((long)n + 1023) << MantissaBits);
    }
}
