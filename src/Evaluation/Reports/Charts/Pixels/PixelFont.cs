using System.Reflection;
using SemCom.Runtime.Media.Png;

namespace SemCom.Evaluation;

/// <summary>Letters as coverage, from a sheet that this assembly carries.</summary>
internal sealed class PixelFont
{
    /// <summary>Characters behind the printable ones of ASCII.</summary>
    private const string Further = "−·×±°µ–…";

    private const char First = ' ', Last = '~', Stranger = '?';

    /// <summary>Empty columns on either side of a character.</summary>
    private const int Padding = 2;

    private readonly Picture _sheet;
    private readonly int[] _starts;

    private PixelFont(string sheet, int baseLine)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("SemCom.Evaluation.Charts." + sheet)
            ?? throw new InvalidOperationException($"SemCom.Evaluation was built without {sheet}");
        (_sheet, BaseLine) = (PngReader.Read(stream, sheet), baseLine);
        _starts = [.. Enumerable.Range(0, _sheet.Width).Where(x => _sheet.Rgb[x * 3] > 0), _sheet.Width];
    }

    /// <summary>For labels.</summary>
    public static PixelFont Letters { get; } = new("letters.png", 24);

    /// <summary>For titles.</summary>
    public static PixelFont Titles { get; } = new("titles.png", 27);

    /// <summary>Rows of every character.</summary>
    public int Height => _sheet.Height - 1;

    /// <summary>The row on which letters stand.</summary>
    public int BaseLine { get; }

    /// <summary>Columns that a text takes.</summary>
    public int WidthOf(string text) => text.Sum(Advance);

    /// <summary>Calls <paramref name="dot"/> for every covered pixel of a text: column from its beginning, row from its top, coverage 0 to 1.</summary>
    public void Draw(string text, Action<int, int, double> dot)
    {
        var left = 0;
        foreach (var character in text)
        {
            var (start, end) = (_starts[IndexOf(character)], _starts[IndexOf(character) + 1]);
            for (var y = 0; y < Height; y++)
            {
                for (var x = start; x < end; x++)
                {
                    var coverage = _sheet.Rgb[((y + 1) * _sheet.Width + x) * 3];
                    if (coverage > 0)
                        dot(left + x - start - Padding, y, coverage / 255.0);
                }
            }
            left += Advance(character);
        }
    }

    private int Advance(char character) => _starts[IndexOf(character) + 1] - _starts[IndexOf(character)] - 2 * Padding;

    private static int IndexOf(char character) =>
        character is >= First and <= Last ? character - First
        : Further.IndexOf(character, StringComparison.Ordinal) is >= 0 and var place ? Last - First + 1 + place
        : Stranger - First;
}
