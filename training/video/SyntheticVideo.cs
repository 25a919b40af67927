namespace SemCom.Training.Video;

/// <summary>Videos of 256x192 made from two pictures: one moves, is zoomed and lit; the other moves in front of it, or not; noise of a camera on both.</summary>
internal static class SyntheticVideo
{
    private const int Width = 256;
    private const int Height = 192;
    private const int Length = 8;

    public static IReadOnlyList<Picture> Of(Picture behind, Picture front, int seed)
    {
        var random = new Random(seed);
        var noise = random.Next(5) switch { < 2 => 0.0, var strength => strength - 1.0 };
        var kind = random.NextDouble();
        var pan = kind < 0.25 ? (0, 0) : Velocity(random, 0.06, 80);
        var zoom = kind > 0.8 ? 1 + (random.NextDouble() - 0.5) * 0.01 : 1;
        var hasObject = random.NextDouble() < 0.6;
        var (centre, radius) = ((X: 60 + random.NextDouble() * 140, Y: 50 + random.NextDouble() * 90), (X: 20 + random.NextDouble() * 50, Y: 20 + random.NextDouble() * 50));
        var moves = Velocity(random, 0.1, 60);
        var light = random.NextDouble() < 0.2 ? (random.NextDouble() - 0.5) * 0.03 : 0;
        return [.. Enumerable.Range(0, Length).Select(t => At(t))];

        Picture At(int t)
        {
            var (rgb, scale) = (new byte[3 * Width * Height], Math.Pow(zoom, t));
            for (var y = 0; y < Height; y++)
            {
                for (var x = 0; x < Width; x++)
                {
                    var (dx, dy) = ((x - centre.X - moves.X * t) / radius.X, (y - centre.Y - moves.Y * t) / radius.Y);
                    var isFront = hasObject && dx * dx + dy * dy < 1;
                    var from = isFront ? (X: 64 + x - moves.X * t, Y: 48 + y - moves.Y * t) : (X: 192 + (x - 128) * scale + pan.X * t, Y: 144 + (y - 96) * scale + pan.Y * t);
                    for (var c = 0; c < 3; c++)
                        rgb[3 * (y * Width + x) + c] = (byte)Math.Clamp(Sample(isFront ? front : behind, from.X, from.Y, c) * (1 + light * t) + noise * Gauss(random) + 0.5, 0, 255);
                }
            }
            return new Picture(Width, Height, rgb);
        }
    }

    private static (double X, double Y) Velocity(Random random, double least, double range)
    {
        var (speed, direction) = (least * Math.Pow(range, random.NextDouble()), random.NextDouble() * 2 * Math.PI);
        return (speed * Math.Cos(direction), speed * Math.Sin(direction));
    }

    private static double Gauss(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>Bilinear.</summary>
    private static double Sample(Picture picture, double x, double y, int c)
    {
        (x, y) = (Math.Clamp(x, 0, picture.Width - 1.001), Math.Clamp(y, 0, picture.Height - 1.001));
        var (i, j) = ((int)x, (int)y);
        var (fx, fy) = (x - i, y - j);
        return (1 - fy) * ((1 - fx) * At(i, j) + fx * At(i + 1, j)) + fy * ((1 - fx) * At(i, j + 1) + fx * At(i + 1, j + 1));

        double At(int u, int v) => picture.Rgb[3 * (v * picture.Width + u) + c];
    }
}
