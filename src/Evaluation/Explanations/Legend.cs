using System.Globalization;

namespace SemCom.Evaluation;

/// <summary>Puts a strip with colours and numbers below a picture.</summary>
internal static class Legend
{
    private const int Height = 34, LeastWidth = 300, Steps = 64;
    private const double Bar = 10, Margin = 8;

    /// <summary>A scale from 0 to <paramref name="most"/>.</summary>
    public static Picture Scale(Picture picture, double most, string unit) => Below(picture, (canvas, width) =>
    {
        for (var i = 0; i < Steps; i++)
        {
            var (left, right) = (Margin + i * (width - 2 * Margin) / Steps, Margin + (i + 1) * (width - 2 * Margin) / Steps);
            canvas.Shape([new(left, 4), new(right + 0.5, 4), new(right + 0.5, 4 + Bar), new(left, 4 + Bar)], ColourScale.Hex((i + 0.5) / Steps), hollow: false);
        }
        canvas.Text(new(Margin, Height - 5), "0", new TextLook(Align.Start));
        canvas.Text(new(width / 2, Height - 5), unit, new TextLook(Align.Middle));
        canvas.Text(new(width - Margin, Height - 5), most.ToString(most < 10 ? "0.##" : "0", CultureInfo.InvariantCulture), new TextLook(Align.End));
    });

    /// <summary>Colours with names.</summary>
    public static Picture Names(Picture picture, params ReadOnlySpan<(string Colour, string Name)> entries)
    {
        var list = entries.ToArray();
        return Below(picture, (canvas, width) =>
        {
            for (var i = 0; i < list.Length; i++)
            {
                var left = Margin + i * (width - 2 * Margin) / list.Length;
                canvas.Shape([new(left, 12), new(left + Bar, 12), new(left + Bar, 12 + Bar), new(left, 12 + Bar)], list[i].Colour, hollow: false);
                canvas.Text(new(left + Bar + 5, 12 + Bar - 1), list[i].Name, new TextLook(Align.Start));
            }
        });
    }

    /// <summary>The canvas has two pixels for each of its units.</summary>
    private static Picture Below(Picture picture, Action<PixelCanvas, double> draw)
    {
        var width = Math.Max(LeastWidth, (picture.Width + 1) / 2);
        var canvas = new PixelCanvas(width, Height);
        draw(canvas, width);
        var strip = canvas.ToPicture();
        var rgb = new byte[strip.Width * (picture.Height + strip.Height) * 3];
        Array.Fill(rgb, (byte)255);
        for (var y = 0; y < picture.Height; y++)
            picture.Rgb.Slice(y * picture.Width * 3, picture.Width * 3).CopyTo(rgb.AsSpan(y * strip.Width * 3));
        strip.Rgb.CopyTo(rgb.AsSpan(picture.Height * strip.Width * 3));
        return new Picture(strip.Width, picture.Height + strip.Height, rgb);
    }
}
