using SemCom.Video;

namespace SemCom.Training.Video;

/// <summary>What patches of each class were like, summed over videos.</summary>
internal sealed class DifferenceSums(DifferenceClasses classes)
{
    private const int FewPatches = 40;
    private const double LeastVariance = 0.2;

    private readonly Lock _lock = new();
    private readonly double[,,] _sums = new double[classes.Gains.Length, classes.Latents.Latents, 3];
    private readonly int[] _counts = new int[classes.Gains.Length];
    private double _errorDb;
    private int _frames;

    /// <summary>Mean over frames of the mean squared error that the receiver is expected to have [dB over 1].</summary>
    public double MeanErrorDb => _errorDb / _frames;

    /// <summary>Takes a frame.</summary>
    /// <param name="tables">The classes.</param>
    /// <param name="map">Symbols of the patches.</param>
    /// <param name="latents">New latents.</param>
    /// <param name="held">What was held before.</param>
    public void Add(UpdateTables tables, byte[] map, float[] latents, HeldPicture held)
    {
        lock (_lock)
        {
            for (var patch = 0; patch < map.Length; patch++)
            {
                if (!tables.Symbols.IsDifference(map[patch]))
                    continue;
                var j = tables.Symbols.ClassOf(map[patch]);
                _counts[j]++;
                for (var l = 0; l < tables.Latents.Latents; l++)
                {
                    double y = latents[l * map.Length + patch], m = held.Values[l * map.Length + patch];
                    (_sums[j, l, 0], _sums[j, l, 1], _sums[j, l, 2]) = (_sums[j, l, 0] + y * y, _sums[j, l, 1] + y * m, _sums[j, l, 2] + m * m + held.Noise[l * map.Length + patch]);
                }
            }
        }
    }

    /// <summary>Takes the error after a frame.</summary>
    public void AddError(float[] latents, HeldPicture held, double values)
    {
        double sum = 0;
        for (var i = 0; i < latents.Length; i++)
            sum += (latents[i] - held.Values[i]) * (latents[i] - held.Values[i]) + held.Noise[i];
        lock (_lock)
            (_errorDb, _frames) = (_errorDb + Decibels.FromLinear(sum / values), _frames + 1);
    }

    /// <summary>Least-squares factors and the variances of what they leave, by rising variance; a class that few patches have becomes a variant of the most frequent one.</summary>
    public DifferenceClasses Learn()
    {
        var most = Array.IndexOf(_counts, _counts.Max());
        var learned = Enumerable.Range(0, _counts.Length).Select(j => _counts[j] >= FewPatches ? OfSums(j)
            : (Gains: classes.Gains[most], Variances: Array.ConvertAll(classes.Variances[most], v => v * (j % 2 == 0 ? 2.5f : 0.4f))))
            .OrderBy(one => one.Variances.Skip(classes.Latents.LowLatents).Sum()).ToArray();
        return classes with { Gains = [.. learned.Select(one => one.Gains)], Variances = [.. learned.Select(one => one.Variances)] };
    }

    private (float[] Gains, float[] Variances) OfSums(int j)
    {
        var (gains, variances) = (new float[classes.Latents.Latents], new float[classes.Latents.Latents]);
        for (var l = 0; l < gains.Length; l++)
        {
            var (yy, ym, mm) = (_sums[j, l, 0], _sums[j, l, 1], _sums[j, l, 2]);
            var gain = Math.Clamp(mm > 0 ? ym / mm : 0, 0, 1);
            (gains[l], variances[l]) = ((float)Math.Round(gain, 3), (float)Math.Max((yy - 2 * gain * ym + gain * gain * mm) / _counts[j], LeastVariance));
        }
        return (gains, variances);
    }
}
