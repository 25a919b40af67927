using System.Globalization;

namespace SemCom.Cli;

/// <summary>Reads pixels and rectangles.</summary>
internal static class PixelParser
{
    /// <summary>A pixel, <c>X,Y</c>.</summary>
    public static (int X, int Y) Point(string option, string text) =>
        Numbers(text) is [var x, var y] ? (x, y) : throw new SemComException($"{option} must be a pixel X,Y in whole numbers from 0 (was '{text}'); write for example 120,80");

    /// <summary>A rectangle, <c>X,Y,WIDTH,HEIGHT</c>.</summary>
    public static PictureBox Box(string option, string text) =>
        Numbers(text) is [var x, var y, var width and > 0, var height and > 0] ? new PictureBox(x, y, width, height)
            : throw new SemComException($"{option} must be a rectangle X,Y,WIDTH,HEIGHT in whole numbers, width and height from 1 (was '{text}'); write for example 40,60,128,96");

    /// <summary>Empty when something is no number.</summary>
    private static int[] Numbers(string text)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        return Array.TrueForAll(parts, part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var _))
            ? Array.ConvertAll(parts, part => int.Parse(part, CultureInfo.InvariantCulture)) : [];
    }
}
