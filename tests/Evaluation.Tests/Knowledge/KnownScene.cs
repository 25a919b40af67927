namespace SemCom.Evaluation.Tests;

/// <summary>A still wall with a bright square that moves in front of it.</summary>
internal static class KnownScene
{
    public const int Width = 96, Height = 64;

    public static Picture Picture(int time, int place = 0)
    {
        var rgb = new byte[3 * Width * Height];
        for (var i = 0; i < rgb.Length; i++)
        {
            var (c, x, y) = (i % 3, i / 3 % Width, i / 3 / Width);
            var wall = place == 0 ? 120 + 50 * Math.Sin(0.9 * x + 0.05 * y * c) + 40 * Math.Sin(0.07 * x - 0.8 * y) : 120 + 60 * Math.Sin(0.04 * x * (c + 1)) + 25 * Math.Sin(1.1 * y + 0.3 * x);
            rgb[i] = (byte)(x / 16 == time % 6 && y / 16 == 2 ? 40 + 60 * c + (x * 7 + y * 3) % 17 : Math.Clamp(wall, 0, 255));
        }
        return new Picture(Width, Height, rgb);
    }
}
