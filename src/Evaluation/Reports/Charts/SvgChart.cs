using System.Globalization;
using System.Net;
using System.Text;

namespace SemCom.Evaluation;

/// <summary>Draws a <see cref="Chart"/> as SVG. Lines differ by marker as well as colour and are named at their right end.</summary>
internal static class SvgChart
{
    private const double PlotRight = 402, Height = 330, Left = 52, Top = 34, Bottom = 46, LabelHeight = 15, LabelLeft = 20;
    private const double LetterWidth = 7;
    private const int ShortestLabel = 14;

    private const string StandaloneStyle =
        "<style>svg{background:#fff;color:#1d2126}@media(prefers-color-scheme:dark){svg{background:#15181c;color:#e4e7ea}}</style>";

    /// <summary>The chart as an element; <paramref name="standalone"/> adds what a file of its own needs.</summary>
    public static string Draw(Chart chart, bool standalone)
    {
        var svg = new StringBuilder();
        Add(svg, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WidthOf(chart)} {Height}\" role=\"img\" aria-label=\"{Text(chart.Title)}\"");
        svg.Append(" font-family=\"system-ui,sans-serif\" font-size=\"12\" fill=\"currentColor\">");
        if (standalone)
            svg.Append(StandaloneStyle);
        Add(svg, $"<text x=\"{Left}\" y=\"18\" font-size=\"14\" font-weight=\"600\">{Text(chart.Title)}</text>");
        DrawAxes(svg, chart);
        for (var i = 0; i < chart.Lines.Count; i++)
            DrawLine(svg, chart, i);
        DrawNames(svg, chart);
        return svg.Append("</svg>\n").ToString();
    }

    /// <summary>The names stand right of the plot.</summary>
    private static double WidthOf(Chart chart) => PlotRight + LabelLeft + LetterWidth * chart.Lines.Select(line => line.Name.Length).Append(ShortestLabel).Max();

    private static double PlaceX(Chart chart, double x) => Left + 10 + chart.X.Place(x) * (PlotRight - Left - 20);

    private static double PlaceY(Chart chart, double y) => Height - Bottom - chart.Y.Place(y) * (Height - Top - Bottom);

    private static void DrawAxes(StringBuilder svg, Chart chart)
    {
        svg.Append("<g stroke=\"currentColor\" stroke-opacity=\".18\">");
        foreach (var tick in chart.Y.Ticks)
            Add(svg, $"<path d=\"M{Left} {PlaceY(chart, tick):0.#}H{PlotRight}\"/>");
        foreach (var tick in chart.X.Ticks)
            Add(svg, $"<path d=\"M{PlaceX(chart, tick):0.#} {Height - Bottom}v4\"/>");
        svg.Append("</g><g text-anchor=\"end\">");
        foreach (var tick in chart.Y.Ticks)
            Add(svg, $"<text x=\"{Left - 7}\" y=\"{PlaceY(chart, tick) + 4:0.#}\">{Text(chart.Y.Format(tick))}</text>");
        svg.Append("</g><g text-anchor=\"middle\">");
        foreach (var tick in chart.X.Ticks)
            Add(svg, $"<text x=\"{PlaceX(chart, tick):0.#}\" y=\"{Height - Bottom + 18}\">{Text(chart.X.Format(tick))}</text>");
        Add(svg, $"<text x=\"{(Left + PlotRight) / 2}\" y=\"{Height - 9}\">{Text(chart.X.Label)}</text>");
        var middle = (Top + Height - Bottom) / 2;
        Add(svg, $"<text transform=\"rotate(-90 14 {middle})\" x=\"14\" y=\"{middle}\">{Text(chart.Y.Label)}</text></g>");
    }

    private static void DrawLine(StringBuilder svg, Chart chart, int index)
    {
        var colour = Palette.Colour(index);
        var points = chart.Lines[index].Points;
        Add(svg, $"<g color=\"{colour}\" stroke=\"{colour}\" fill=\"{colour}\">");
        svg.Append("<path fill=\"none\" stroke-width=\"2\" stroke-linejoin=\"round\" d=\"");
        for (var i = 0; i < points.Count; i++)
            Add(svg, $"{(i == 0 ? 'M' : 'L')}{PlaceX(chart, points[i].X):0.#} {PlaceY(chart, points[i].Y):0.#}");
        svg.Append("\"/>");
        foreach (var point in points)
        {
            var x = PlaceX(chart, point.X);
            if (point.HalfWidth is { } half)
                Add(svg, $"<path stroke-opacity=\".55\" d=\"M{x:0.#} {PlaceY(chart, point.Y - half):0.#}V{PlaceY(chart, point.Y + half):0.#}\"/>");
            DrawMarker(svg, index, x, PlaceY(chart, point.Y));
        }
        svg.Append("</g>");
    }

    private static void DrawMarker(StringBuilder svg, int index, double x, double y)
    {
        const double R = 3.6;
        Add(svg, (index % 4) switch
        {
            0 => $"<circle cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"{R}\"/>",
            1 => $"<path d=\"M{x - R:0.#} {y - R:0.#}h{2 * R}v{2 * R}h{-2 * R}z\"/>",
            2 => $"<path d=\"M{x:0.#} {y - R - 1:0.#}l{R + 1} {2 * R}h{-2 * R - 2}z\"/>",
            _ => $"<path d=\"M{x:0.#} {y - R - 1:0.#}l{R + 1} {R + 1}l{-R - 1} {R + 1}l{-R - 1} {-R - 1}z\"/>",
        });
    }

    /// <summary>Names to the right of the last points, moved apart where they would overlap.</summary>
    private static void DrawNames(StringBuilder svg, Chart chart)
    {
        var names = chart.Lines.Select((line, i) => (line.Name, Index: i, Y: PlaceY(chart, line.Points[^1].Y))).OrderBy(n => n.Y).ToArray();
        for (var i = 1; i < names.Length; i++)
            names[i].Y = Math.Max(names[i].Y, names[i - 1].Y + LabelHeight);
        var overflow = names.Length == 0 ? 0 : Math.Max(0, names[^1].Y - (Height - Bottom));
        foreach (var (name, index, y) in names)
        {
            var colour = Palette.Colour(index);
            Add(svg, $"<g color=\"{colour}\" fill=\"{colour}\">");
            DrawMarker(svg, index, PlotRight + 10, y - overflow);
            Add(svg, $"</g><text x=\"{PlotRight + LabelLeft}\" y=\"{y - overflow + 4:0.#}\">{Text(name)}</text>");
        }
    }

    private static void Add(StringBuilder svg, FormattableString element) => svg.Append(element.ToString(CultureInfo.InvariantCulture));

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
