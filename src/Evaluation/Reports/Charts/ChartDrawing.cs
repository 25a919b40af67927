namespace SemCom.Evaluation;

/// <summary>Draws a <see cref="Chart"/>: axes, intervals, lines, and their names on the right.</summary>
internal static class ChartDrawing
{
    /// <summary>Height of every chart.</summary>
    public const double Height = 330;

    private const double PlotRight = 402, Left = 52, Top = 34, Bottom = 46, LabelHeight = 15, SampleWidth = 26, LabelLeft = 34;
    private const double LetterWidth = 7, Inset = 14;
    private const int ShortestLabel = 12;

    /// <summary>Lines that share their places stand apart by this, up to <see cref="MaxApart"/> in all, so that intervals do not hide each other.</summary>
    private const double Apart = 3, MaxApart = 16;

    private const string Ink = Palette.Ink;

    /// <summary>The names stand right of the plot.</summary>
    public static double WidthOf(Chart chart) =>
        Math.Ceiling(PlotRight + LabelLeft + LetterWidth * chart.Lines.Select(line => line.Name.Length).Append(ShortestLabel).Max());

    /// <summary>Draws the chart.</summary>
    public static void Draw(Chart chart, IChartCanvas canvas)
    {
        canvas.Text(new(Left, 18), chart.Title, new TextLook(Align.Start, Title: true));
        DrawAxes(canvas, chart);
        for (var i = 0; i < chart.Lines.Count; i++)
            DrawIntervals(canvas, chart, i);
        for (var i = 0; i < chart.Lines.Count; i++)
            DrawLine(canvas, chart, i);
        DrawNames(canvas, chart);
    }

    private static double PlaceX(Chart chart, double x) => Left + Inset + chart.X.Place(x) * (PlotRight - Left - 2 * Inset);

    private static double PlaceY(Chart chart, double y) => Height - Bottom - chart.Y.Place(y) * (Height - Top - Bottom);

    private static Place At(Chart chart, int line, double x, double y)
    {
        var step = Math.Min(Apart, MaxApart / Math.Max(1, chart.Lines.Count - 1));
        return new(PlaceX(chart, x) + step * (line - (chart.Lines.Count - 1) / 2.0), PlaceY(chart, y));
    }

    private static void DrawAxes(IChartCanvas canvas, Chart chart)
    {
        var grid = new Pen("grid", Ink, 1, 0.18, []);
        foreach (var tick in chart.Y.Ticks)
        {
            var y = PlaceY(chart, tick);
            canvas.Stroke([new(Left, y), new(PlotRight, y)], grid);
            canvas.Text(new(Left - 7, y + 4), chart.Y.Format(tick), new TextLook(Align.End));
        }
        foreach (var tick in chart.X.Ticks)
        {
            var x = PlaceX(chart, tick);
            canvas.Stroke([new(x, Height - Bottom), new(x, Height - Bottom + 4)], grid);
            canvas.Text(new(x, Height - Bottom + 18), chart.X.Format(tick), new TextLook(Align.Middle));
        }
        canvas.Text(new((Left + PlotRight) / 2, Height - 9), chart.X.Label, new TextLook(Align.Middle));
        canvas.Text(new(14, (Top + Height - Bottom) / 2), chart.Y.Label, new TextLook(Align.Middle, Upwards: true));
    }

    private static void DrawIntervals(IChartCanvas canvas, Chart chart, int index)
    {
        const double Cap = 2.5;
        var pen = new Pen("interval", LineLook.Of(chart.Lines[index].Look).Colour, 1.2, 0.8, []);
        foreach (var point in chart.Lines[index].Points)
        {
            if (point.HalfWidth is not { } half)
                continue;
            var (bottom, top) = (Math.Max(point.Y - half, chart.Y.Min), Math.Min(point.Y + half, chart.Y.Max));
            var (low, high) = (At(chart, index, point.X, bottom), At(chart, index, point.X, top));
            // An end without a cap goes on beyond the plot.
            Place[] below = bottom > point.Y - half ? [] : [low with { X = low.X - Cap }, low with { X = low.X + Cap }];
            Place[] above = top < point.Y + half ? [] : [high with { X = high.X - Cap }, high with { X = high.X + Cap }];
            canvas.Stroke([.. below, low, high, .. above], pen);
        }
    }

    private static void DrawLine(IChartCanvas canvas, Chart chart, int index)
    {
        var line = chart.Lines[index];
        var look = LineLook.Of(line.Look);
        var places = line.Points.Select(p => At(chart, index, p.X, p.Y)).ToArray();
        canvas.Stroke(places, new Pen("curve", look.Colour, 2, 1, look.Dashes));
        foreach (var place in places)
            DrawMarker(canvas, look, place);
    }

    private static void DrawMarker(IChartCanvas canvas, LineLook look, Place at)
    {
        const double R = 3.6;
        var (x, y) = (at.X, at.Y);
        if (look.Marker == Marker.Circle)
        {
            canvas.Disc(at, R, look.Colour, look.Hollow);
            return;
        }
        canvas.Shape(look.Marker switch
        {
            Marker.Square => [new(x - R, y - R), new(x + R, y - R), new(x + R, y + R), new(x - R, y + R)],
            Marker.Triangle => [new(x, y - R - 1), new(x + R + 1, y + R - 1), new(x - R - 1, y + R - 1)],
            _ => [new(x, y - R - 1.2), new(x + R + 1.2, y), new(x, y + R + 1.2), new(x - R - 1.2, y)],
        }, look.Colour, look.Hollow);
    }

    /// <summary>Names to the right of the last points, moved apart where they would overlap.</summary>
    private static void DrawNames(IChartCanvas canvas, Chart chart)
    {
        var names = chart.Lines.Select(line => (line.Name, line.Look, Y: PlaceY(chart, line.Points[^1].Y))).OrderBy(n => n.Y).ToArray();
        for (var i = 1; i < names.Length; i++)
            names[i].Y = Math.Max(names[i].Y, names[i - 1].Y + LabelHeight);
        var overflow = names.Length == 0 ? 0 : Math.Max(0, names[^1].Y - (Height - Bottom));
        foreach (var (name, index, y) in names)
        {
            var look = LineLook.Of(index);
            var at = new Place(PlotRight + 4, y - overflow);
            canvas.Stroke([at, at with { X = at.X + SampleWidth }], new Pen("sample", look.Colour, 2, 1, look.Dashes));
            DrawMarker(canvas, look, at with { X = at.X + SampleWidth / 2 });
            canvas.Text(new(PlotRight + LabelLeft, at.Y + 4), name, new TextLook(Align.Start));
        }
    }
}
