namespace SemCom.Evaluation.Rivals;

/// <summary>What a careful receiver shows of a codestream of which only the beginning is intact.</summary>
/// <remarks>
/// Entropy decoders go on after a loss and produce noise. The missing part is therefore filled in two ways: where both decodings agree, the
/// picture follows from what was received; everything else is shown in grey. Embedded codestreams are simply cut.
/// </remarks>
internal static class DamagedStream
{
    private const int BlockSide = 16;
    private const int Tolerance = 8;
    private const byte FirstFill = 0x00;
    private const byte SecondFill = 0xA5;

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
        if (!codec.LosesSynchronization)
            return codec.DecodeDamaged(stream[..intactBytes], width, height, format) ?? grey;
        var first = codec.DecodeDamaged(Filled(stream, intactBytes, FirstFill), width, height, format);
        var second = first is null ? null : codec.DecodeDamaged(Filled(stream, intactBytes, SecondFill), width, height, format);
        return first is null || second is null ? grey : Agreement(first, second, grey);
    }

    private static byte[] Filled(byte[] stream, int intactBytes, byte fill)
    {
        var filled = stream[..];
        filled.AsSpan(intactBytes).Fill(fill);
        return filled;
    }

    private static Picture Agreement(Picture first, Picture second, Picture grey)
    {
        var rgb = grey.Rgb.ToArray();
        for (var y = 0; y < first.Height; y += BlockSide)
        {
            for (var x = 0; x < first.Width; x += BlockSide)
            {
                var (rows, length) = (Math.Min(BlockSide, first.Height - y), 3 * Math.Min(BlockSide, first.Width - x));
                if (!Agrees(first, second, x, y, rows, length))
                    continue;
                for (var row = y; row < y + rows; row++)
                    first.Rgb.Slice(3 * (row * first.Width + x), length).CopyTo(rgb.AsSpan(3 * (row * first.Width + x)));
            }
        }
        return new Picture(first.Width, first.Height, rgb);
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
