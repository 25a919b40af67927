using System.Numerics;

namespace SemCom.Core.Tests.Quality;

/// <summary>STOI step by step as the paper has it, in double precision, sums in place of transforms: slow, but short enough for the eye.</summary>
internal static class NaiveStoi
{
    public static double Compare(float[] reference, float[] degraded, int rate)
    {
        var (x, y) = (Resample(reference, rate), Resample(degraded, rate));
        (x, y) = WithoutSilence(x, y);
        var (bandsX, bandsY) = (Bands(x), Bands(y));
        var frames = bandsX.GetLength(1);
        double sum = 0;
        var count = 0;
        for (var j = 0; j < 15; j++)
        {
            for (var m = 29; m < frames; m++)
            {
                var a = Enumerable.Range(m - 29, 30).Select(n => bandsX[j, n]).ToArray();
                var b = Enumerable.Range(m - 29, 30).Select(n => bandsY[j, n]).ToArray();
                var alpha = Math.Sqrt(a.Sum(v => v * v) / b.Sum(v => v * v));
                var clipped = a.Zip(b, (p, q) => Math.Min(alpha * q, p + Math.Pow(10, 15 / 20.0) * p)).ToArray();
                var (meanA, meanB) = (a.Average(), clipped.Average());
                sum += a.Zip(clipped, (p, q) => (p - meanA) * (q - meanB)).Sum()
                    / Math.Sqrt(a.Sum(p => (p - meanA) * (p - meanA)))
                    / Math.Sqrt(clipped.Sum(q => (q - meanB) * (q - meanB)));
                count++;
            }
        }
        return sum / count;
    }

    /// <summary>Zeros between the samples, a convolution at the common multiple of both rates, every q-th value kept.</summary>
    public static double[] Resample(float[] signal, int rate)
    {
        if (rate == 10_000)
            return [.. signal.Select(v => (double)v)];
        var divisor = (int)BigInteger.GreatestCommonDivisor(rate, 10_000);
        var (p, q) = (10_000 / divisor, rate / divisor);
        var cutoff = 1.0 / (2 * Math.Max(p, q));
        var half = (int)Math.Ceiling((60 - 8) / (28.714 * cutoff / 10));
        var taps = new double[2 * half + 1];
        for (var i = -half; i <= half; i++)
        {
            var sinc = i == 0 ? 1 : Math.Sin(2 * Math.PI * cutoff * i) / (2 * Math.PI * cutoff * i);
            taps[i + half] = sinc * Bessel(0.1102 * (60 - 8.7) * Math.Sqrt(1 - (double)i * i / half / half));
        }
        var scale = p / taps.Sum();
        var result = new double[(signal.Length * p + q - 1) / q];
        for (var n = 0; n < result.Length; n++)
        {
            for (var i = -half; i <= half; i++)
            {
                var fine = n * q - i;
                if (fine % p == 0 && fine >= 0 && fine / p < signal.Length)
                    result[n] += scale * taps[i + half] * signal[fine / p];
            }
        }
        return result;
    }

    /// <summary>I0(x) as the mean of exp(x·cos θ) over the circle.</summary>
    private static double Bessel(double x) => Enumerable.Range(0, 64).Average(i => Math.Exp(x * Math.Cos(2 * Math.PI * i / 64)));

    private static double Hann(int i) => Math.Pow(Math.Sin(Math.PI * (i + 1) / 257), 2);

    private static (double[] X, double[] Y) WithoutSilence(double[] x, double[] y)
    {
        var starts = Starts(x.Length).ToList();
        double LevelDb(int start) => 10 * Math.Log10(Enumerable.Range(0, 256).Sum(i => Math.Pow(Hann(i) * x[start + i], 2)));
        var loudest = starts.Max(LevelDb);
        var kept = starts.Where(s => LevelDb(s) > loudest - 40).ToList();
        var (a, b) = (new double[kept.Count * 128 + 128], new double[kept.Count * 128 + 128]);
        for (var k = 0; k < kept.Count; k++)
        {
            for (var i = 0; i < 256; i++)
            {
                a[k * 128 + i] += Hann(i) * x[kept[k] + i];
                b[k * 128 + i] += Hann(i) * y[kept[k] + i];
            }
        }
        return (a, b);
    }

    private static double[,] Bands(double[] signal)
    {
        var starts = Starts(signal.Length).ToArray();
        var bands = new double[15, starts.Length];
        for (var m = 0; m < starts.Length; m++)
        {
            var power = Enumerable.Range(0, 257).Select(k => Power(signal, starts[m], k)).ToArray();
            for (var j = 0; j < 15; j++)
            {
                var (low, high) = (NearestBin(150 * Math.Pow(2, (2 * j - 1) / 6.0)), NearestBin(150 * Math.Pow(2, (2 * j + 1) / 6.0)));
                for (var k = low; k < high; k++)
                    bands[j, m] += power[k];
                bands[j, m] = Math.Sqrt(bands[j, m]);
            }
        }
        return bands;
    }

    private static double Power(double[] signal, int start, int bin)
    {
        double re = 0, im = 0;
        for (var i = 0; i < 256; i++)
        {
            var angle = 2 * Math.PI * (i * bin % 512) / 512;
            re += Hann(i) * signal[start + i] * Math.Cos(angle);
            im -= Hann(i) * signal[start + i] * Math.Sin(angle);
        }
        return re * re + im * im;
    }

    private static int NearestBin(double hertz) => Enumerable.Range(0, 257).MinBy(k => Math.Abs(k * 10_000.0 / 512 - hertz));

    private static IEnumerable<int> Starts(int samples)
    {
        for (var start = 0; start < samples - 256; start += 128)
            yield return start;
    }
}
