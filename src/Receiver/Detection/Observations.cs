namespace SemCom.Receiver.Detection;

/// <summary>What the detectors share: checks, erasures and the effective noise of a receive antenna.</summary>
internal static class Observations
{
    /// <summary>Noise is never believed to be smaller, so that no division fails.</summary>
    private const double LeastNoise = 1e-12;

    /// <summary>True when every antenna received exactly zero, which marks a channel use that did not arrive, or something that is not a number.</summary>
    public static bool AreErased(ReadOnlySpan<Complex32> y)
    {
        var erased = true;
        foreach (var value in y)
        {
            if (!float.IsFinite(value.Real) || !float.IsFinite(value.Imaginary))
                return true;
            erased &= value is { Real: 0, Imaginary: 0 };
        }
        return erased;
    }

    /// <summary>N0 + Σ_t E|h_t − ĥ_t|² · power of a transmit antenna.</summary>
    public static double EffectiveNoise(double noisePower, ReadOnlySpan<float> gainErrors, double antennaPower)
    {
        var sum = 0.0;
        foreach (var error in gainErrors)
            sum += error;
        return Math.Max(noisePower + sum * antennaPower, LeastNoise);
    }

    /// <summary>Marks all symbols as erased.</summary>
    public static void Erase(Span<Complex32> x, Span<float> noise)
    {
        x.Clear();
        noise.Fill(float.PositiveInfinity);
    }

    /// <summary>Checks that arrays fit the numbers of antennas.</summary>
    public static void CheckLengths(int gains, int gainErrors, int expected)
    {
        if (gains != expected || gainErrors != expected)
            throw new ArgumentException($"{gains} gains and {gainErrors} gain errors were given where {expected} of each are needed");
    }
}
