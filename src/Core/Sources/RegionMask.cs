namespace SemCom;

/// <summary>A region of a picture: the pixels that belong to it. Immutable.</summary>
public sealed class RegionMask
{
    private readonly bool[] _pixels;

    private RegionMask(int width, int height, bool[] pixels) => (Width, Height, _pixels, Count) = (width, height, pixels, pixels.AsSpan().Count(true));

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Pixels of the region.</summary>
    public int Count { get; }

    /// <summary>Share of the picture that the region covers, 0..1.</summary>
    public double Share => (double)Count / _pixels.Length;

    /// <summary>Whether a pixel belongs to the region; pixels count in rows from the top.</summary>
    public bool this[int index] => _pixels[index];

    /// <summary>Whether the pixel at column x and row y belongs to the region.</summary>
    public bool this[int x, int y] => _pixels[y * Width + x];

    /// <summary>Wraps pixels.</summary>
    /// <param name="width">Pixels in a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="pixels">One for each pixel, rows from the top.</param>
    /// <exception cref="SemComException">There are more or fewer than the size says.</exception>
    public static RegionMask FromPixels(int width, int height, ReadOnlySpan<bool> pixels)
    {
        if (width < 1 || height < 1 || (long)width * height != pixels.Length)
            throw new SemComException($"mask: a region of {width}x{height} needs {(long)width * height} pixels (got {pixels.Length}); give one for each pixel of the picture");
        return new RegionMask(width, height, pixels.ToArray());
    }

    /// <summary>The region where a picture is bright: its green channel is 128 or more.</summary>
    public static RegionMask FromPicture(Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var pixels = new bool[picture.Width * picture.Height];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = picture.Rgb[3 * i + 1] >= 128;
        return new RegionMask(picture.Width, picture.Height, pixels);
    }

    /// <summary>A rectangle of a picture.</summary>
    /// <exception cref="SemComException">It is empty or reaches outside the picture.</exception>
    public static RegionMask FromBox(int width, int height, PictureBox box)
    {
        box.CheckWithin(width, height);
        var pixels = new bool[width * height];
        for (var y = box.Y; y < box.Bottom; y++)
            pixels.AsSpan(y * width + box.X, box.Width).Fill(true);
        return new RegionMask(width, height, pixels);
    }

    /// <summary>The region in a larger picture of which this is a part.</summary>
    /// <param name="x">Where the part's first column stands.</param>
    /// <param name="y">Where its first row stands.</param>
    /// <param name="width">Pixels in a row of the larger picture.</param>
    /// <param name="height">Its rows.</param>
    /// <exception cref="SemComException">The part reaches outside.</exception>
    public RegionMask Placed(int x, int y, int width, int height)
    {
        new PictureBox(x, y, Width, Height).CheckWithin(width, height);
        var pixels = new bool[width * height];
        for (var row = 0; row < Height; row++)
            _pixels.AsSpan(row * Width, Width).CopyTo(pixels.AsSpan((y + row) * width + x));
        return new RegionMask(width, height, pixels);
    }

    /// <summary>Intersection over union with another region of the same size, 0..1; 0 where both are empty.</summary>
    /// <exception cref="SemComException">The sizes differ.</exception>
    public double Overlap(RegionMask other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if ((Width, Height) != (other.Width, other.Height))
            throw new SemComException($"masks must have the same size (were {Width}x{Height} and {other.Width}x{other.Height}); compare masks of one picture");
        var (both, either) = (0, 0);
        for (var i = 0; i < _pixels.Length; i++)
        {
            both += _pixels[i] && other._pixels[i] ? 1 : 0;
            either += _pixels[i] || other._pixels[i] ? 1 : 0;
        }
        return either == 0 ? 0 : (double)both / either;
    }

    /// <summary>The smallest rectangle around the region.</summary>
    /// <exception cref="SemComException">The region is empty.</exception>
    public PictureBox Bounds()
    {
        var (left, top, right, bottom) = (Width, Height, -1, -1);
        for (var i = 0; i < _pixels.Length; i++)
        {
            if (!_pixels[i])
                continue;
            (left, right) = (Math.Min(left, i % Width), Math.Max(right, i % Width));
            (top, bottom) = (Math.Min(top, i / Width), Math.Max(bottom, i / Width));
        }
        return Count == 0 ? throw new SemComException("mask: the region is empty, so nothing bounds it; name one that holds some of the picture") : new PictureBox(left, top, right - left + 1, bottom - top + 1);
    }
}
