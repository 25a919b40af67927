using System.Globalization;
using System.Text;

namespace SemCom.Cli;

/// <summary>
/// Pictures in a terminal: each character an upper half block, whose colour is one pixel and whose ground is the pixel below (24-bit colours, ISO 8613-6). Where there is no terminal, or colours are not
/// wanted, nothing is drawn.
/// </summary>
internal sealed class TerminalScreen : IDisposable
{
    private const int MaxColumns = 80, MaxRows = 24;

    private readonly CliContext _context;
    private readonly bool _draws;

    public TerminalScreen(CliContext context)
    {
        (_context, _draws) = (context, context.OutIsTerminal && context.Colours);
        if (_draws)
            context.Out.Write("\u001b[?25l\u001b[2J");
    }

    /// <summary>Draws a picture, and a line below it.</summary>
    public void Show(Picture picture, string line)
    {
        if (_draws)
            _context.Out.Write($"\u001b[H{Draw(picture, MaxColumns, MaxRows)}{line}\u001b[K\n");
    }

    public void Dispose()
    {
        if (_draws)
            _context.Out.Write("\u001b[?25h");
    }

    /// <summary>A picture as text, its proportions kept.</summary>
    internal static string Draw(Picture picture, int columns, int rows)
    {
        var scale = Math.Max((double)picture.Width / columns, (double)picture.Height / (2 * rows));
        var (width, height) = (Math.Max(1, (int)(picture.Width / scale)), Math.Max(2, (int)(picture.Height / scale) & ~1));
        var text = new StringBuilder();
        for (var y = 0; y < height; y += 2)
        {
            for (var x = 0; x < width; x++)
            {
                var (upper, lower) = (Pixel(picture, x, y, width, height), Pixel(picture, x, y + 1, width, height));
                text.Append(CultureInfo.InvariantCulture, $"\u001b[38;2;{upper.R};{upper.G};{upper.B};48;2;{lower.R};{lower.G};{lower.B}m\u2580");
            }
            text.Append("\u001b[0m\u001b[K\n");
        }
        return text.ToString();
    }

    private static (byte R, byte G, byte B) Pixel(Picture picture, int x, int y, int width, int height)
    {
        var at = 3 * ((int)((y + 0.5) * picture.Height / height) * picture.Width + (int)((x + 0.5) * picture.Width / width));
        return (picture.Rgb[at], picture.Rgb[at + 1], picture.Rgb[at + 2]);
    }
}
