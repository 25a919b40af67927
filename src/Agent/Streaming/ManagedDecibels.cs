using System.Runtime.Intrinsics;

namespace SemCom.Agents;

/// <summary>
/// Decibels without the C library, whose functions are many times slower where the caller has just used wide registers (the processor then keeps their upper halves apart in every instruction). Equal to
/// <see cref="Decibels"/> but for the last bits.
/// </summary>
internal static class ManagedDecibels
{
    private const double TenthOfDecade = 0.23025850929940457;

    /// <summary>10^(dB/10).</summary>
    public static double ToLinear(double decibels) => Vector128.Exp(Vector128.Create(TenthOfDecade * decibels)).ToScalar();

    /// <summary>10·log10(ratio); the ratio is above zero.</summary>
    public static double FromLinear(double ratio) => Vector128.Log(Vector128.Create(ratio)).ToScalar() / TenthOfDecade;
}
