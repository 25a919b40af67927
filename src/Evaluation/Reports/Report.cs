using System.Text;

namespace SemCom.Evaluation;

/// <summary>What a report shows beside the numbers.</summary>
public sealed record Report
{
    /// <summary>Heading.</summary>
    public required string Title { get; init; }

    /// <summary>What was done, in one or two sentences.</summary>
    public required string Summary { get; init; }

    /// <summary>The command that makes the same numbers again.</summary>
    public required string Command { get; init; }

    /// <summary>What was run.</summary>
    public required SweepPlan Plan { get; init; }

    /// <summary>What came out.</summary>
    public required SweepResult Result { get; init; }

    /// <summary>The system that others are held against; null: digital-best, or else the first classical one, or else the first.</summary>
    public string? Anchor { get; init; }

    /// <summary>Sources to look at, see <see cref="Exhibition"/>; may be empty.</summary>
    public IReadOnlyList<Exhibit> Exhibits { get; init; } = [];

    /// <summary>Pictures without comparison; may be empty.</summary>
    public IReadOnlyList<GalleryItem> Gallery { get; init; } = [];

    /// <summary>The report as one HTML file that needs nothing else.</summary>
    public string ToHtml() => HtmlReport.Write(this);

    /// <summary>The charts as SVG files that need nothing else.</summary>
    public IEnumerable<(string FileName, string Svg)> Charts() =>
        ResultCharts.Of(Result.Cells).Select(chart => (chart.FileName + ".svg", SvgChart.Draw(chart, standalone: true)));

    /// <summary>The charts as files.</summary>
    internal IEnumerable<(string FileName, byte[] Content)> ChartFiles()
    {
        foreach (var chart in ResultCharts.Of(Result.Cells))
        {
            yield return (chart.FileName + ".svg", Encoding.UTF8.GetBytes(SvgChart.Draw(chart, standalone: true)));
            yield return (chart.FileName + ".png", PngChart.Draw(chart));
        }
    }
}

/// <summary>A picture in a report.</summary>
/// <param name="Picture">The picture; large ones are shown reduced.</param>
/// <param name="Caption">What it is, for example "rayleigh, 10 dB".</param>
/// <param name="Detail">Numbers in one line; may be empty.</param>
/// <param name="File">Name of the picture's file beside the report, or null.</param>
public sealed record GalleryItem(Picture Picture, string Caption, string Detail, string? File = null);
