namespace SemCom.Evaluation.Rivals;

/// <summary>What a careful receiver shows of a codestream of which only the beginning is intact.</summary>
/// <remarks>
/// Entropy decoders go on after a loss and produce noise. The missing part is therefore filled in two ways: where both decodings agree, the
/// picture follows from what was received; everything else is shown in grey. Of JPEG 2000, the highest
/// resolution is shown at which the decodings agree in every block.
/// </remarks>
internal static class DamagedStream
{
    private const int BlockSide = 16;
    private const int Tolerance = 8;

    // Both begin with a bit 0, which in JPEG 2000 is an empty packet.
    private const byte FirstFill = 0x00;
    private const byte SecondFill = 0x2A;

    /// <summary>The concealed picture of <paramref name="width"/> x <paramref name="height"/>.</summary>
    /// <param name="codec">The codec that encoded it.</param>
    /// <param name="format">Index into the codec's formats.</param>
    /// <param name="stream">The received bytes.</param>
    /// <param name="intactBytes">Bytes in front of the first failed block.</param>
    /// <param name="width">Pixels in a row of the original.</param>
    /// <param name="height">Rows of the original.</param>
    public static Picture Conceal(RivalCodec codec, int format, byte[] stream, int intactBytes, int width, int height)
    {
        var grey = PictureConcealment.Grey(width, height);
        if (intactBytes <= 0)
            return grey;
        var (zeros, others) = (Filled(stream, intactBytes, FirstFill), Filled(stream, intactBytes, SecondFill));
        for (var halvings = 0; halvings <= codec.Halvings; halvings++)
        {
            if (codec.DecodeDamaged(zeros, width, height, format, halvings) is not { } first
                || codec.DecodeDamaged(others, width, height, format, halvings) is not { } second)
            {
                continue;
            }
            var (shown, isWhole) = Agreement(first, second, grey);
            if (isWhole || codec.Halvings == 0)
                return shown;
        }
        return grey;
    }

    private static byte[] Filled(byte[] stream, int intactBytes, byte fill)
    {
        var filled = stream[..];
        filled.AsSpan(intactBytes).Fill(fill);
        return filled;
    }

    private static (Picture Shown, bool IsWhole) Agreement(Picture first, Picture second, Picture grey)
    {
        var (rgb, whole) = (grey.Rgb.ToArray(), true);
        for (var y = 0; y < first.Height; y += BlockSide)
        {
            for (var x = 0; x < first.Width; x += BlockSide)
            {
                var (rows, length) = (Math.Min(BlockSide, first.Height - y), 3 * Math.Min(BlockSide, first.Width - x));
                if (!Agrees(first, second, x, y, rows, length))
                {
                    whole = false;
                    continue;
                }
                for (var row = y; row < y + rows; row++)
                    first.Rgb.Slice(3 * (row * first.Width + x), length).CopyTo(rgb.AsSpan(3 * (row * first.Width + x)));
            }
        }
        return (new Picture(first.Width, first.Height, rgb), whole);
    }

    private static bool Agrees(Picture first, Picture second, int x, int y, int rows, int length)
    {
        for (var row = y; row < y + rows; row++)
        {
            var at = 3 * (row * first.Width + x);
            for (var i = at; i < at + length; i++)
            {
                if (Math.Abs(first.Rgb[i] - second.Rgb[i]) > Tolerance)
                    return false;
            }
        }
        return true;
    }
}
