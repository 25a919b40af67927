using System.Collections.Concurrent;

namespace SemCom.Coding;

/// <summary>
/// What a demapper that tells each bit apart can convey over AWGN, H(X) − Σ H(B|Y) for each complex symbol (Caire, Taricco and Biglieri, IEEE Trans. Inf. Theory 44(3), 1998; for shaped amplitudes
/// Böcherer, Steiner and Schulte, IEEE Trans. Commun. 63(12), 2015), as a curve over Es/N0. Immutable.
/// </summary>
public sealed class BitwiseInformation
{
    private const double LowestDb = -30, HighestDb = 40, StepDb = 0.5;

    /// <summary>Noise is integrated by the trapezoidal rule over ± as many standard deviations, in as many steps for each.</summary>
    private const int Deviations = 6, StepsPerDeviation = 3;

    private static readonly ConcurrentDictionary<(Constellation, AmplitudeDistribution?), BitwiseInformation> Curves = new();

    private readonly double[] _bits;

    private BitwiseInformation(ShapedConstellation constellation) =>
        _bits = [.. Enumerable.Range(0, (int)((HighestDb - LowestDb) / StepDb) + 1).Select(i => Integrate(constellation, LowestDb + i * StepDb))];

    /// <summary>The curve of a row's constellation and distribution; its code rate plays no part.</summary>
    public static BitwiseInformation Of(McsEntry mcs)
    {
        ArgumentNullException.ThrowIfNull(mcs);
        return Of(mcs.Constellation, mcs.Amplitudes);
    }

    /// <summary>The curve of a constellation under a distribution; null for points that are equally likely.</summary>
    internal static BitwiseInformation Of(Constellation constellation, AmplitudeDistribution? amplitudes) =>
        Curves.GetOrAdd((constellation, amplitudes), _ => new BitwiseInformation(ShapedConstellation.Of(constellation, amplitudes)));

    /// <summary>Bits for each symbol, linear between steps of half a decibel; −30 and 40 dB beyond these.</summary>
    /// <param name="esN0Db">Es/N0 [dB].</param>
    public double At(double esN0Db)
    {
        var place = (Math.Clamp(esN0Db, LowestDb, HighestDb) - LowestDb) / StepDb;
        var below = Math.Min((int)place, _bits.Length - 2);
        return _bits[below] + (place - below) * (_bits[below + 1] - _bits[below]);
    }

    /// <summary>Over the positive half of an axis, for the other mirrors it.</summary>
    private static double Integrate(ShapedConstellation constellation, double esN0Db)
    {
        var (points, priors) = (constellation.AxisAmplitudes.ToArray(), Array.ConvertAll(constellation.LogPriors.ToArray(), prior => Math.Exp(prior)));
        var variance = Decibels.ToNoisePower(esN0Db) / 2;
        var (bits, weights) = (0.0, 0.0);
        for (var step = -Deviations * StepsPerDeviation; step <= Deviations * StepsPerDeviation; step++)
        {
            var noise = (double)step / StepsPerDeviation;
            var weight = Math.Exp(-noise * noise / 2);
            weights += weight;
            for (var label = 0; label < points.Length / 2; label++)
            {
                if (priors[label] > 0)
                    bits += weight * 2 * priors[label] * (-Math.Log2(priors[label]) - Uncertainty(label, points[label] + noise * Math.Sqrt(variance)));
            }
        }
        return Math.Max(0, 2 * bits / weights);

        // What the received value leaves open of the label's bits, one by one.
        double Uncertainty(int sent, double received)
        {
            Span<double> same = stackalloc double[constellation.Constellation.BitsPerAxis];
            same.Clear();
            var all = 0.0;
            var distance = (received - points[sent]) * (received - points[sent]);
            for (var label = 0; label < points.Length; label++)
            {
                var likelihood = priors[label] * Math.Exp((distance - (received - points[label]) * (received - points[label])) / (2 * variance));
                all += likelihood;
                for (var bit = 0; bit < same.Length; bit++)
                {
                    if (((label ^ sent) >> bit & 1) == 0)
                        same[bit] += likelihood;
                }
            }
            var open = 0.0;
            foreach (var likelihood in same)
                open -= Math.Log2(likelihood / all);
            return open;
        }
    }
}
