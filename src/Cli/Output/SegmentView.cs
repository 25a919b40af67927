using System.Globalization;
using Spectre.Console;

namespace SemCom.Cli;

/// <summary>Shows to a person what a segmenter found.</summary>
internal static class SegmentView
{
    public static void Write(CliContext context, SegmentResult result, string? output)
    {
        var console = Terminals.Out(context);
        console.MarkupLineInterpolated($"[bold]{result.Source}[/] ({result.Width} x {result.Height}): looked at in {Format(result.LookMs, "0")} ms");
        if (result.SalientShare is { } share)
            console.MarkupLineInterpolated($"{Format(share, "0.0 %")} of the picture stands out");
        else if (result.Masks.Count == 0)
            console.MarkupLine("nothing was found that the segmenter is sure enough of; give a --point or a --box");
        if (result.Masks.Count > 0)
        {
            var table = new Table().Border(TableBorder.Simple).AddColumns("mask", "expected quality", "of the picture", "x, y, width, height");
            foreach (var (row, number) in result.Masks.Select((row, i) => (row, i + 1)))
            {
                table.AddRow(number.ToString(CultureInfo.InvariantCulture), Format(row.Quality, "0.00"), Format(row.Share, "0.0 %"),
                    row.Bounds is { } b ? $"{b.X}, {b.Y}, {b.Width}, {b.Height}" : "empty");
            }
            console.Write(table);
            console.MarkupLineInterpolated($"[grey]{result.Masks.Count} in {Format(result.MasksMs, "0")} ms[/]");
        }
        if (output is not null)
            console.MarkupLineInterpolated($"written: {output}");
    }

    private static string Format(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
