namespace SemCom.Core.Tests.Quality;

/// <summary>Pictures that <c>make_ms_ssim.py</c> makes as well: whole numbers only, so that both get the same bytes.</summary>
internal static class TestPictures
{
    /// <summary>Triangle waves of several lengths, different in each channel.</summary>
    public static Picture Waves(int width, int height) => Make(width, height, Wave);

    /// <summary><see cref="Waves"/> with noise of up to ±<paramref name="strength"/> from a hash of the position.</summary>
    public static Picture NoisyWaves(int width, int height, int strength) => Make(width, height, (x, y, c) =>
        Math.Clamp(Wave(x, y, c) + (int)(Hash(x, y, c) % (uint)(2 * strength + 1)) - strength, 0, 255));

    /// <summary><see cref="Waves"/> as a mosaic of 8x8 squares, each with the value of its first pixel.</summary>
    public static Picture Mosaic(int width, int height) => Make(width, height, (x, y, c) => Wave(x & ~7, y & ~7, c));

    /// <summary><see cref="Waves"/> with 255 − v in place of v: structure with the opposite sign.</summary>
    public static Picture Negative(int width, int height) => Make(width, height, (x, y, c) => 255 - Wave(x, y, c));

    private static int Wave(int x, int y, int c) =>
        (Triangle((3 + c) * x + 2 * y) * 2 + Triangle(x - (5 - c) * y + 40) + Triangle(x * y / 64)) / 4;

    private static int Triangle(int t)
    {
        t &= 511;
        return t < 256 ? t : 511 - t;
    }

    private static uint Hash(int x, int y, int c)
    {
        var h = unchecked(((uint)x * 73856093u) ^ ((uint)y * 19349663u) ^ ((uint)c * 83492791u));
        h = unchecked((h ^ (h >> 15)) * 2246822519u);
        return (h ^ (h >> 13)) >> 7;
    }

    private static Picture Make(int width, int height, Func<int, int, int, int> value)
    {
        var rgb = new byte[width * height * 3];
        var i = 0;
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                for (var c = 0; c < 3; c++)
                    rgb[i++] = (byte)value(x, y, c);
            }
        }
        return new Picture(width, height, rgb);
    }
}
