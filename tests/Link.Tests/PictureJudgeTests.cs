using SemCom.Runtime.Quality;
using SemCom.Runtime.Tests.Onnx;

namespace SemCom.Link.Tests;

public sealed class PictureJudgeTests
{
    private static readonly Picture Received = TestLink.Mirrored(TestLink.Harbour, 96, 64);

    [Fact]
    public void EverythingAskedFor_IsMeasured()
    {
        OnnxFact.RequireLibrary();
        var record = Judged(PictureMetrics.All);
        var (sent, seen) = (PictureEmbedder.Load(1).Embed(TestLink.Crop), PictureEmbedder.Load(1).Embed(Received));

        Assert.Equal(PictureQuality.PsnrDb(TestLink.Crop, Received), record.PsnrDb);
        Assert.Equal(PictureQuality.Ssim(TestLink.Crop, Received), record.Ssim);
        Assert.Null(record.MsSsim); // too small for it
        Assert.Equal(PerceptualDistance.Load(1).Between(TestLink.Crop, Received), record.PerceptualDistance);
        Assert.Equal(sent.SimilarityTo(seen), record.SemanticSimilarity);
        Assert.Equal(sent.TopClass == seen.TopClass, record.SameClass);
        Assert.Equal(42, record.EncodeMs);
    }

    [Theory]
    [InlineData(PictureMetrics.Psnr, "psnr")]
    [InlineData(PictureMetrics.None, "psnr")]
    [InlineData(PictureMetrics.Pixels, "psnr ssim")]
    [InlineData(PictureMetrics.Psnr | PictureMetrics.Class, "psnr class")]
    [InlineData(PictureMetrics.Psnr | PictureMetrics.Semantic, "psnr semantic")]
    [InlineData(PictureMetrics.Psnr | PictureMetrics.Perceptual, "psnr perceptual")]
    public void OnlyWhatIsAskedFor_IsMeasured(PictureMetrics metrics, string measured)
    {
        OnnxFact.RequireLibrary();
        var record = Judged(metrics);
        var names = new (string Name, object? Value)[]
        {
            ("psnr", record.PsnrDb), ("ssim", record.Ssim), ("semantic", record.SemanticSimilarity), ("perceptual", record.PerceptualDistance), ("class", record.SameClass),
        };

        Assert.Equal(measured, string.Join(' ', names.Where(n => n.Value is not null).Select(n => n.Name)));
    }

    [Fact]
    public void IdenticalPictures_AreAsGoodAsCanBe()
    {
        OnnxFact.RequireLibrary();
        var record = PictureJudge.For(TestLink.Quarter, PictureMetrics.All, threads: 1).Judge(Record(), TestLink.Quarter);

        Assert.Null(record.PsnrDb); // infinite
        Assert.Equal((1.0, 1.0, 0.0, true), (record.MsSsim!.Value, record.Ssim!.Value, record.PerceptualDistance!.Value, record.SameClass!.Value));
        Assert.Equal(1, record.SemanticSimilarity!.Value, 1e-12);
    }

    [Fact]
    public void TheJudgeOfAnOriginal_IsKeptUntilTwoOthersCame()
    {
        var pictures = Enumerable.Range(0, 4).Select(_ => PictureConcealment.Grey(20, 20)).ToArray();
        var judges = new RecentJudges();
        var first = judges.Get(pictures[0], PictureMetrics.Psnr, 1);

        Assert.NotSame(first, judges.Get(pictures[1], PictureMetrics.Psnr, 1)); // as equal as can be, but another picture
        Assert.Same(first, judges.Get(pictures[0], PictureMetrics.Psnr, 1));
        judges.Get(pictures[2], PictureMetrics.Psnr, 1);
        Assert.NotSame(first, judges.Get(pictures[0], PictureMetrics.Psnr, 1));
        Assert.NotSame(judges.Get(pictures[0], PictureMetrics.Psnr, 1), judges.Get(pictures[0], PictureMetrics.Pixels, 1));
    }

    [Fact]
    public async Task ALink_MeasuresWhatItIsAskedFor_OfLostFramesTheConcealedPicture()
    {
        var usual = await TestLink.Send(TestLink.Crop, o => o.Channel("awgn", 10));
        Assert.Equal((true, false), (usual.Quality.Ssim is not null, usual.Quality.PerceptualDistance is not null));

        var lost = await TestLink.Send(TestLink.Crop, o => o.Channel("awgn", -20).PlanSnr(10).Metrics(PictureMetrics.All));

        Assert.True(lost.Lost);
        Assert.Equal(PerceptualDistance.Load(1).Between(TestLink.Crop, PictureConcealment.Grey(96, 64)), lost.Quality.PerceptualDistance);
        Assert.InRange(lost.Quality.SemanticSimilarity!.Value, 0, 0.7);
    }

    private static QualityRecord Judged(PictureMetrics metrics) => PictureJudge.For(TestLink.Crop, metrics, threads: 1).Judge(Record(), Received);

    private static QualityRecord Record() => new()
    {
        System = "test",
        Mode = "analog",
        Source = "a.png",
        Modality = "picture",
        Channel = "awgn",
        Genie = false,
        SnrDb = 10,
        PlanSnrDb = 10,
        Seed = 1,
        Cbr = 0.1,
        Uses = new UsesRecord(1, 1, 0, 0, 0, 0),
        Lost = false,
        EncodeMs = 42,
        ChannelMs = 1,
        DecodeMs = 1,
        BytesOnWire = 8,
    };
}
