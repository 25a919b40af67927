using System.Globalization;
using System.Net;

namespace SemCom.Evaluation;

/// <summary>Draws a <see cref="Chart"/> as SVG.</summary>
internal sealed class SvgChart : IChartCanvas
{
    private const string StandaloneStyle =
        "<style>svg{--panel:#fff;background:var(--panel);color:#1d2126}@media(prefers-color-scheme:dark){svg{--panel:#15181c;color:#e4e7ea}}</style>";

    private readonly SvgText _svg = new();

    private SvgChart()
    {
    }

    /// <summary>The chart as an element; <paramref name="standalone"/> adds what a file of its own needs.</summary>
    public static string Draw(Chart chart, bool standalone) =>
        Draw(chart.Title, ChartDrawing.WidthOf(chart), ChartDrawing.Height, canvas => ChartDrawing.Draw(chart, canvas), standalone);

    /// <summary>Any drawing as an element; <paramref name="standalone"/> adds what a file of its own needs.</summary>
    public static string Draw(string title, double width, double height, Action<IChartCanvas> draw, bool standalone)
    {
        var canvas = new SvgChart();
        var svg = canvas._svg;
        svg.Add($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" role=\"img\"");
        svg.Add($" aria-label=\"{WebUtility.HtmlEncode(title)}\" font-family=\"system-ui,sans-serif\" font-size=\"12\" fill=\"currentColor\">");
        if (standalone)
            svg.Add($"{StandaloneStyle}");
        draw(canvas);
        svg.Add($"</svg>\n");
        return svg.ToString();
    }

    public void Stroke(IReadOnlyList<Place> places, Pen pen)
    {
        _svg.Add($"<path class=\"{pen.Part}\" fill=\"none\" stroke=\"{pen.Colour}\" stroke-width=\"{pen.Width}\"");
        if (pen.Opacity < 1)
            _svg.Add($" stroke-opacity=\"{pen.Opacity}\"");
        if (pen.Dashes.Count > 0)
            _svg.Add($" stroke-dasharray=\"{string.Join(' ', pen.Dashes.Select(d => d.ToString(CultureInfo.InvariantCulture)))}\"");
        _svg.Add($" stroke-linejoin=\"round\" d=\"{Path(places)}\"/>");
    }

    public void Shape(IReadOnlyList<Place> corners, string colour, bool hollow) => _svg.Add($"<path d=\"{Path(corners)}z\"{Paint(colour, hollow)}/>");

    public void Disc(Place centre, double radius, string colour, bool hollow) =>
        _svg.Add($"<circle cx=\"{centre.X:0.#}\" cy=\"{centre.Y:0.#}\" r=\"{radius}\"{Paint(colour, hollow)}/>");

    public void Text(Place at, string text, TextLook look)
    {
        var anchor = look.Align switch { Align.Start => "", Align.Middle => "text-anchor=\"middle\"", _ => "text-anchor=\"end\"" };
        var title = look.Title ? " font-size=\"14\" font-weight=\"600\"" : "";
        var turn = look.Upwards ? FormattableString.Invariant($" transform=\"rotate(-90 {at.X:0.#} {at.Y:0.#})\"") : "";
        _svg.Label(at.X, at.Y, text, (anchor + title + turn).TrimStart());
    }

    /// <summary>Hollow shapes hide what lies behind them: their ground is that of the page.</summary>
    private static string Paint(string colour, bool hollow) =>
        hollow ? $" fill=\"var(--panel,#fff)\" stroke=\"{colour}\" stroke-width=\"1.6\"" : $" fill=\"{colour}\"";

    private static string Path(IReadOnlyList<Place> places) =>
        "M" + string.Join('L', places.Select(p => FormattableString.Invariant($"{p.X:0.#} {p.Y:0.#}")));
}
