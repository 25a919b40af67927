using System.Numerics;

namespace SemCom.Receiver.Detection;

/// <summary>
/// Spatial multiplexing with up to four antennas at each end: minimum mean square error detection of one channel use, y = H·x/√tx + n. Outputs are
/// unbiased and come with the reciprocal of their signal-to-interference-and-noise ratio. Estimation errors count as noise of their receive antenna.
/// </summary>
public static class MmseDetector
{
    /// <summary>Detects the symbols of all layers, each of unit power and sent with power 1/tx.</summary>
    /// <param name="y">Received symbols [receive antennas]. All exactly zero: the channel use did not arrive.</param>
    /// <param name="gains">Ĥ [receive × transmit antennas], in rows.</param>
    /// <param name="gainErrors">E|h − ĥ|² of each gain.</param>
    /// <param name="noisePower">N0 at each receive antenna, linear.</param>
    /// <param name="x">Receives x̂ [transmit antennas]; its length is their number, 1 to 4.</param>
    /// <param name="noise">Receives the noise power of each; infinite for an erasure.</param>
    public static void Detect(
        ReadOnlySpan<Complex32> y, ReadOnlySpan<Complex32> gains, ReadOnlySpan<float> gainErrors, double noisePower, Span<Complex32> x, Span<float> noise)
    {
        var layers = x.Length;
        ArgumentOutOfRangeException.ThrowIfLessThan(layers, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(layers, AntennaScheme.MaxAntennas);
        ArgumentOutOfRangeException.ThrowIfNotEqual(noise.Length, layers);
        Observations.CheckLengths(gains.Length, gainErrors.Length, y.Length * layers);
        if (Observations.AreErased(y))
        {
            Observations.Erase(x, noise);
            return;
        }
        Span<Complex> gram = stackalloc Complex[layers * layers], matched = stackalloc Complex[layers], a = stackalloc Complex[layers];
        var system = new SmallHermitian(layers, gram, matched);
        var amplitude = 1 / Math.Sqrt(layers);
        for (var r = 0; r < y.Length; r++)
        {
            for (var t = 0; t < layers; t++)
                a[t] = amplitude * (Complex)gains[r * layers + t];
            system.Add(y[r], a, Observations.EffectiveNoise(noisePower, gainErrors.Slice(r * layers, layers), 1.0 / layers));
        }
        system.Solve(x, noise);
    }
}
