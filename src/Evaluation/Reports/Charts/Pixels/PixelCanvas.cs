namespace SemCom.Evaluation;

/// <summary>Draws into a picture, dark on white, with smooth edges.</summary>
internal sealed class PixelCanvas : IChartCanvas
{
    /// <summary>Pixels for each unit of the drawing.</summary>
    private const int Scale = 2;

    /// <summary>Samples of a pixel along each side, for filled shapes.</summary>
    private const int Samples = 4;

    private const double OutlineWidth = 1.6;
    private const string White = "#FFFFFF", Ink = "#1D2126";

    private readonly int _width, _height;
    private readonly byte[] _rgb;

    /// <param name="width">Width of the drawing.</param>
    /// <param name="height">Its height.</param>
    public PixelCanvas(double width, double height)
    {
        (_width, _height) = ((int)Math.Ceiling(width * Scale), (int)Math.Ceiling(height * Scale));
        _rgb = new byte[_width * _height * 3];
        Array.Fill(_rgb, (byte)255);
    }

    /// <summary>What has been drawn.</summary>
    public Picture ToPicture() => new(_width, _height, [.. _rgb]);

    public void Stroke(IReadOnlyList<Place> places, Pen pen)
    {
        var coverage = new Dictionary<(int X, int Y), double>();
        foreach (var (from, to) in Dashes.Cut(places, pen.Dashes))
            Cover(coverage, Scaled(from), Scaled(to), pen.Width * Scale / 2);
        foreach (var ((x, y), share) in coverage)
            Blend(x, y, pen.Colour, share * pen.Opacity);
    }

    public void Shape(IReadOnlyList<Place> corners, string colour, bool hollow)
    {
        Fill([.. corners.Select(Scaled)], hollow ? White : colour);
        if (hollow)
            Stroke([.. corners, corners[0], corners[1]], new Pen("marker", colour, OutlineWidth, 1, []));
    }

    public void Disc(Place centre, double radius, string colour, bool hollow)
    {
        var (c, r) = (Scaled(centre), radius * Scale);
        var half = OutlineWidth * Scale / 2;
        foreach (var (x, y) in Around(c, c, r + half + 1))
        {
            var distance = Math.Sqrt(Square(x + 0.5 - c.X) + Square(y + 0.5 - c.Y));
            Blend(x, y, hollow ? White : colour, Math.Clamp(r + 0.5 - distance, 0, 1));
            if (hollow)
                Blend(x, y, colour, Math.Clamp(half + 0.5 - Math.Abs(distance - r), 0, 1));
        }
    }

    public void Text(Place at, string text, TextLook look)
    {
        var font = look.Title ? PixelFont.Titles : PixelFont.Letters;
        var shift = look.Align switch { Align.Start => 0, Align.Middle => font.WidthOf(text) / 2, _ => font.WidthOf(text) };
        var (left, line) = ((int)Math.Round(at.X * Scale), (int)Math.Round(at.Y * Scale));
        font.Draw(text, (x, y, coverage) =>
        {
            var (right, down) = (x - shift, y - font.BaseLine + 1);
            if (look.Upwards)
                Blend(left + down, line - right, Palette.Ink, coverage);
            else
                Blend(left + right, line + down, Palette.Ink, coverage);
        });
    }

    private static Place Scaled(Place place) => new(place.X * Scale, place.Y * Scale);

    private static double Square(double value) => value * value;

    /// <summary>Notes how much of each pixel a straight piece with square ends covers; where pieces meet, the larger share counts.</summary>
    private void Cover(Dictionary<(int X, int Y), double> coverage, Place from, Place to, double half)
    {
        var length = Math.Sqrt(Square(to.X - from.X) + Square(to.Y - from.Y));
        if (length == 0)
            return;
        var (ux, uy) = ((to.X - from.X) / length, (to.Y - from.Y) / length);
        foreach (var (x, y) in Around(from, to, half + 1))
        {
            var (dx, dy) = (x + 0.5 - from.X, y + 0.5 - from.Y);
            var (along, across) = (dx * ux + dy * uy, Math.Abs(dy * ux - dx * uy));
            var share = Math.Clamp(half + 0.5 - across, 0, 1) * Math.Clamp(Math.Min(along, length - along) + 0.5, 0, 1);
            if (share > 0)
                coverage[(x, y)] = Math.Max(share, coverage.GetValueOrDefault((x, y)));
        }
    }

    private void Fill(Place[] corners, string colour)
    {
        var low = new Place(corners.Min(c => c.X), corners.Min(c => c.Y));
        var high = new Place(corners.Max(c => c.X), corners.Max(c => c.Y));
        foreach (var (x, y) in Around(low, high, 1))
        {
            var inside = 0;
            for (var i = 0; i < Samples * Samples; i++)
                inside += IsInside(corners, x + (i % Samples + 0.5) / Samples, y + (i / Samples + 0.5) / Samples) ? 1 : 0;
            Blend(x, y, colour, (double)inside / (Samples * Samples));
        }
    }

    /// <summary>Counts the edges to the right: an odd number inside.</summary>
    private static bool IsInside(Place[] corners, double x, double y)
    {
        var inside = false;
        for (var i = 0; i < corners.Length; i++)
        {
            var (a, b) = (corners[i], corners[(i + 1) % corners.Length]);
            if (a.Y > y != b.Y > y && x < a.X + (y - a.Y) / (b.Y - a.Y) * (b.X - a.X))
                inside = !inside;
        }
        return inside;
    }

    /// <summary>The pixels of a rectangle that is grown by <paramref name="margin"/>, as far as the picture goes.</summary>
    private IEnumerable<(int X, int Y)> Around(Place a, Place b, double margin)
    {
        var (left, right) = (Math.Max(0, (int)(Math.Min(a.X, b.X) - margin)), Math.Min(_width - 1, (int)(Math.Max(a.X, b.X) + margin)));
        var (top, bottom) = (Math.Max(0, (int)(Math.Min(a.Y, b.Y) - margin)), Math.Min(_height - 1, (int)(Math.Max(a.Y, b.Y) + margin)));
        for (var y = top; y <= bottom; y++)
        {
            for (var x = left; x <= right; x++)
                yield return (x, y);
        }
    }

    private void Blend(int x, int y, string colour, double share)
    {
        if (share <= 0 || x < 0 || y < 0 || x >= _width || y >= _height)
            return;
        var rgb = Convert.FromHexString((colour == Palette.Ink ? Ink : colour).AsSpan(1));
        for (var i = 0; i < 3; i++)
        {
            ref var value = ref _rgb[(y * _width + x) * 3 + i];
            value = (byte)Math.Round(value + (rgb[i] - value) * share);
        }
    }
}
