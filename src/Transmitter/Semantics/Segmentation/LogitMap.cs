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
        var (first, share) = (new int[toWidth], new float[toWidth]);
        for (var x = 0; x < toWidth; x++)
            (first[x], share[x]) = Between(x, toWidth, width);
        for (var y = 0; y < toHeight; y++)
        {
            var (row, down) = Between(y, toHeight, height);
            var upper = _values.Slice(row * width, width);
            var lower = _values.Slice(Math.Min(row + 1, height - 1) * width, width);
            for (var x = 0; x < toWidth; x++)
            {
                var (left, right, across) = (first[x], Math.Min(first[x] + 1, width - 1), share[x]);
                var above = upper[left] + across * (upper[right] - upper[left]);
                var below = lower[left] + across * (lower[right] - lower[left]);
                result[y * toWidth + x] = above + down * (below - above);
            }
        }
        return result;
    }

    /// <summary>The place before a pixel's middle, and how far it is to the next one.</summary>
    private static (int First, float Share) Between(int pixel, int to, int from)
    {
        var at = Math.Clamp((pixel + 0.5) * from / to - 0.5, 0, from - 1);
        return ((int)at, (float)(at - (int)at));
    }
}
