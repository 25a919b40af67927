namespace SemCom.Latents;

/// <summary>log2 along straight lines between powers of two, at most 0.09 too low: exponent and mantissa of the number itself, the same on every platform.</summary>
internal static class PiecewiseLog
{
    private const int MantissaBits = 23;
    private const int ExponentBias = 127;

    /// <summary>About log2(value + least).</summary>
    /// <param name="value">0 or more.</param>
    /// <param name="least">Added so that 0 has one, too.</param>
    public static float Of(double value, double least) => BitConverter.SingleToInt32Bits((float)(value + least)) * (1f / (1 << MantissaBits)) - ExponentBias;
}
