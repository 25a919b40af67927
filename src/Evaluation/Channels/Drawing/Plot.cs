namespace SemCom.Evaluation;

/// <summary>One panel of a picture: a title, two axes, and what is drawn between them.</summary>
internal sealed class Plot
{
    private const double Left = 58, Right = 16, Top = 30, Bottom = 44;

    private readonly SvgText _svg;
    private readonly Axis _x;
    private readonly Axis _y;
    private readonly double _left, _right, _top, _bottom;

    /// <summary>Draws title, axes and grid.</summary>
    /// <param name="svg">Receives the panel.</param>
    /// <param name="place">Left, top, width and height of the panel with its labels.</param>
    /// <param name="title">What is shown.</param>
    /// <param name="x">Horizontal axis.</param>
    /// <param name="y">Vertical axis.</param>
    public Plot(SvgText svg, (double X, double Y, double Width, double Height) place, string title, Axis x, Axis y)
    {
        (_svg, _x, _y) = (svg, x, y);
        (_left, _right) = (place.X + Left, place.X + place.Width - Right);
        (_top, _bottom) = (place.Y + Top, place.Y + place.Height - Bottom);
        svg.Label(_left, place.Y + 17, title, "font-size=\"13\" font-weight=\"600\"");
        foreach (var tick in y.Ticks)
            svg.Add($"<path stroke=\"currentColor\" stroke-opacity=\".16\" d=\"M{_left:0.#} {PlaceY(tick):0.#}H{_right:0.#}\"/>");
        foreach (var tick in x.Ticks)
            svg.Add($"<path stroke=\"currentColor\" stroke-opacity=\".4\" d=\"M{PlaceX(tick):0.#} {_bottom:0.#}v4\"/>");
        svg.Add($"<g text-anchor=\"end\">");
        foreach (var tick in y.Ticks)
            svg.Label(_left - 7, PlaceY(tick) + 4, y.Format(tick));
        svg.Add($"</g><g text-anchor=\"middle\">");
        foreach (var tick in x.Ticks)
            svg.Label(PlaceX(tick), _bottom + 17, x.Format(tick));
        svg.Label((_left + _right) / 2, _bottom + 36, x.Label);
        var middle = (_top + _bottom) / 2;
        svg.Label(place.X + 14, middle, y.Label, FormattableString.Invariant($"transform=\"rotate(-90 {place.X + 14:0.#} {middle:0.#})\""));
        svg.Add($"</g>");
    }

    public double PlaceX(double value) => _left + Math.Clamp(_x.Place(value), 0, 1) * (_right - _left);

    public double PlaceY(double value) => _bottom - Math.Clamp(_y.Place(value), 0, 1) * (_bottom - _top);

    /// <summary>A line through points from left to right; with <paramref name="steps"/> it keeps each value up to the next point.</summary>
    public void Line(IEnumerable<(double X, double Y)> points, string colour, double width = 2, bool steps = false)
    {
        _svg.Add($"<path fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\" stroke-linejoin=\"round\" d=\"");
        var first = true;
        foreach (var (x, y) in points)
        {
            if (steps && !first)
                _svg.Add($"H{PlaceX(x):0.##}");
            _svg.Add($"{(first ? 'M' : 'L')}{PlaceX(x):0.##} {PlaceY(y):0.##}");
            first = false;
        }
        _svg.Add($"\"/>");
    }

    /// <summary>A dot, with its interval where there is one.</summary>
    public void Dot(double x, double y, (double Low, double High)? interval, string colour, double radius = 2.6)
    {
        if (interval is { } bar)
            _svg.Add($"<path stroke=\"{colour}\" stroke-opacity=\".6\" d=\"M{PlaceX(x):0.##} {PlaceY(bar.Low):0.##}V{PlaceY(bar.High):0.##}\"/>");
        _svg.Add($"<circle fill=\"{colour}\" cx=\"{PlaceX(x):0.##}\" cy=\"{PlaceY(y):0.##}\" r=\"{radius}\"/>");
    }

    /// <summary>A short horizontal line around a point.</summary>
    public void Mark(double x, double y, string colour) =>
        _svg.Add($"<path stroke=\"{colour}\" stroke-width=\"2\" d=\"M{PlaceX(x) - 6:0.##} {PlaceY(y):0.##}h12\"/>");

    /// <summary>A vertical line from the floor to a value.</summary>
    public void Stem(double x, double y, string colour) =>
        _svg.Add($"<path stroke=\"{colour}\" stroke-width=\"3\" stroke-opacity=\".55\" d=\"M{PlaceX(x):0.##} {_bottom:0.##}V{PlaceY(y):0.##}\"/>");

    /// <summary>A dashed vertical line with a name.</summary>
    public void Limit(double x, string name)
    {
        _svg.Add($"<path stroke=\"currentColor\" stroke-opacity=\".7\" stroke-dasharray=\"4 3\" d=\"M{PlaceX(x):0.##} {_top:0.#}V{_bottom:0.#}\"/>");
        _svg.Label(PlaceX(x) - 5, _top + 12, name, "text-anchor=\"end\" fill-opacity=\".8\"");
    }

    /// <summary>A remark in the middle of the panel.</summary>
    public void Remark(string text) => _svg.Label((_left + _right) / 2, (_top + _bottom) / 2, text, "text-anchor=\"middle\" fill-opacity=\".7\"");

    /// <summary>Lays a picture over the whole panel.</summary>
    public void Image(string dataUri) => _svg.Add(
        $"<image x=\"{_left:0.#}\" y=\"{_top:0.#}\" width=\"{_right - _left:0.#}\" height=\"{_bottom - _top:0.#}\" preserveAspectRatio=\"none\" href=\"{dataUri}\"/>");

    /// <summary>Names of what is drawn, at the right end of the title's line.</summary>
    public void Legend(params ReadOnlySpan<(string Name, string Colour, bool IsLine)> entries)
    {
        var x = _right;
        for (var i = entries.Length - 1; i >= 0; i--)
        {
            var (name, colour, line) = entries[i];
            x -= name.Length * 6.6;
            _svg.Label(x, _top - 13, name);
            x -= 22;
            if (line)
                _svg.Add($"<path stroke=\"{colour}\" stroke-width=\"2\" d=\"M{x:0.#} {_top - 17:0.#}h16\"/>");
            else
                _svg.Add($"<circle fill=\"{colour}\" cx=\"{x + 9:0.#}\" cy=\"{_top - 17:0.#}\" r=\"3\"/>");
            x -= 14;
        }
    }
}
