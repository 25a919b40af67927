namespace SemCom.Runtime.Quality;

/// <summary>A rectangle of a picture [pixels].</summary>
internal readonly record struct PictureTile(int Left, int Top, int Width, int Height)
{
    /// <summary>Longest side of a tile, so that memory does not grow with the picture.</summary>
    public const int MaxSide = 768;

    /// <summary>Pixels in it.</summary>
    public int PixelCount => Width * Height;

    /// <summary>As few tiles as possible, of sizes as equal as possible.</summary>
    public static PictureTile[] Cover(int width, int height)
    {
        var (columns, rows) = ((width + MaxSide - 1) / MaxSide, (height + MaxSide - 1) / MaxSide);
        return
        [
            .. from row in Enumerable.Range(0, rows)
               from column in Enumerable.Range(0, columns)
               let left = column * width / columns
               let top = row * height / rows
               select new PictureTile(left, top, (column + 1) * width / columns - left, (row + 1) * height / rows - top),
        ];
    }

    /// <summary>The tile's values [3, height, width], 0..255.</summary>
    public float[] Planes(Picture picture)
    {
        var planes = new float[3 * PixelCount];
        for (var y = 0; y < Height; y++)
        {
            var row = picture.Rgb.Slice(((Top + y) * picture.Width + Left) * 3, Width * 3);
            for (var x = 0; x < Width; x++)
            {
                var i = y * Width + x;
                (planes[i], planes[i + PixelCount], planes[i + 2 * PixelCount]) = (row[3 * x], row[3 * x + 1], row[3 * x + 2]);
            }
        }
        return planes;
    }
}
