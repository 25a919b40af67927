namespace SemCom;

/// <summary>
/// A picture told by a prototype: in patches of 16x16 pixels that refer to it only what differs, around mid grey, elsewhere the picture itself. Both ends build it from the same prototype.
/// </summary>
internal static class PatchReference
{
    public const int PatchSide = 16;

    private const int Grey = 128;

    /// <summary>Patches of a size.</summary>
    public static int Count(int width, int height) => Columns(width) * Columns(height);

    /// <summary>Patches in a row.</summary>
    public static int Columns(int width) => (width + PatchSide - 1) / PatchSide;

    /// <summary>Which patches refer: those whose difference varies less than a share of what the picture itself does; for each of some shares.</summary>
    public static IEnumerable<bool[]> Choose(Picture picture, Picture prototype, params double[] shares)
    {
        var variances = Variances(picture, prototype);
        return shares.Select(share => Array.ConvertAll(variances, v => v.Difference <= share * v.Own));
    }

    /// <summary>How much each patch varies, and its difference from the prototype.</summary>
    private static (double Own, double Difference)[] Variances(Picture picture, Picture prototype)
    {
        var (columns, variances) = (Columns(picture.Width), new (double, double)[Count(picture.Width, picture.Height)]);
        for (var patch = 0; patch < variances.Length; patch++)
        {
            var (own, difference) = (new Moments(), new Moments());
            var (left, top) = (patch % columns * PatchSide, patch / columns * PatchSide);
            for (var y = top; y < Math.Min(top + PatchSide, picture.Height); y++)
            {
                for (var i = 3 * (y * picture.Width + left); i < 3 * (y * picture.Width + Math.Min(left + PatchSide, picture.Width)); i++)
                {
                    own.Add(picture.Rgb[i]);
                    difference.Add(picture.Rgb[i] - prototype.Rgb[i]);
                }
            }
            variances[patch] = (own.Variance, difference.Variance);
        }
        return variances;
    }

    /// <summary>What is sent.</summary>
    public static Picture Difference(Picture picture, Picture prototype, bool[] refers) => Combine(picture, prototype, refers, (x, p) => x - p + Grey);

    /// <summary>The inverse of <see cref="Difference"/>, but for what was cut off at black and white.</summary>
    public static Picture Restore(Picture received, Picture prototype, bool[] refers) => Combine(received, prototype, refers, (d, p) => d + p - Grey);

    private static Picture Combine(Picture picture, Picture prototype, bool[] refers, Func<int, int, int> combine)
    {
        var (columns, rgb) = (Columns(picture.Width), picture.Rgb.ToArray());
        for (var i = 0; i < rgb.Length; i++)
        {
            var (x, y) = (i / 3 % picture.Width, i / 3 / picture.Width);
            if (refers[y / PatchSide * columns + x / PatchSide])
                rgb[i] = (byte)Math.Clamp(combine(rgb[i], prototype.Rgb[i]), 0, 255);
        }
        return new Picture(picture.Width, picture.Height, rgb);
    }

    private struct Moments
    {
        private long _count, _sum, _squares;

        public readonly double Variance => _count == 0 ? 0 : ((double)_squares - (double)_sum * _sum / _count) / _count;

        public void Add(int value) => (_count, _sum, _squares) = (_count + 1, _sum + value, _squares + value * value);
    }
}
