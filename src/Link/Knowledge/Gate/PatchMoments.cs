namespace SemCom.Knowledge;

/// <summary>Sums over the patches of a picture, or of something that is computed from it and another, by colours.</summary>
internal sealed class PatchMoments
{
    private readonly double[] _sums, _squares, _steps;
    private readonly int[] _counts, _stepCounts;

    /// <summary>Adds up.</summary>
    /// <param name="picture">A picture.</param>
    /// <param name="value">Of a value of the picture and the other's at the same place.</param>
    /// <param name="other">A picture of the same size.</param>
    public PatchMoments(Picture picture, Func<int, int, int> value, Picture other)
    {
        var (columns, patches) = (PatchReference.Columns(picture.Width), PatchReference.Count(picture.Width, picture.Height));
        (_sums, _squares, _steps, _counts, _stepCounts) = (new double[3 * patches], new double[patches], new double[patches], new int[patches], new int[patches]);
        for (var y = 0; y < picture.Height; y++)
        {
            for (var x = 0; x < picture.Width; x++)
            {
                var (patch, at) = (y / PatchReference.PatchSide * columns + x / PatchReference.PatchSide, 3 * (y * picture.Width + x));
                _counts[patch]++;
                for (var c = 0; c < 3; c++)
                {
                    var here = value(picture.Rgb[at + c], other.Rgb[at + c]);
                    _sums[3 * patch + c] += here;
                    _squares[patch] += here * here;
                    Step(patch, here, x + 1 < picture.Width ? at + c + 3 : -1);
                    Step(patch, here, y + 1 < picture.Height ? at + c + 3 * picture.Width : -1);
                }
            }
        }

        void Step(int patch, int here, int next)
        {
            if (next < 0)
                return;
            var step = value(picture.Rgb[next], other.Rgb[next]) - here;
            _steps[patch] += step * step;
            _stepCounts[patch]++;
        }
    }

    /// <summary>Mean square deviation from the patch's colour means.</summary>
    public double Variance(int patch)
    {
        var means = 0.0;
        for (var c = 0; c < 3; c++)
            means += Mean(patch, c) * Mean(patch, c);
        return Math.Max(0, (_squares[patch] / _counts[patch] - means) / 3);
    }

    /// <summary>Mean square step to the pixels on the right and below.</summary>
    public double Roughness(int patch) => _stepCounts[patch] == 0 ? 0 : _steps[patch] / _stepCounts[patch];

    /// <summary>Mean over colours of the squared distance between the patch's mean and that of the patches around it.</summary>
    public double Offset(int patch, int columns)
    {
        var (offset, patches) = (0.0, _counts.Length);
        for (var c = 0; c < 3; c++)
        {
            var (sum, count) = (0.0, 0);
            if (patch % columns > 0)
                (sum, count) = (sum + Mean(patch - 1, c), count + 1);
            if (patch % columns < columns - 1)
                (sum, count) = (sum + Mean(patch + 1, c), count + 1);
            if (patch >= columns)
                (sum, count) = (sum + Mean(patch - columns, c), count + 1);
            if (patch + columns < patches)
                (sum, count) = (sum + Mean(patch + columns, c), count + 1);
            offset += count == 0 ? 0 : Math.Pow(Mean(patch, c) - sum / count, 2) / 3;
        }
        return offset;
    }

    private double Mean(int patch, int colour) => _sums[3 * patch + colour] / _counts[patch];
}
