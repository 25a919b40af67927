namespace SemCom.Evaluation;

/// <summary>What a chart is drawn on. Lengths are those of the drawing, y downwards.</summary>
internal interface IChartCanvas
{
    /// <summary>Joins places by a line.</summary>
    void Stroke(IReadOnlyList<Place> places, Pen pen);

    /// <summary>A closed shape, filled or, where <paramref name="hollow"/>, as an outline on the ground.</summary>
    void Shape(IReadOnlyList<Place> corners, string colour, bool hollow);

    /// <summary>A disc, filled or as an outline.</summary>
    void Disc(Place centre, double radius, string colour, bool hollow);

    /// <summary>One line of text.</summary>
    void Text(Place at, string text, TextLook look);
}

/// <summary>A place in a drawing.</summary>
internal readonly record struct Place(double X, double Y);

/// <summary>How a line is drawn.</summary>
/// <param name="Part">What it is in the chart, for programs that look at it: <c>grid</c>, <c>curve</c> or <c>interval</c>.</param>
/// <param name="Colour">Its colour.</param>
/// <param name="Width">Its width.</param>
/// <param name="Opacity">0 to 1.</param>
/// <param name="Dashes">Lengths of strokes and gaps in turn; empty for a solid line.</param>
internal readonly record struct Pen(string Part, string Colour, double Width, double Opacity, IReadOnlyList<double> Dashes);

/// <summary>How text stands: where its place is, and whether it is a title or turned by a quarter to the left.</summary>
internal readonly record struct TextLook(Align Align, bool Title = false, bool Upwards = false);

/// <summary>Which end of a text lies at its place.</summary>
internal enum Align
{
    Start,
    Middle,
    End,
}
