using SemCom.Runtime.Tests.Onnx;

namespace SemCom.Transmitter.Tests.Semantics;

/// <summary>A pair of networks with the signature of Segment Anything's export, whose rule is known (training/segmentation/standin.py), through the same face as our own.</summary>
public sealed class SamSegmenterTests
{
    private const int Width = 96, Height = 60;
    private const double Scale = Width / 64.0;

    private static readonly Picture Grey = new(Width, Height, [.. Enumerable.Repeat((byte)120, 3 * Width * Height)]);

    [Fact]
    public void APoint_GivesDiscsAroundIt_InPixelsOfThePicture()
    {
        using var sam = Load();
        var masks = sam.Look(Grey).Masks(SegmentationPrompt.At(60, 20));

        Assert.Equal([0.9, 0.5, 0.2], masks.Take(3).Select(m => Math.Round(m.Quality, 5)));
        AssertDisc(masks[0].Mask, 60.5, 20.5, 8 * Scale);
        AssertDisc(masks[1].Mask, 60.5, 20.5, 16 * Scale);
        AssertDisc(masks[2].Mask, 60.5, 20.5, 4 * Scale);
    }

    [Fact]
    public void ABox_IsTaken_AndNegativePointsAreCutOut()
    {
        using var sam = Load();
        var box = new PictureBox(12, 6, 48, 36);
        var mask = sam.Look(Grey).Masks(SegmentationPrompt.In(box).Without(40, 24))[0].Mask;
        var wrong = 0;
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                var away = Math.Sqrt(Math.Pow(x - 40, 2) + Math.Pow(y - 24, 2)) / Scale - 4;
                var within = Math.Min(Math.Min(x + 0.5 - box.X, box.Right - x - 0.5), Math.Min(y + 0.5 - box.Y, box.Bottom - y - 0.5)) / Scale;
                if (Math.Abs(Math.Min(away, within)) > 1)
                    wrong += mask[x, y] == Math.Min(away, within) > 0 ? 0 : 1;
            }
        }
        Assert.Equal(0, wrong);
    }

    /// <summary>The stand-in passes on the mean of the first 16 places of the first channel: normalised as Segment Anything wants it, and padded behind.</summary>
    [Fact]
    public void Pictures_AreNormalised()
    {
        using var sam = Load();
        var qualities = sam.Look(Grey).Masks(SegmentationPrompt.At(1, 1)).Select(m => m.Quality).ToArray();
        Assert.Contains(qualities, q => Math.Abs(q - (120 - 123.675) / 58.395 / 10) < 1e-4);
    }

    [Fact]
    public void BadInput_IsRefused()
    {
        using var sam = Load();
        Error(() => sam.Look(Grey).Masks(SegmentationPrompt.At(Width, 3)), "96,3", "96x60");
        Error(() => SamSegmenter.Load(FileOf("decoder"), FileOf("decoder")), "encoder", "one input");
        Error(() => SamSegmenter.Load(FileOf("encoder"), FileOf("encoder")), "point_coords", "export_onnx_model.py");
        Error(() => SamSegmenter.Load("no-such.onnx", FileOf("decoder")), "no-such.onnx");
        Assert.Null(sam.Look(Grey).Importance);
        Error(() => new FocusFinder(() => sam).Find(Grey, PictureFocus.Automatic), "importance");
    }

    /// <summary>The best reading becomes the focus.</summary>
    [Fact]
    public void Focus_TakesTheBestMask()
    {
        using var sam = Load();
        var interest = new FocusFinder(() => sam).Find(Grey, PictureFocus.At(60, 20) with { Weight = 8 });
        AssertDisc(interest.Region, 60.5, 20.5, 8 * Scale);
        Assert.Equal((8f, 1f), (interest.Weights.Values[20 * Width + 60], interest.Weights.Values[0]));
    }

    private static SamSegmenter Load()
    {
        OnnxFact.RequireLibrary();
        return SamSegmenter.Load(FileOf("encoder"), FileOf("decoder"), threads: 1);
    }

    private static string FileOf(string name) => Path.Combine(AppContext.BaseDirectory, "Data", "sam", name + ".onnx");

    private static void AssertDisc(RegionMask mask, double x, double y, double radius)
    {
        var area = 0;
        for (var i = 0; i < Width * Height; i++)
        {
            var distance = Math.Sqrt(Math.Pow(i % Width + 0.5 - x, 2) + Math.Pow(i / Width + 0.5 - y, 2));
            if (Math.Abs(distance - radius) > 1.5)
                Assert.Equal(distance < radius, mask[i]);
            area += mask[i] ? 1 : 0;
        }
        Assert.True(area > 0);
    }

    private static void Error(Action act, params string[] parts)
    {
        var message = Assert.Throws<SemComException>(act).Message;
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }
}
