using SemCom.Transmitter.Semantics;

namespace SemCom.Transmitter.Tests.Semantics;

/// <summary>What does not need a network: prompts, enlarged maps, sets of masks, the focus that follows from masks.</summary>
public sealed class SegmentationTests
{
    private static readonly Picture Grey = new(40, 30, new byte[3600]);

    [Fact]
    public void Prompts_HoldTheirPointsInOrder()
    {
        var prompt = SegmentationPrompt.In(new PictureBox(2, 3, 10, 5)).With(4, 5).Without(20, 21);
        Assert.Equal(
            [new(2, 3, PromptKind.TopLeft), new(12, 8, PromptKind.BottomRight), new(4.5, 5.5, PromptKind.Positive), new(20.5, 21.5, PromptKind.Negative)], prompt.Points);
        Assert.False(prompt.IsAmbiguous);
        Assert.True(SegmentationPrompt.At(0, 0).IsAmbiguous);
    }

    [Fact]
    public void Prompts_OutsideThePicture_AreRefused()
    {
        SegmentationPrompt.At(39, 29).CheckWithin(Grey);
        SegmentationPrompt.In(new PictureBox(0, 0, 40, 30)).CheckWithin(Grey);
        Error(() => SegmentationPrompt.At(40, 0).CheckWithin(Grey), "40,0", "40x30");
        Error(() => SegmentationPrompt.At(-1, 0).CheckWithin(Grey), "-1,0");
        Error(() => SegmentationPrompt.In(new PictureBox(30, 0, 11, 5)).CheckWithin(Grey), "41,5");
        Error(() => SegmentationPrompt.In(new PictureBox(3, 3, 0, 5)).CheckWithin(Grey), "box", "at least 1");
        Error(() => SegmentationPrompt.At(3, 3).Without(0, 30).CheckWithin(Grey), "0,30");
    }

    /// <summary>A plane stays a plane but for the borders, where there is nothing to interpolate; the same size changes nothing.</summary>
    [Fact]
    public void Maps_AreInterpolatedBetweenTheMiddlesOfTheirPlaces()
    {
        var plane = Enumerable.Range(0, 6 * 8).Select(i => (float)(3 * (i % 8) - 2 * (i / 8))).ToArray();
        Assert.Equal(plane, new LogitMap(plane, 8, 6).Resize(8, 6));
        var large = new LogitMap(plane, 8, 6).Resize(80, 30);
        Assert.Equal(large.Select(v => v > 0), new LogitMap(plane, 8, 6).Positive(80, 30));
        for (var i = 0; i < large.Length; i++)
        {
            var (x, y) = ((i % 80 + 0.5) / 10 - 0.5, (i / 80 + 0.5) / 5 - 0.5);
            Assert.Equal(3 * Math.Clamp(x, 0, 7) - 2 * Math.Clamp(y, 0, 5), large[i], 1e-4);
        }
    }

    /// <summary>Of masks that are nearly the same the best one is kept; doubtful and tiny ones are not.</summary>
    [Fact]
    public void AutomaticMasks_HoldEachThingOnce()
    {
        var fake = new FakeSegmenter(
            (new PictureBox(0, 0, 20, 30), 0.8), (new PictureBox(0, 0, 20, 29), 0.9), (new PictureBox(20, 0, 20, 30), 0.75), (new PictureBox(5, 5, 1, 1), 0.99), (new PictureBox(20, 0, 20, 15), 0.6));
        var masks = AutomaticMasks.Of(fake.Look(Grey), 40, 30, new AutomaticMaskOptions { PointsPerSide = 4, MinShare = 0.01, MinQuality = 0.7 });
        Assert.Equal([0.9, 0.75], masks.Select(m => m.Quality));
        Assert.Equal(16, fake.Prompts);
        Error(() => AutomaticMasks.Of(fake.Look(Grey), 40, 30, new AutomaticMaskOptions { PointsPerSide = 0 }), "points along a side");
    }

    [Fact]
    public void Focus_IsTheFirstMaskThatIsNeitherEmptyNorEverything()
    {
        var finder = new FocusFinder(() => new FakeSegmenter((new PictureBox(0, 0, 40, 30), 0.9), (new PictureBox(10, 10, 5, 6), 0.8)));
        var interest = finder.Find(Grey, PictureFocus.At(12, 12));
        Assert.Equal(new PictureBox(10, 10, 5, 6), interest.Region.Bounds());
        Assert.Equal((32f, 1f), (interest.Weights.Values[12 * 40 + 12], interest.Weights.Values[0]));
        Error(() => new FocusFinder(() => new FakeSegmenter((new PictureBox(0, 0, 40, 30), 0.9))).Find(Grey, PictureFocus.At(12, 12)), "12,12", "box");
    }

    [Fact]
    public void AutomaticFocus_FollowsImportance()
    {
        var importance = new float[1200];
        importance.AsSpan(0, 400).Fill(0.25f);
        importance.AsSpan(400, 200).Fill(1);
        var interest = new FocusFinder(() => new FakeSegmenter { Importance = new ImportanceMap(40, 30, importance) }).Find(Grey, PictureFocus.Automatic with { Weight = 16 });
        Assert.Equal((2f, 16f, 1f), (interest.Weights.Values[0], interest.Weights.Values[400], interest.Weights.Values[600]));
        Assert.Equal(200, interest.Region.Count);
        Error(() => new FocusFinder(() => new FakeSegmenter { Importance = new ImportanceMap(40, 30, new float[1200]) }).Find(Grey, PictureFocus.Automatic), "nothing stands out");
    }

    /// <summary>A small box is shown larger, with 0.7 of its longer side around; what was found there stands where it is in the picture.</summary>
    [Fact]
    public void ASmallBox_IsLookedAtCloser()
    {
        var inner = new BrightSegmenter();
        var bright = new byte[3 * 200 * 100];
        bright.AsSpan(3 * (200 * 50 + 100), 30).Fill(255);
        var looked = new CloserSegmenter(inner).Look(new Picture(200, 100, bright));
        var masks = looked.Masks(SegmentationPrompt.In(new PictureBox(98, 46, 20, 10)).Without(5, 5).Without(90, 45));
        Assert.Equal([(200, 100), (48, 38)], inner.Looks);
        Assert.Equal([new(14, 14, PromptKind.TopLeft), new(34, 24, PromptKind.BottomRight), new(6.5, 13.5, PromptKind.Negative)], inner.Last!.Points);
        Assert.Equal(RegionMask.FromBox(200, 100, new PictureBox(100, 50, 10, 1)).Bounds(), masks[0].Mask.Bounds());
        Assert.Equal(10, masks[0].Mask.Count);
    }

    [Fact]
    public void OtherPrompts_AskTheOneLook()
    {
        var inner = new BrightSegmenter();
        var looked = new CloserSegmenter(inner).Look(new Picture(200, 100, new byte[3 * 200 * 100]));
        foreach (var prompt in (SegmentationPrompt[])[SegmentationPrompt.At(100, 50), SegmentationPrompt.In(new PictureBox(20, 10, 100, 80)), SegmentationPrompt.In(new PictureBox(98, 46, 20, 10)).With(5, 5)])
        {
            _ = looked.Masks(prompt);
            Assert.Equal(prompt, inner.Last);
        }
        Assert.Single(inner.Looks);
        Error(() => looked.Masks(SegmentationPrompt.In(new PictureBox(195, 50, 10, 10))), "205,60");
    }

    private static void Error(Action act, params string[] parts)
    {
        var message = Assert.Throws<SemComException>(act).Message;
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    /// <summary>Answers every prompt with the same boxes.</summary>
    private sealed class FakeSegmenter(params (PictureBox Box, double Quality)[] masks) : IPromptableSegmenter, ISegmentedPicture
    {
        public ImportanceMap? Importance { get; init; }

        public int Prompts { get; private set; }

        public ISegmentedPicture Look(Picture picture) => this;

        public IReadOnlyList<MaskCandidate> Masks(SegmentationPrompt prompt)
        {
            Prompts++;
            return [.. masks.Select(m => new MaskCandidate(RegionMask.FromBox(40, 30, m.Box), m.Quality)).OrderByDescending(m => m.Quality)];
        }
    }

    /// <summary>Finds what is bright, and tells what it was asked.</summary>
    private sealed class BrightSegmenter : IPromptableSegmenter
    {
        public List<(int Width, int Height)> Looks { get; } = [];

        public SegmentationPrompt? Last { get; private set; }

        public ISegmentedPicture Look(Picture picture)
        {
            Looks.Add((picture.Width, picture.Height));
            return new Looked(this, picture);
        }

        private sealed class Looked(BrightSegmenter segmenter, Picture picture) : ISegmentedPicture
        {
            public ImportanceMap? Importance => null;

            public IReadOnlyList<MaskCandidate> Masks(SegmentationPrompt prompt)
            {
                segmenter.Last = prompt;
                return [new MaskCandidate(RegionMask.FromPicture(picture), 1)];
            }
        }
    }
}
