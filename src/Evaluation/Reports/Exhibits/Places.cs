namespace SemCom.Evaluation;

/// <summary>Finds the block with the largest and the one with the median squared error, and cuts a little more than that out of pictures.</summary>
internal static class Places
{
    /// <summary>Side of a block.</summary>
    public const int Block = 64;

    /// <summary>Side of what is cut out around a block.</summary>
    public const int Crop = 96;

    /// <summary>Upper left corners of the crops; the same corner twice in pictures of one block.</summary>
    public static (Corner Worst, Corner Median) Find(Picture original, Picture received)
    {
        var blocks = (from y in Starts(original.Height) from x in Starts(original.Width) select (Corner: new Corner(x, y), Error: Error(original, received, x, y)))
            .OrderByDescending(b => b.Error).Select(b => b.Corner).ToList();
        return (Around(original, blocks[0]), Around(original, blocks[blocks.Count / 2]));
    }

    /// <summary>What lies at a corner, as far as the picture goes.</summary>
    public static Picture Cut(Picture picture, Corner corner)
    {
        var (width, height) = (Math.Min(Crop, picture.Width), Math.Min(Crop, picture.Height));
        var rgb = new byte[width * height * 3];
        for (var y = 0; y < height; y++)
            picture.Rgb.Slice(((corner.Y + y) * picture.Width + corner.X) * 3, width * 3).CopyTo(rgb.AsSpan(y * width * 3));
        return new Picture(width, height, rgb);
    }

    /// <summary>Blocks side by side; a last one that would stick out is moved back.</summary>
    private static IEnumerable<int> Starts(int length) =>
        Enumerable.Range(0, (length + Block - 1) / Block).Select(i => Math.Max(0, Math.Min(i * Block, length - Block)));

    private static long Error(Picture original, Picture received, int left, int top)
    {
        var sum = 0L;
        var (width, height) = (Math.Min(Block, original.Width), Math.Min(Block, original.Height));
        for (var y = top; y < top + height; y++)
        {
            var start = (y * original.Width + left) * 3;
            var a = original.Rgb.Slice(start, width * 3);
            var b = received.Rgb.Slice(start, width * 3);
            for (var i = 0; i < a.Length; i++)
                sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return sum;
    }

    private static Corner Around(Picture picture, Corner block) => new(
        Math.Clamp(block.X - (Crop - Block) / 2, 0, Math.Max(0, picture.Width - Crop)), Math.Clamp(block.Y - (Crop - Block) / 2, 0, Math.Max(0, picture.Height - Crop)));
}

/// <summary>Upper left pixel of a part of a picture.</summary>
internal readonly record struct Corner(int X, int Y);
