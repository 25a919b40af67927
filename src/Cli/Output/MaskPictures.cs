namespace SemCom.Cli;

/// <summary>Masks and importance as pictures.</summary>
internal static class MaskPictures
{
    /// <summary>Colours that stay apart for most people (Okabe and Ito 2008).</summary>
    private static readonly (byte R, byte G, byte B)[] Palette =
        [(230, 159, 0), (86, 180, 233), (0, 158, 115), (240, 228, 66), (0, 114, 178), (213, 94, 0), (204, 121, 167)];

    /// <summary>White on black.</summary>
    public static Picture Mask(RegionMask mask) => Grey(mask.Width, mask.Height, i => mask[i] ? (byte)255 : (byte)0);

    /// <summary>The more it stands out the brighter.</summary>
    public static Picture Shades(ImportanceMap importance)
    {
        var values = importance.Values.ToArray();
        return Grey(importance.Width, importance.Height, i => (byte)Math.Round(255 * values[i]));
    }

    /// <summary>The picture with its masks tinted, the best on top.</summary>
    public static Picture Colours(Picture picture, IReadOnlyList<MaskCandidate> masks)
    {
        var rgb = picture.Rgb.ToArray();
        for (var i = 0; i < picture.Width * picture.Height; i++)
        {
            for (var m = 0; m < masks.Count; m++)
            {
                if (!masks[m].Mask[i])
                    continue;
                var (r, g, b) = Palette[m % Palette.Length];
                (rgb[3 * i], rgb[3 * i + 1], rgb[3 * i + 2]) = ((byte)((rgb[3 * i] + r) / 2), (byte)((rgb[3 * i + 1] + g) / 2), (byte)((rgb[3 * i + 2] + b) / 2));
                break;
            }
        }
        return new Picture(picture.Width, picture.Height, rgb);
    }

    private static Picture Grey(int width, int height, Func<int, byte> value)
    {
        var rgb = new byte[width * height * 3];
        for (var i = 0; i < width * height; i++)
            rgb.AsSpan(3 * i, 3).Fill(value(i));
        return new Picture(width, height, rgb);
    }
}
