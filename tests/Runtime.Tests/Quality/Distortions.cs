using System.Globalization;

namespace SemCom.Runtime.Tests.Quality;

/// <summary>Ways to spoil a picture. Those with a name give the same bytes as training/metrics/distortions.py.</summary>
internal static class Distortions
{
    /// <summary>The distortion of a name: blur, blocks, levels or noise, and its strength.</summary>
    public static Picture Named(string name, Picture picture)
    {
        var strength = int.Parse(name.TrimStart([.. "abcdefghijklmnopqrstuvwxyz"]), CultureInfo.InvariantCulture);
        return name.TrimEnd([.. "0123456789"]) switch
        {
            "blur" => Make(picture, (x, y, c) => Mean(picture, x - strength, y - strength, 2 * strength + 1, c)),
            "blocks" => Make(picture, (x, y, c) => Mean(picture, x / strength * strength, y / strength * strength, strength, c)),
            "levels" => Make(picture, (x, y, c) => At(picture, x, y, c) / strength * strength + strength / 2),
            "noise" => Make(picture, (x, y, c) =>
            {
                var index = (uint)((y * picture.Width + x) * 3 + c);
                return At(picture, x, y, c) + (int)(unchecked(index * 2654435761u) >> 16) % (2 * strength + 1) - strength;
            }),
            _ => throw new ArgumentException(name),
        };
    }

    /// <summary>Gaussian blur of σ pixels, edges repeated.</summary>
    public static Picture Gaussian(Picture picture, double sigma)
    {
        var reach = (int)Math.Ceiling(4 * sigma);
        var taps = Enumerable.Range(-reach, 2 * reach + 1).Select(i => Math.Exp(-i * i / (2 * sigma * sigma))).ToArray();
        var total = taps.Sum();
        var across = new double[picture.ValueCount];
        for (var i = 0; i < across.Length; i++)
        {
            var (y, x, c) = (i / 3 / picture.Width, i / 3 % picture.Width, i % 3);
            for (var k = -reach; k <= reach; k++)
                across[i] += taps[k + reach] * At(picture, x + k, y, c) / total;
        }
        return Make(picture, (x, y, c) =>
        {
            double sum = 0;
            for (var k = -reach; k <= reach; k++)
                sum += taps[k + reach] * across[(Math.Clamp(y + k, 0, picture.Height - 1) * picture.Width + x) * 3 + c] / total;
            return (int)Math.Round(sum);
        });
    }

    /// <summary>White Gaussian noise of a standard deviation, the same draws for every strength.</summary>
    public static Picture GaussianNoise(Picture picture, double deviation)
    {
        var random = new Random(5);
        return Make(picture, (x, y, c) =>
        {
            var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            return (int)Math.Round(At(picture, x, y, c) + deviation * normal);
        });
    }

    /// <summary>Each pixel on its way to the mean of its 8x8 block, as far as <paramref name="share"/> says.</summary>
    public static Picture Blocking(Picture picture, double share)
    {
        var blocks = Named("blocks8", picture);
        return Make(picture, (x, y, c) => (int)Math.Round(At(picture, x, y, c) * (1 - share) + At(blocks, x, y, c) * share));
    }

    private static int Mean(Picture picture, int left, int top, int side, int c)
    {
        var sum = 0;
        for (var y = top; y < top + side; y++)
        {
            for (var x = left; x < left + side; x++)
                sum += At(picture, x, y, c);
        }
        return (2 * sum + side * side) / (2 * side * side);
    }

    private static int At(Picture picture, int x, int y, int c) =>
        picture.Rgb[(Math.Clamp(y, 0, picture.Height - 1) * picture.Width + Math.Clamp(x, 0, picture.Width - 1)) * 3 + c];

    private static Picture Make(Picture picture, Func<int, int, int, int> value)
    {
        var rgb = new byte[picture.ValueCount];
        for (var i = 0; i < rgb.Length; i++)
            rgb[i] = (byte)Math.Clamp(value(i / 3 % picture.Width, i / 3 / picture.Width, i % 3), 0, 255);
        return new Picture(picture.Width, picture.Height, rgb);
    }
}
