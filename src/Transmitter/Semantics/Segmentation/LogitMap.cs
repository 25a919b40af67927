namespace SemCom.Transmitter.Semantics;

/// <summary>A small map of logits, brought to a picture's size by linear interpolation between the middles of its places.</summary>
/// <param name="values">Rows from the top [height · width].</param>
/// <param name="width">Places in a row.</param>
/// <param name="height">Rows.</param>
internal readonly ref struct LogitMap(ReadOnlySpan<float> values, int width, int height)
{
    private readonly ReadOnlySpan<float> _values = values;

    /// <summary>The map at another size.</summary>
    public float[] Resize(int toWidth, int toHeight)
    {
        var result = new float[toWidth * toHeight];
        var (across, row) = (Columns(toWidth), new float[width + 1]);
        for (var y = 0; y < toHeight; y++)
            FillPixels(y, toHeight, across, row, result.AsSpan(y * toWidth, toWidth));
        return result;
    }

    /// <summary>Where the map at another size is above 0. Pixels between two places of one sign have that sign.</summary>
    public bool[] Positive(int toWidth, int toHeight)
    {
        var result = new bool[toWidth * toHeight];
        var (across, row, ends) = (Columns(toWidth), new float[width + 1], new int[width]);
        foreach (var (first, _) in across)
            ends[first]++;
        for (var x = 1; x < width; x++)
            ends[x] += ends[x - 1];
        for (var y = 0; y < toHeight; y++)
        {
            FillRow(y, toHeight, row);
            var pixels = result.AsSpan(y * toWidth, toWidth);
            for (var place = 0; place < width; place++)
            {
                var (begin, a, b) = (place == 0 ? 0 : ends[place - 1], row[place], row[place + 1]);
                if (a > 0 && b > 0)
                    pixels[begin..ends[place]].Fill(true);
                else if (a > 0 || b > 0)
                {
                    for (var x = begin; x < ends[place]; x++)
                        pixels[x] = a + across[x].Share * (b - a) > 0;
                }
            }
        }
        return result;
    }

    /// <summary>One row of pixels.</summary>
    private void FillPixels(int y, int toHeight, (int First, float Share)[] across, float[] row, Span<float> pixels)
    {
        FillRow(y, toHeight, row);
        for (var x = 0; x < pixels.Length; x++)
        {
            var (first, share) = across[x];
            pixels[x] = row[first] + share * (row[first + 1] - row[first]);
        }
    }

    private (int First, float Share)[] Columns(int toWidth)
    {
        var columns = new (int, float)[toWidth];
        for (var x = 0; x < toWidth; x++)
            columns[x] = Between(x, toWidth, width);
        return columns;
    }

    /// <summary>The row of the map that belongs to a row of pixels; its last value stands twice.</summary>
    private void FillRow(int y, int toHeight, float[] row)
    {
        var (first, share) = Between(y, toHeight, height);
        var upper = _values.Slice(first * width, width);
        var lower = _values.Slice(Math.Min(first + 1, height - 1) * width, width);
        for (var x = 0; x < width; x++)
            row[x] = upper[x] + share * (lower[x] - upper[x]);
        row[width] = row[width - 1];
    }

    /// <summary>The place before a pixel's middle, and how far it is to the next one.</summary>
    private static (int First, float Share) Between(int pixel, int to, int from)
    {
        var at = Math.Clamp((pixel + 0.5) * from / to - 0.5, 0, from - 1);
        return ((int)at, (float)(at - (int)at));
    }
}
