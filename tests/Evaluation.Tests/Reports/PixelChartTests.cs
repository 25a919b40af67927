namespace SemCom.Evaluation.Tests.Reports;

public sealed class PixelChartTests
{
    [Fact]
    public void ALine_CoversItsAreaWhereItStands()
    {
        var canvas = new PixelCanvas(40, 30);
        canvas.Stroke([new(5, 10), new(35, 10)], new Pen("curve", "#000000", 2, 1, []));

        var picture = canvas.ToPicture();

        // 30 x 2 units at two pixels each: 60 x 4 pixels from (10, 18) on.
        Assert.Equal(60 * 4, Ink(picture), 1e-9);
        Assert.Equal((0, 0, 255), (At(picture, 10, 18), At(picture, 69, 21), At(picture, 40, 17)));
    }

    [Fact]
    public void ASlantedLine_CoversLengthTimesWidth()
    {
        var canvas = new PixelCanvas(60, 60);
        canvas.Stroke([new(10, 10), new(40, 50)], new Pen("curve", "#000000", 3, 1, []));

        // A 3-4-5 triangle: 50 units long.
        Assert.Equal(50 * 3 * 4, Ink(canvas.ToPicture()), 50 * 3 * 4 * 0.02);
    }

    /// <summary>Lengths that binary numbers cannot hold add up to every stroke all the same; a rest of 1e-15 once went on for ever.</summary>
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.3)]
    [InlineData(1.7)]
    public void Dashes_ComeToAnEnd(double stroke)
    {
        var line = Enumerable.Range(0, 40).Select(i => new Place(i * 7.3, i % 3 * 11.9)).ToArray();
        var length = line.Zip(line.Skip(1)).Sum(pair => Math.Sqrt(Math.Pow(pair.Second.X - pair.First.X, 2) + Math.Pow(pair.Second.Y - pair.First.Y, 2)));
        var drawn = Dashes.Cut(line, [stroke, stroke]).Take(100_000).Sum(piece => Math.Sqrt(Math.Pow(piece.To.X - piece.From.X, 2) + Math.Pow(piece.To.Y - piece.From.Y, 2)));
        Assert.Equal(length / 2, drawn, stroke);
    }

    [Fact]
    public void Dashes_RunOnAroundCorners()
    {
        var pieces = Dashes.Cut([new(0, 0), new(5, 0), new(5, 6)], [3, 1]).ToList();

        Assert.Equal([(new(0, 0), new(3, 0)), (new(4, 0), new(5, 0)), (new(5, 0), new(5, 2)), (new(5, 3), new(5, 6))], pieces);
    }

    [Fact]
    public void Shapes_AreFilledOrOutlined()
    {
        var (filled, hollow) = (new PixelCanvas(40, 40), new PixelCanvas(40, 40));
        foreach (var (canvas, isHollow) in new[] { (filled, false), (hollow, true) })
        {
            canvas.Stroke([new(0, 20), new(40, 20)], new Pen("curve", "#000000", 6, 1, []));
            canvas.Shape([new(12, 10), new(28, 10), new(28, 30), new(12, 30)], "#0072B2", isHollow);
        }

        Assert.Equal((0, 0x72), (At(filled.ToPicture(), 40, 40, 0), At(filled.ToPicture(), 40, 40, 1)));
        Assert.Equal((255, 0), (At(hollow.ToPicture(), 40, 40), At(hollow.ToPicture(), 10, 40)));
        Assert.Equal((0, 0x72), (At(hollow.ToPicture(), 24, 40, 0), At(hollow.ToPicture(), 24, 40, 1)));
    }

    [Fact]
    public void ADisc_HasItsArea()
    {
        var canvas = new PixelCanvas(40, 40);
        canvas.Disc(new(20, 20), 12, "#000000", hollow: false);

        Assert.Equal(Math.PI * 24 * 24, Ink(canvas.ToPicture()), Math.PI * 24 * 24 * 0.01);
    }

    [Fact]
    public void Text_StandsWhereItIsAligned()
    {
        var canvas = new PixelCanvas(200, 60);
        canvas.Text(new(100, 30), "Hill", new TextLook(Align.End));
        canvas.Text(new(100, 30), "Hill", new TextLook(Align.Start));

        var inked = Inked(canvas.ToPicture());

        // Letters stand on the base line at 60 and reach up by three quarters of 24 pixels.
        Assert.InRange(inked.Max(p => p.Y), 58, 60);
        Assert.InRange(inked.Min(p => p.Y), 60 - 20, 60 - 16);
        var width = PixelFont.Letters.WidthOf("Hill");
        Assert.InRange(inked.Min(p => p.X), 200 - width, 200 - width + 3);
        Assert.InRange(inked.Max(p => p.X), 200 + width - 4, 200 + width);
        Assert.Equal(width * 2, PixelFont.Letters.WidthOf("HillHill"));
    }

    [Fact]
    public void TextUpwards_IsTextTurnedByAQuarterToTheLeft()
    {
        var (level, upwards) = (new PixelCanvas(100, 100), new PixelCanvas(100, 100));
        level.Text(new(50, 50), "PSNR [dB] −1", new TextLook(Align.Middle));
        upwards.Text(new(50, 50), "PSNR [dB] −1", new TextLook(Align.Middle, Upwards: true));

        var turned = Inked(level.ToPicture()).Select(p => (X: 100 + (p.Y - 100), Y: 100 - (p.X - 100))).OrderBy(p => p).ToList();

        Assert.NotEmpty(turned);
        Assert.Equal(turned, Inked(upwards.ToPicture()).OrderBy(p => p));
    }

    [Fact]
    public void EveryCharacterOfCharts_HasALetterOfItsOwn()
    {
        var shapes = new HashSet<string>();
        foreach (var character in "0123456789−·×±°µ–…abcxyzABCXYZ[]()/?.:,=+-_%")
        {
            var shape = new List<(int, int, double)>();
            PixelFont.Letters.Draw(character.ToString(), (x, y, coverage) => shape.Add((x, y, coverage)));
            Assert.True(shapes.Add(string.Join(' ', shape)), $"{character} looks like another character");
        }
    }

    private static int At(Picture picture, int x, int y, int channel = 0) => picture.Rgb[(y * picture.Width + x) * 3 + channel];

    /// <summary>Black pixels, parts of them counted.</summary>
    private static double Ink(Picture picture) => picture.Rgb.ToArray().Sum(v => 255.0 - v) / (3 * 255);

    private static List<(int X, int Y)> Inked(Picture picture) =>
        [.. from y in Enumerable.Range(0, picture.Height) from x in Enumerable.Range(0, picture.Width) where At(picture, x, y) < 128 select (x, y)];
}
