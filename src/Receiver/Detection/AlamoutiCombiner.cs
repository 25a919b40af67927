using System.Numerics;

namespace SemCom.Receiver.Detection;

/// <summary>
/// Alamouti's code (IEEE JSAC 16(8), 1998): in two channel uses antenna 0 sends s1, −s2* and antenna 1 sends s2, s1*, each divided by √2. With equal
/// channels in both uses the symbols separate and each has the gain Σ|h|²/2 over all antennas; where the channel changes between the uses the
/// minimum mean square error solution of the 2·rx equations is taken, which costs little and leaves no unseen interference.
/// </summary>
public static class AlamoutiCombiner
{
    private const double Amplitude = 0.70710678118654752;

    /// <summary>Detects two symbols of unit power.</summary>
    /// <param name="first">Received symbols of the first channel use [receive antennas]. All exactly zero: it did not arrive.</param>
    /// <param name="second">Those of the second.</param>
    /// <param name="firstGains">ĥ in the first use [receive antennas × 2].</param>
    /// <param name="secondGains">ĥ in the second use [receive antennas × 2].</param>
    /// <param name="firstErrors">E|h − ĥ|² in the first use [receive antennas × 2].</param>
    /// <param name="secondErrors">E|h − ĥ|² in the second use [receive antennas × 2].</param>
    /// <param name="noisePower">N0 at each receive antenna, linear.</param>
    /// <param name="x">Receives ŝ1, ŝ2, without bias.</param>
    /// <param name="noise">Receives their noise powers, interference included; infinite where neither use arrived.</param>
    public static void Detect(
        ReadOnlySpan<Complex32> first, ReadOnlySpan<Complex32> second, ReadOnlySpan<Complex32> firstGains, ReadOnlySpan<Complex32> secondGains,
        ReadOnlySpan<float> firstErrors, ReadOnlySpan<float> secondErrors, double noisePower, Span<Complex32> x, Span<float> noise)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(second.Length, first.Length);
        Observations.CheckLengths(firstGains.Length, firstErrors.Length, 2 * first.Length);
        Observations.CheckLengths(secondGains.Length, secondErrors.Length, 2 * first.Length);
        var (firstErased, secondErased) = (Observations.AreErased(first), Observations.AreErased(second));
        if (firstErased && secondErased)
        {
            Observations.Erase(x[..2], noise[..2]);
            return;
        }
        Span<Complex> gram = stackalloc Complex[4], matched = stackalloc Complex[2], a = stackalloc Complex[2];
        var system = new SmallHermitian(2, gram, matched);
        for (var r = 0; r < first.Length; r++)
        {
            if (!firstErased)
            {
                (a[0], a[1]) = (Amplitude * (Complex)firstGains[2 * r], Amplitude * (Complex)firstGains[2 * r + 1]);
                system.Add(first[r], a, Observations.EffectiveNoise(noisePower, firstErrors.Slice(2 * r, 2), 0.5));
            }
            if (!secondErased)
            {
                // Conjugated: y* = (h1*·s1 − h0*·s2)/√2 + n*.
                (a[0], a[1]) = (Amplitude * (Complex)secondGains[2 * r + 1].Conjugate(), -Amplitude * (Complex)secondGains[2 * r].Conjugate());
                system.Add(second[r].Conjugate(), a, Observations.EffectiveNoise(noisePower, secondErrors.Slice(2 * r, 2), 0.5));
            }
        }
        system.Solve(x, noise);
    }
}
