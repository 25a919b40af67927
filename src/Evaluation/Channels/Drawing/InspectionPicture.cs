using System.Globalization;

namespace SemCom.Evaluation;

/// <summary>Draws an inspection as one SVG that needs nothing else, for light and dark pages.</summary>
public static class InspectionPicture
{
    private const double Width = 1040, Margin = 10, RowHeight = 285, NumbersWidth = 400;
    private const string Measured = Palette.Blue, Model = Palette.Vermillion;

    private const string Style =
        "<style>svg{background:#fff;color:#1d2126}@media(prefers-color-scheme:dark){svg{background:#15181c;color:#e4e7ea}}</style>";

    /// <summary>The picture as text.</summary>
    public static string Draw(ChannelInspection inspection)
    {
        ArgumentNullException.ThrowIfNull(inspection);
        var svg = new SvgText();
        var height = 62 + 2 * RowHeight + 30;
        svg.Add($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height}\" width=\"{Width}\" height=\"{height}\" role=\"img\" ");
        svg.Add($"aria-label=\"Channel {System.Net.WebUtility.HtmlEncode(inspection.Channel)}\" font-family=\"system-ui,sans-serif\" font-size=\"12\" fill=\"currentColor\">{Style}");
        svg.Label(Margin + 8, 28, inspection.Channel, "font-size=\"19\" font-weight=\"650\"");
        svg.Label(Margin + 8, 48, Subtitle(inspection), "fill-opacity=\".75\"");
        if (inspection.Multipath is { } paths)
            DrawPaths(svg, inspection, paths);
        else if (inspection.Flat is { } flat)
            DrawGain(svg, inspection, flat);
        svg.Add($"</svg>\n");
        return svg.ToString();
    }

    private static string Subtitle(ChannelInspection inspection)
    {
        string?[] parts =
        [
            inspection.Frames == 1 ? "1 frame" : $"{inspection.Frames.ToString("N0", CultureInfo.InvariantCulture)} frames"
                + (inspection.DurationSeconds > 0 ? $" of {Quantity.Format(inspection.DurationSeconds, "s")}" : ""),
            $"seed {inspection.Seed}",
            inspection.Multipath is { } paths ? $"{paths.Profile.Count} paths, {Quantity.Format(paths.BandwidthHertz, "Hz")} wide" : null,
            inspection.ModelOf is { } model ? $"model: {model}" : null,
        ];
        return string.Join("  ·  ", parts.Where(part => part is not null));
    }

    private static void DrawPaths(SvgText svg, ChannelInspection inspection, MultipathInspection paths)
    {
        const double Half = (Width - 2 * Margin) / 2;
        PathPanels.DrawProfile(svg, (Margin, 62, Half, RowHeight), paths, Measured, Model);
        if (paths.TimeCorrelation.Count > 0)
            PathPanels.DrawTimeCorrelation(svg, (Margin + Half, 62, Half, RowHeight), paths, Measured, Model);
        else
            PathPanels.DrawFrequencyCorrelation(svg, (Margin + Half, 62, Half, RowHeight), paths, Measured, Model);
        var mapWidth = Width - 2 * Margin - NumbersWidth;
        PathPanels.DrawMap(svg, (Margin, 62 + RowHeight + 20, mapWidth, RowHeight), paths, Measured);
        DrawNumbers(svg, Margin + mapWidth + 20, 62 + RowHeight + 37, inspection);
    }

    private static void DrawGain(SvgText svg, ChannelInspection inspection, FlatInspection flat)
    {
        FlatPanels.DrawEnvelope(svg, (Margin, 62, Width - 2 * Margin, RowHeight), inspection, flat, Measured);
        FlatPanels.DrawDistribution(svg, (Margin, 62 + RowHeight + 20, Width - 2 * Margin - NumbersWidth, RowHeight), flat, Measured, Model);
        DrawNumbers(svg, Width - Margin - NumbersWidth + 20, 62 + RowHeight + 37, inspection);
    }

    private static void DrawNumbers(SvgText svg, double x, double y, ChannelInspection inspection)
    {
        const double RowStep = 21, NumbersEnd = NumbersWidth - 30;
        var (measured, model) = (x + NumbersEnd - 95, x + NumbersEnd);
        svg.Add($"<circle fill=\"{Measured}\" cx=\"{measured - 68:0.#}\" cy=\"{y - 4:0.#}\" r=\"3\"/>");
        svg.Label(measured, y, "measured", "text-anchor=\"end\" font-weight=\"600\"");
        svg.Add($"<path stroke=\"{Model}\" stroke-width=\"2\" d=\"M{model - 58:0.#} {y - 4:0.#}h12\"/>");
        svg.Label(model, y, "model", "text-anchor=\"end\" font-weight=\"600\"");
        foreach (var row in InspectionRows.Of(inspection))
        {
            svg.Add($"<path stroke=\"currentColor\" stroke-opacity=\".16\" d=\"M{x:0.#} {y + 6:0.#}h{NumbersEnd:0.#}\"/>");
            y += RowStep;
            svg.Label(x, y, row.Name, "fill-opacity=\".8\"");
            svg.Label(measured, y, row.Measured.Replace(" bit/s/Hz", " bit", StringComparison.Ordinal), "text-anchor=\"end\"");
            svg.Label(model, y, row.Model.Replace(" bit/s/Hz", " bit", StringComparison.Ordinal), "text-anchor=\"end\"");
        }
    }
}
