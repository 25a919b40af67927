using System.Numerics;
using SemCom.Coding;

namespace SemCom.Receiver.Equalization;

/// <summary>
/// The one gain and the one noise power of a frame, estimated again from its data symbols, whatever they are: the mixture of Gaussians around the constellation's points under which they are likeliest, by
/// expectation and maximisation (Dempster, Laird and Rubin, J. R. Stat. Soc. B 39(1), 1977). A preamble and a header have some hundreds of symbols, which leave 0.2 dB of the noise power and one in a hundred gains that
/// cost as much; a message has thousands. Long code blocks, whose losses fall tenfold in 0.05 dB, need that.
/// </summary>
internal static class BlindRefinement
{
    /// <summary>Of twice as many symbols or more, only every second, third … is looked at.</summary>
    private const int EnoughSymbols = 16_384;

    private const int LeastSymbols = 256, MostIterations = 50;

    /// <summary>Steps as small as this part of what would remain of the error are the last.</summary>
    private const double LastStep = 0.05;

    /// <summary>Farther from what the known symbols said nothing is believed: the frame is none of this constellation, or is damaged.</summary>
    private const double MostRatio = 2, MostShift = 0.2;

    /// <summary>Scales symbols and noise powers by what is found. Nothing changes where symbols are few, or where data and known symbols contradict each other.</summary>
    /// <param name="constellation">The points, scaled as they were sent, and their probabilities.</param>
    /// <param name="symbols">Equalised symbols.</param>
    /// <param name="noise">Effective noise power of each; erasures have +∞.</param>
    public static void Apply(ShapedConstellation constellation, Span<Complex32> symbols, Span<float> noise)
    {
        var stride = Math.Max(1, symbols.Length / EnoughSymbols);
        var (seen, first, power) = (new List<Complex32>(Math.Min(symbols.Length, 2 * EnoughSymbols)), 0.0, 0.0);
        for (var i = 0; i < symbols.Length; i += stride)
        {
            if (!float.IsFinite(noise[i]) || !float.IsFinite(symbols[i].Power))
                continue;
            seen.Add(symbols[i]);
            first += noise[i];
            power += symbols[i].Power;
        }
        if (seen.Count < LeastSymbols)
            return;
        (first, power) = (first / seen.Count, power / seen.Count);
        var (gain, noisePower) = (Complex.One, first);
        var step = double.PositiveInfinity;
        for (var iteration = 0; iteration < MostIterations && step > LastStep; iteration++)
        {
            var before = (Gain: gain, Noise: noisePower);
            var (correlation, energy) = Expect(constellation, seen, gain, noisePower);
            gain = correlation / energy;
            noisePower = power - gain.Magnitude * gain.Magnitude * energy;
            step = Math.Sqrt(seen.Count) * Math.Max((gain - before.Gain).Magnitude / Math.Sqrt(before.Noise), Math.Abs(noisePower / before.Noise - 1));
            var ratio = noisePower / first;
            if (!(ratio is > 1 / MostRatio and < MostRatio) || !((gain - 1).Magnitude < MostShift))
                return;
        }
        var inverse = (Complex32)(1 / gain);
        var scale = (float)(noisePower / first) * inverse.Power;
        for (var i = 0; i < symbols.Length; i++)
            (symbols[i], noise[i]) = (symbols[i] * inverse, noise[i] * scale);
    }

    /// <summary>Mean of y·x̂* and of |x|² under what the received symbols say of those that were sent.</summary>
    private static (Complex Correlation, double Energy) Expect(ShapedConstellation constellation, List<Complex32> seen, Complex gain, double noisePower)
    {
        var inverse = (Complex32)(1 / gain);
        var inverseNoise = (float)(1 / (inverse.Power * noisePower));
        double real = 0, imaginary = 0, energy = 0;
        foreach (var y in seen)
        {
            var z = y * inverse;
            var (meanReal, squareReal) = Posterior(constellation, z.Real, inverseNoise);
            var (meanImaginary, squareImaginary) = Posterior(constellation, z.Imaginary, inverseNoise);
            real += y.Real * meanReal + y.Imaginary * meanImaginary;
            imaginary += y.Imaginary * meanReal - y.Real * meanImaginary;
            energy += squareReal + squareImaginary;
        }
        return (new Complex(real, imaginary) / seen.Count, energy / seen.Count);
    }

    /// <summary>Mean and mean square of one real dimension.</summary>
    private static (float Mean, float Square) Posterior(ShapedConstellation constellation, float value, float inverseNoise)
    {
        var points = constellation.AxisAmplitudes;
        var priors = constellation.LogPriors;
        var largest = float.NegativeInfinity;
        Span<float> metrics = stackalloc float[points.Length];
        for (var label = 0; label < points.Length; label++)
        {
            metrics[label] = priors[label] - (value - points[label]) * (value - points[label]) * inverseNoise;
            largest = Math.Max(largest, metrics[label]);
        }
        float sum = 0, mean = 0, square = 0;
        for (var label = 0; label < points.Length; label++)
        {
            var weight = MathF.Exp(metrics[label] - largest);
            sum += weight;
            mean += weight * points[label];
            square += weight * points[label] * points[label];
        }
        return (mean / sum, square / sum);
    }
}
