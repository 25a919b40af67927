namespace SemCom.Channels;

/// <summary>
/// A delay by any number of samples as a short filter: a sinc under Kaiser's window (T. I. Laakso et al., "Splitting the unit delay", IEEE Signal
/// Processing Magazine 13(1), 1996). Its length is what 75 dB of stop-band attenuation need between the band in use and its image (Kaiser's formula),
/// which keeps the response within −65 dB of an exact delay. A whole number of samples is one tap.
/// </summary>
internal sealed class FractionalDelay
{
    private const double AttenuationDb = 75;
    private const double WholeTolerance = 1e-9;

    private readonly double _beta = 0.1102 * (AttenuationDb - 8.7);

    /// <summary>Plans filters.</summary>
    /// <param name="occupiedBand">Part of the sampling rate that the signal occupies, below 1.</param>
    public FractionalDelay(double occupiedBand) =>
        HalfLength = (int)Math.Ceiling((AttenuationDb - 7.95) / (14.36 * (1 - occupiedBand)) / 2);

    /// <summary>Half of the number of taps.</summary>
    public int HalfLength { get; }

    /// <summary>The filter for a delay.</summary>
    /// <param name="samples">Delay in samples, at least 0.</param>
    /// <returns>Lag of the first tap, which may be negative, and the taps.</returns>
    public (int FirstLag, double[] Taps) Design(double samples)
    {
        var whole = Math.Round(samples);
        if (Math.Abs(samples - whole) < WholeTolerance)
            return ((int)whole, [1]);
        var first = (int)Math.Floor(samples) - HalfLength + 1;
        var taps = new double[2 * HalfLength];
        for (var i = 0; i < taps.Length; i++)
        {
            var x = first + i - samples;
            var edge = x / HalfLength;
            taps[i] = UnitCircle.At(x / 2).Sin / (Math.PI * x) * (Bessel0(_beta * Math.Sqrt(1 - edge * edge)) / Bessel0(_beta));
        }
        return (first, taps);
    }

    /// <summary>Modified Bessel function I0, by its series.</summary>
    private static double Bessel0(double x)
    {
        double term = 1, sum = 1;
        for (var k = 1; term > sum * 1e-17; k++)
        {
            term *= x / (2 * k) * (x / (2 * k));
            sum += term;
        }
        return sum;
    }
}
