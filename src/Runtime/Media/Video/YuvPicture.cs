namespace SemCom.Runtime.Media;

/// <summary>
/// Converts pictures between RGB and planes of Y, Cb and Cr by ITU-R BT.601, in integers with 16 fractional bits. Chroma is interpolated linearly from where it lies.
/// </summary>
internal static class YuvPicture
{
    private const int Bits = 16;
    private const int Half = 1 << (Bits - 1);
    private const double Kr = 0.299, Kb = 0.114, Kg = 1 - Kr - Kb;

    /// <summary>Converts planes, one behind the other, to a picture.</summary>
    /// <param name="planes">Y, Cb, Cr; <see cref="YuvFormat.FrameBytes"/> of them.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="format">How the planes lie.</param>
    public static Picture ToPicture(ReadOnlySpan<byte> planes, int width, int height, YuvFormat format)
    {
        var rgb = new byte[3 * width * height];
        var (chromaWidth, chromaHeight) = (format.ChromaWidth(width), format.ChromaHeight(height));
        var cb = planes.Slice(width * height, chromaWidth * chromaHeight);
        var cr = planes[(width * height + chromaWidth * chromaHeight)..];
        var (rowB, rowR) = (new int[width], new int[width]);
        var (mixed, factors) = (new int[chromaWidth], new Factors(format.FullRange));
        for (var y = 0; y < height; y++)
        {
            if (chromaWidth > 0)
            {
                Upsample(cb, y, chromaWidth, chromaHeight, format, mixed, rowB);
                Upsample(cr, y, chromaWidth, chromaHeight, format, mixed, rowR);
            }
            factors.Row(planes.Slice(y * width, width), rowB, rowR, rgb.AsSpan(3 * y * width, 3 * width));
        }
        return new Picture(width, height, rgb);
    }

    /// <summary>Converts a picture to planes of 4:4:4 with the full range.</summary>
    /// <param name="picture">Any size.</param>
    /// <param name="planes">Receives Y, Cb, Cr; 3·width·height bytes.</param>
    public static void ToFull444(Picture picture, Span<byte> planes)
    {
        var count = picture.Width * picture.Height;
        var rgb = picture.Rgb;
        for (var i = 0; i < count; i++)
        {
            int r = rgb[3 * i], g = rgb[3 * i + 1], b = rgb[3 * i + 2];
            planes[i] = Clamp(Fixed(Kr) * r + Fixed(Kg) * g + Fixed(Kb) * b);
            planes[count + i] = Clamp(Fixed(-Kr / (2 * (1 - Kb))) * r + Fixed(-Kg / (2 * (1 - Kb))) * g + Half * b + (128 << Bits));
            planes[2 * count + i] = Clamp(Half * r + Fixed(-Kg / (2 * (1 - Kr))) * g + Fixed(-Kb / (2 * (1 - Kr))) * b + (128 << Bits));
        }
    }

    private static int Fixed(double value) => (int)Math.Round(value * (1 << Bits));

    private static byte Clamp(int value) => (byte)Math.Clamp(value + Half >> Bits, 0, 255);

    /// <summary>One row of chroma at full resolution, in sixteenths and without its offset of 128.</summary>
    private static void Upsample(ReadOnlySpan<byte> plane, int y, int chromaWidth, int chromaHeight, YuvFormat format, Span<int> mixed, Span<int> row)
    {
        var (above, below, weight) = Down(y, chromaHeight, format);
        var first = plane.Slice(above * chromaWidth, chromaWidth);
        var second = plane.Slice(below * chromaWidth, chromaWidth);
        for (var x = 0; x < chromaWidth; x++)
            mixed[x] = (4 - weight) * first[x] + weight * second[x] - 4 * 128;
        for (var x = 0; x < row.Length; x++)
        {
            row[x] = (format.Across, x & 1) switch
            {
                (1, _) => 4 * mixed[x],
                (_, 0) when format.LeftSited => 4 * mixed[x / 2],
                (_, 1) when format.LeftSited => 2 * (mixed[x / 2] + mixed[Math.Min(x / 2 + 1, chromaWidth - 1)]),
                (_, 0) => mixed[Math.Max(x / 2 - 1, 0)] + 3 * mixed[x / 2],
                _ => 3 * mixed[x / 2] + mixed[Math.Min(x / 2 + 1, chromaWidth - 1)],
            };
        }
    }

    /// <summary>The two rows of chroma about a row of luma, and the weight of the second in quarters.</summary>
    private static (int First, int Second, int Weight) Down(int y, int rows, YuvFormat format)
    {
        if (format.Down == 1)
            return (y, y, 0);
        var (at, isLower) = (y / 2, (y & 1) == 1);
        if (format.TopSited)
            return (at, Math.Min(at + 1, rows - 1), isLower ? 2 : 0);
        return isLower ? (at, Math.Min(at + 1, rows - 1), 1) : (Math.Max(at - 1, 0), at, 3);
    }

    /// <summary>The matrix of a range; chroma is given in sixteenths.</summary>
    private readonly struct Factors(bool fullRange)
    {
        private readonly int _offset = fullRange ? 0 : 16;
        private readonly int _luma = Fixed(fullRange ? 1 : 255.0 / 219);
        private readonly int _redR = Fixed(2 * (1 - Kr) * ChromaScale(fullRange));
        private readonly int _blueB = Fixed(2 * (1 - Kb) * ChromaScale(fullRange));
        private readonly int _greenR = Fixed(-2 * (1 - Kr) * Kr / Kg * ChromaScale(fullRange));
        private readonly int _greenB = Fixed(-2 * (1 - Kb) * Kb / Kg * ChromaScale(fullRange));

        public void Row(ReadOnlySpan<byte> luma, ReadOnlySpan<int> blue, ReadOnlySpan<int> red, Span<byte> rgb)
        {
            for (var x = 0; x < luma.Length; x++)
            {
                var y = _luma * (luma[x] - _offset);
                rgb[3 * x] = Clamp(y + _redR * red[x]);
                rgb[3 * x + 1] = Clamp(y + _greenR * red[x] + _greenB * blue[x]);
                rgb[3 * x + 2] = Clamp(y + _blueB * blue[x]);
            }
        }

        private static double ChromaScale(bool fullRange) => (fullRange ? 1 : 255.0 / 224) / 16;
    }
}
