namespace SemCom.Receiver.Detection;

/// <summary>
/// One transmit antenna, one or more receive antennas: x̂ = Σ ĥ*y/N / Σ|ĥ|²/N without bias, with noise 1 / Σ|ĥ|²/N, where N is N0 and the error of
/// the estimated gain (Brennan, Proc. IRE 47, 1959). With one receive antenna this is the one-tap equaliser: y/ĥ with noise (N0 + E|h − ĥ|²) / |ĥ|².
/// </summary>
public static class MaximumRatioCombiner
{
    private const double LeastGainPower = 1e-12;

    /// <summary>Detects one symbol of unit power.</summary>
    /// <param name="y">Received symbols [receive antennas]. All exactly zero: the channel use did not arrive.</param>
    /// <param name="gains">ĥ [receive antennas].</param>
    /// <param name="gainErrors">E|h − ĥ|² of each.</param>
    /// <param name="noisePower">N0 at each antenna, linear.</param>
    /// <returns>x̂ and its noise power; 0 with infinite noise for an erasure.</returns>
    public static (Complex32 Symbol, float NoisePower) Detect(
        ReadOnlySpan<Complex32> y, ReadOnlySpan<Complex32> gains, ReadOnlySpan<float> gainErrors, double noisePower)
    {
        Observations.CheckLengths(gains.Length, gainErrors.Length, y.Length);
        if (Observations.AreErased(y))
            return (default, float.PositiveInfinity);
        var (re, im, power, weighted) = (0.0, 0.0, 0.0, 0.0);
        for (var r = 0; r < y.Length; r++)
        {
            var (h, weight) = (gains[r], 1 / Observations.EffectiveNoise(noisePower, gainErrors.Slice(r, 1), 1));
            re += weight * ((double)h.Real * y[r].Real + (double)h.Imaginary * y[r].Imaginary);
            im += weight * ((double)h.Real * y[r].Imaginary - (double)h.Imaginary * y[r].Real);
            var gain = (double)h.Real * h.Real + (double)h.Imaginary * h.Imaginary;
            power += gain;
            weighted += weight * gain;
        }
        // A gain of nothing must not make noise a symbol.
        if (power < LeastGainPower)
            weighted *= LeastGainPower / Math.Max(power, 1e-300);
        var x = new Complex32((float)(re / weighted), (float)(im / weighted));
        return float.IsFinite(x.Power) && weighted > 0 ? (x, (float)(1 / weighted)) : (default, float.PositiveInfinity);
    }
}
