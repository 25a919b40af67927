using SemCom.Evaluation.Rivals;

namespace SemCom.Evaluation.Tests.Rivals;

public sealed class RateSearchTests
{
    /// <summary>The ratios of JPEG 2000 are whole numbers and AV1 has 64 quantisers: neither can fill a budget better at these rates.</summary>
    [Theory]
    [InlineData("jpeg", 0.95)]
    [InlineData("jpeg2000", 0.85)]
    [InlineData("webp", 0.95)]
    [InlineData("hevc", 0.95)]
    [InlineData("av1", 0.85)]
    public void Budgets_AreNeverExceeded_AndNearlyFilled_AndQualityRises(string name, double fill)
    {
        var codec = RivalFixture.Codec(name);
        var last = 0.0;
        foreach (var budget in new[] { 1500, 4500 })
        {
            var rung = RivalFixture.Search.Best(RivalFixture.Picture, codec, budget, resize: true);

            Assert.NotNull(rung);
            Assert.InRange(RivalFixture.Ladder.Stream(RivalFixture.Picture, rung).Length, (int)(fill * budget), budget);
            var psnrDb = RivalFixture.Ladder.PsnrDb(RivalFixture.Picture, rung);
            Assert.True(psnrDb > last + 0.5, $"{psnrDb:F2} dB at {budget} bytes after {last:F2} dB");
            last = psnrDb;
        }
    }

    [Fact]
    public void ReducedResolution_HelpsAtAVeryLowBudget()
    {
        var codec = RivalFixture.Codec("jpeg");
        var (picture, ladder) = (RivalFixture.Picture, RivalFixture.Ladder);

        var reduced = RivalFixture.Search.Best(picture, codec, 700, resize: true);
        var full = RivalFixture.Search.Best(picture, codec, 700, resize: false);

        Assert.NotNull(reduced);
        Assert.NotEqual(ResolutionFactor.One, reduced.Factor);
        Assert.True(full is null || ladder.PsnrDb(picture, reduced) > ladder.PsnrDb(picture, full));
    }

    [Fact]
    public void WithoutResize_TheResolutionStays()
    {
        var codec = RivalFixture.Codec("webp");

        Assert.Equal(ResolutionFactor.One, RivalFixture.Search.Best(RivalFixture.Picture, codec, 1500, resize: false)!.Factor);
    }

    [Fact]
    public void NothingFits_GivesNull()
    {
        var codec = RivalFixture.Codec("jpeg");

        Assert.Null(RivalFixture.Search.Best(RivalFixture.Picture, codec, 60, resize: true));
        Assert.Null(RivalFixture.Search.PredictedPsnrDb(RivalFixture.Picture, codec, 60, resize: true));
    }

    [Theory]
    [InlineData("jpeg")]
    [InlineData("jpeg2000")]
    [InlineData("webp")]
    [InlineData("hevc")]
    [InlineData("av1")]
    public void Prediction_IsCloseToTheSearch_AtLowAndHighRates(string name)
    {
        var codec = RivalFixture.Codec(name);
        foreach (var budget in new[] { 1500, 4000, 12_000 })
        {
            var best = RivalFixture.Search.Best(RivalFixture.Picture, codec, budget, resize: true)!;

            var predicted = RivalFixture.Search.PredictedPsnrDb(RivalFixture.Picture, codec, budget, resize: true);

            Assert.Equal(RivalFixture.Ladder.PsnrDb(RivalFixture.Picture, best), predicted!.Value, 0.4);
        }
    }

    /// <summary>Between neighbours of a factor 2 in bytes, linear interpolation of PSNR over the logarithm of bytes errs by a tenth of a decibel or so; not so at a factor of 7.</summary>
    [Theory]
    [InlineData("jpeg2000")]
    [InlineData("av1")]
    public void CoarseRungs_LieCloseInBytes(string name)
    {
        var codec = RivalFixture.Codec(name);
        var bytes = Enumerable.Range(0, codec.CoarseSteps + 1)
            .Select(step => new Rung(codec, 0, ResolutionFactor.One, codec.CoarseQuality((double)step / codec.CoarseSteps)))
            .Select(rung => RivalFixture.Ladder.Bytes(RivalFixture.Picture, rung)).ToList();

        Assert.All(bytes.Zip(bytes.Skip(1)), pair => Assert.InRange((double)pair.Second / pair.First, 1, 2.1));
        Assert.True(bytes[^1] > 20 * bytes[0]);
    }

    [Fact]
    public void TheOrderOfQuestions_DoesNotChangeAnswers()
    {
        var codec = RivalFixture.Codec("webp");
        var (up, down) = (new RateSearch(new EncodeLadder(new CacheFolder(null))), new RateSearch(new EncodeLadder(new CacheFolder(null))));
        int[] budgets = [900, 2100];

        var first = budgets.Select(b => up.Best(RivalFixture.Picture, codec, b, resize: false)).ToList();
        var second = budgets.Reverse().Select(b => down.Best(RivalFixture.Picture, codec, b, resize: false)).Reverse().ToList();

        Assert.Equal(first, second);
    }

    [Fact]
    public void ASecondSweep_EncodesNothing_AndDamagedCacheFilesAreIgnored()
    {
        var codec = RivalFixture.Codec("webp");
        using var folder = new TemporaryFolder();
        var cold = new EncodeLadder(new CacheFolder(folder.Path));
        var best = new RateSearch(cold).Best(RivalFixture.Picture, codec, 1500, resize: false)!;
        var warm = new EncodeLadder(new CacheFolder(folder.Path));

        Assert.Equal(best, new RateSearch(warm).Best(RivalFixture.Picture, codec, 1500, resize: false));
        Assert.Equal(0, warm.Encodings);

        foreach (var file in Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories))
            File.WriteAllBytes(file, [1, 2, 3, 4, 5, 6, 7, 8, 9]);
        var mended = new EncodeLadder(new CacheFolder(folder.Path));
        Assert.Equal(cold.Stream(RivalFixture.Picture, best), mended.Stream(RivalFixture.Picture, best));
        Assert.Equal(1, mended.Encodings);
    }
}
