namespace SemCom.Studio;

/// <summary>16 rows of a picture as brightness and two colour differences of half the resolution (JFIF 1.02), around 0. Edges repeat up to multiples of 16.</summary>
internal sealed class ColourStrip
{
    /// <summary>Rows of brightness.</summary>
    public const int Rows = 16;

    /// <summary>Makes room for pictures of a width.</summary>
    public ColourStrip(int width)
    {
        Width = (width + Rows - 1) / Rows * Rows;
        (Luminance, Blue, Red) = (new float[Rows * Width], new float[Rows * Width / 4], new float[Rows * Width / 4]);
    }

    /// <summary>Values in a row of brightness.</summary>
    public int Width { get; }

    /// <summary>Brightness [16 · Width].</summary>
    public float[] Luminance { get; }

    /// <summary>Blue less brightness [8 · Width/2].</summary>
    public float[] Blue { get; }

    /// <summary>Red less brightness [8 · Width/2].</summary>
    public float[] Red { get; }

    /// <summary>Takes the rows from <paramref name="top"/> on.</summary>
    public void Load(Picture picture, int top)
    {
        for (var y = 0; y < Rows; y += 2)
            LoadPair(Row(picture, top + y), Row(picture, top + y + 1), y);
    }

    private static ReadOnlySpan<byte> Row(Picture picture, int y) => picture.Rgb.Slice(Math.Min(y, picture.Height - 1) * picture.Width * 3, picture.Width * 3);

    private void LoadPair(ReadOnlySpan<byte> upper, ReadOnlySpan<byte> lower, int y)
    {
        var above = Luminance.AsSpan(y * Width, Width);
        var below = Luminance.AsSpan((y + 1) * Width, Width);
        var blue = Blue.AsSpan(y * Width / 4, Width / 2);
        var red = Red.AsSpan(y * Width / 4, Width / 2);
        var count = upper.Length / 3;
        for (var x = 0; x < count; x += 2)
        {
            var i = 3 * x;
            var j = x + 1 < count ? i + 3 : i;
            var (r, g, b) = (upper[i] + upper[j] + lower[i] + lower[j], upper[i + 1] + upper[j + 1] + lower[i + 1] + lower[j + 1], upper[i + 2] + upper[j + 2] + lower[i + 2] + lower[j + 2]);
            (above[x], above[x + 1]) = (Brightness(upper, i), Brightness(upper, j));
            (below[x], below[x + 1]) = (Brightness(lower, i), Brightness(lower, j));
            blue[x / 2] = -0.168736f / 4 * r - 0.331264f / 4 * g + 0.5f / 4 * b;
            red[x / 2] = 0.5f / 4 * r - 0.418688f / 4 * g - 0.081312f / 4 * b;
        }
        var even = (count + 1) / 2 * 2;
        above[even..].Fill(above[even - 1]);
        below[even..].Fill(below[even - 1]);
        blue[(even / 2)..].Fill(blue[even / 2 - 1]);
        red[(even / 2)..].Fill(red[even / 2 - 1]);
    }

    private static float Brightness(ReadOnlySpan<byte> row, int i) => 0.299f * row[i] + 0.587f * row[i + 1] + 0.114f * row[i + 2] - 128;
}
