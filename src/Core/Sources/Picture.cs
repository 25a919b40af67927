namespace SemCom;

/// <summary>
/// An 8-bit RGB picture, rows from the top, R G B interleaved without padding. Grey pictures have equal channels;
/// transparency is laid over white when a file is read, and <see cref="HadAlpha"/> tells that it was.
/// </summary>
public sealed class Picture
{
    /// <summary>Largest width or height in pixels.</summary>
    public const int MaxSide = 16384;

    /// <summary>Largest number of pixels: 7680 x 4320 (8K) fits with room, 100 megapixels do not.</summary>
    public const int MaxPixels = 50_000_000;

    private readonly byte[] _rgb;

    /// <summary>Wraps <paramref name="rgb"/> [height·width·3]; the array then belongs to the picture.</summary>
    /// <exception cref="SemComException">A side is 0 or too large, there are too many pixels, or the array has another length.</exception>
    public Picture(int width, int height, byte[] rgb)
    {
        ArgumentNullException.ThrowIfNull(rgb);
        CheckSize(width, height, "picture");
        if (rgb.Length != width * height * 3)
            throw new SemComException($"picture: {width}x{height} RGB needs {width * height * 3} bytes (got {rgb.Length}); pass width*height*3 bytes");
        (Width, Height, _rgb) = (width, height, rgb);
    }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Source values, 3·H·W: the denominator of the channel bandwidth ratio.</summary>
    public int ValueCount => _rgb.Length;

    /// <summary>All values, R G B interleaved, rows from the top [height·width·3].</summary>
    public ReadOnlySpan<byte> Rgb => _rgb;

    /// <summary>True when the file it came from had transparency, which was laid over white.</summary>
    public bool HadAlpha { get; init; }

    /// <summary>True when every pixel has R = G = B.</summary>
    public bool IsGrey
    {
        get
        {
            for (var i = 0; i < _rgb.Length; i += 3)
            {
                if (_rgb[i] != _rgb[i + 1] || _rgb[i] != _rgb[i + 2])
                    return false;
            }
            return true;
        }
    }

    /// <summary>A part of the picture.</summary>
    /// <exception cref="SemComException">The rectangle is empty or reaches outside.</exception>
    public Picture Part(PictureBox box)
    {
        box.CheckWithin(Width, Height);
        var rgb = new byte[box.Width * box.Height * 3];
        for (var y = 0; y < box.Height; y++)
            _rgb.AsSpan(((box.Y + y) * Width + box.X) * 3, box.Width * 3).CopyTo(rgb.AsSpan(y * box.Width * 3));
        return new Picture(box.Width, box.Height, rgb);
    }

    /// <summary>The picture with another one laid over a part of it.</summary>
    /// <param name="part">What to lay over it.</param>
    /// <param name="x">Its first column.</param>
    /// <param name="y">Its first row.</param>
    /// <exception cref="SemComException">The part reaches outside.</exception>
    public Picture With(Picture part, int x, int y)
    {
        ArgumentNullException.ThrowIfNull(part);
        new PictureBox(x, y, part.Width, part.Height).CheckWithin(Width, Height);
        var rgb = Rgb.ToArray();
        for (var row = 0; row < part.Height; row++)
            part.Rgb.Slice(row * part.Width * 3, part.Width * 3).CopyTo(rgb.AsSpan(((y + row) * Width + x) * 3));
        return new Picture(Width, Height, rgb);
    }

    /// <summary>Checks a size before anything is allocated for it.</summary>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="name">What the message calls the picture, for example its file name.</param>
    /// <exception cref="SemComException">A side is 0 or above <see cref="MaxSide"/>, or there are more than <see cref="MaxPixels"/> pixels.</exception>
    public static void CheckSize(long width, long height, string name)
    {
        if (width < 1 || height < 1)
            throw new SemComException($"{name}: a picture needs at least 1x1 pixels (was {width}x{height}); choose another picture");
        if (width > MaxSide || height > MaxSide || width * height > MaxPixels)
            throw new SemComException($"{name}: a picture may have at most {MaxSide} pixels a side and {MaxPixels / 1_000_000} megapixels (was {width}x{height}); reduce it first");
    }
}
