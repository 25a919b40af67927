namespace SemCom.Evaluation.Tests.Explanations;

public sealed class ExplanationTests
{
    private const int Width = 96, Height = 64;

    private static readonly Picture Original = new(Width, Height, [.. Enumerable.Repeat((byte)100, 3 * Width * Height)]);

    /// <summary>Patches are drawn where they are, in the colours of the legend; the error is bright where it sits.</summary>
    [Fact]
    public void Pictures_ShowWhatIsWhere()
    {
        var pictures = ExplanationPictures.Of(Transmission(lost: false));
        Assert.Equal(["importance", "rate-map", "symbols", "expected-error", "error"], pictures.Select(p => p.Name));

        var (few, many) = (At("rate-map", 4, 4), At("rate-map", 60, 40));
        Assert.True(many.G > few.G + 40, $"{few} {many}");
        Assert.True(At("symbols", 4, 4) is var lost && lost.R > lost.B + 80, $"{lost}");
        Assert.True(At("symbols", 60, 40) is var boosted && boosted.B > boosted.R + 40, $"{boosted}");
        Assert.Equal(((byte)68, (byte)1, (byte)84), At("error", 4, 4));
        Assert.Equal(((byte)253, (byte)231, (byte)37), At("error", 90, 60));
        Assert.True(At("importance", 90, 60).G > At("importance", 4, 4).G + 40);

        (byte R, byte G, byte B) At(string name, int x, int y)
        {
            var picture = pictures.Single(p => p.Name == name).Picture;
            var factor = 3; // 96 pixels become at least 256
            var at = (y * factor * picture.Width + x * factor) * 3;
            return (picture.Rgb[at], picture.Rgb[at + 1], picture.Rgb[at + 2]);
        }
    }

    [Fact]
    public void OfALostFrame_OnlyTheErrorIsDrawn() =>
        Assert.Equal(["error"], ExplanationPictures.Of(Transmission(lost: true)).Select(p => p.Name));

    [Fact]
    public void Files_AreAPageAndItsPictures()
    {
        using var folder = new TemporaryFolder();
        var page = ExplanationFiles.Write(folder["x"], Transmission(lost: false));
        var html = File.ReadAllText(page);
        Assert.Equal(7, html.Split("<figure>").Length - 1);
        Assert.Contains("What became of &lt;a&gt;.png", html, StringComparison.Ordinal);
        Assert.DoesNotContain("src=\"http", html, StringComparison.Ordinal);
        Assert.Equal(6, Directory.GetFiles(folder["x"]).Length);
        Assert.Throws<SemComException>(() => ExplanationFiles.Write(page, Transmission(lost: false)));
    }

    private static Exposition Transmission(bool lost)
    {
        var rgb = Original.Rgb.ToArray();
        for (var y = 48; y < Height; y++)
            rgb.AsSpan((y * Width + 80) * 3, 48).Fill(160);
        var patches = new PatchReport[24];
        for (var i = 0; i < patches.Length; i++)
            patches[i] = i == 0 ? new PatchReport(0, 0.5, 10, 0, 0, 0, 10, 30) : new PatchReport(3, 2, 80, 60, 0, 0, 0, 4);
        var region = RegionMask.FromBox(Width, Height, new PictureBox(48, 32, 48, 32));
        var record = new QualityRecord
        {
            System = "semantic",
            Mode = "analog",
            Source = "<a>.png",
            Modality = "picture",
            Channel = "awgn",
            Genie = false,
            SnrDb = 4,
            PlanSnrDb = 4,
            Seed = 1,
            Cbr = 1 / 48.0,
            Uses = new UsesRecord(100, 60, 20, 10, 10, 0),
            Lost = lost,
            EncodeMs = 1,
            ChannelMs = 1,
            DecodeMs = 1,
            BytesOnWire = 800,
        };
        var result = new SystemResult(new Picture(Width, Height, rgb), record, [])
        {
            Interest = lost ? null : new RegionOfInterest(RegionWeights.FromMask(region, 16), region),
            Explanation = lost ? null : new FrameExplanation(4, 6, 16, patches),
        };
        return new Exposition(record, Original, result);
    }
}
