using SemCom.Core.Tests.Latents;
using SemCom.Runtime.Tests.Onnx;

namespace SemCom.Link.Tests.Digital;

/// <summary>Pictures as tokens over NR LDPC and QAM.</summary>
public sealed class TokenLinkTests
{
    [Theory]
    [MemberData(nameof(TrainedModel.Ids), MemberType = typeof(TrainedModel))]
    public async Task Pictures_OfAnySize_Arrive(string model)
    {
        foreach (var (width, height) in new[] { (1, 1), (17, 33), (200, 120) })
        {
            var result = await Send(TestLink.Mirrored(TestLink.Harbour, width, height), 12, o => o.Model(model).Bandwidth(width == 1 ? 1 : 1 / 3.0));
            Assert.Equal(width == 1, result.Lost);
            if (!result.Lost)
                Assert.InRange(TestLink.Psnr(result), 22, double.PositiveInfinity);
            Assert.Equal("digital", result.Quality.Mode);
        }
    }

    /// <summary>More SNR, more bits, a better picture; and all of the budget is used.</summary>
    [Fact]
    public async Task Quality_RisesWithTheSnr()
    {
        var last = 0.0;
        foreach (var snrDb in new[] { -3.0, 1, 6, 12 })
        {
            var result = await Send(TestLink.Quarter, snrDb, o => o);
            Assert.False(result.Lost);
            Assert.InRange(TestLink.Psnr(result), last + 0.8, 60);
            Assert.InRange(result.Quality.Cbr, 0.99 / 16, 1 / 16.0);
            last = TestLink.Psnr(result);
        }
    }

    /// <summary>What makes it digital: above the plan nothing gets better, below it everything is lost, and the receiver says so.</summary>
    [Fact]
    public async Task Frames_ArriveWholeOrNotAtAll()
    {
        var planned = await Send(TestLink.Quarter, 8, o => o);
        var better = await Send(TestLink.Quarter, 20, o => o.PlanSnr(8));
        var worse = await Send(TestLink.Quarter, 5, o => o.PlanSnr(8));
        Assert.True(planned.Picture.Rgb.SequenceEqual(better.Picture.Rgb));
        Assert.Equal("blocks of the message were lost", worse.Reception.Loss);
        Assert.True(worse.Quality.Lost);
        Assert.InRange(planned.Quality.Blocks!.Value, 1, 100);
        Assert.Equal((0, planned.Quality.Blocks), (planned.Quality.BlocksLost, worse.Quality.Blocks));
        Assert.InRange(worse.Quality.BlocksLost!.Value, 1, planned.Quality.Blocks!.Value);
        var sturdy = await Send(TestLink.Quarter, 5, o => o.PlanSnr(8).Margin(4));
        Assert.False(sturdy.Lost);
        Assert.InRange(TestLink.Psnr(sturdy), TestLink.Psnr(planned) - 3, TestLink.Psnr(planned) - 0.3);
    }

    /// <summary>
    /// The plan's promise: at the planned SNR nothing is lost, wherever between two rows of the MCS table it lies. Blocks are lost less than once in 1000, so of 64
    /// frames of one to three blocks two are lost with a probability below 1 %.
    /// </summary>
    [Fact]
    public async Task Frames_ArriveAtThePlannedSnr()
    {
        var lost = new List<double>();
        for (var snrDb = -2.0; snrDb < 14; snrDb += 0.25)
        {
            if ((await Send(TestLink.Crop, snrDb, o => o.Model("image-linear").Bandwidth(1 / 2.5))).Lost)
                lost.Add(snrDb);
        }
        Assert.True(lost.Count < 2, string.Join(' ', lost));
    }

    /// <summary>Under block fading the plan keeps a distance that pays: most frames arrive.</summary>
    [Fact]
    public async Task Fading_IsPlannedFor()
    {
        var arrived = 0;
        for (ulong frame = 0; frame < 12; frame++)
            arrived += (await Send(TestLink.Crop, 15, o => o.Channel("rayleigh", 15).Bandwidth(1 / 6.0).Frame(frame))).Lost ? 0 : 1;
        Assert.InRange(arrived, 9, 12);
    }

    /// <summary>A gain for each symbol, as in papers: code words see all of them, and need more than over AWGN.</summary>
    [Fact]
    public async Task FastFading_IsPlannedFor()
    {
        foreach (var snrDb in new[] { 1.0, 7, 13 })
            Assert.False((await Send(TestLink.Quarter, snrDb, o => o.Channel("rayleigh:coherence=1", snrDb).Genie())).Lost);
    }

    [Fact]
    public async Task BudgetTooSmallForAnyMessage_LosesTheFrame_AndIsCharged()
    {
        var result = await Send(TestLink.Quarter, 7, o => o.Bandwidth(1 / 2000.0));
        Assert.True(result.Lost);
        Assert.StartsWith("no message is short enough", result.Reception.Loss, StringComparison.Ordinal);
        Assert.Equal(TestLink.Quarter.ValueCount / 2000, result.Ledger.Total);
    }

    [Fact]
    public void TokensOfAnotherModel_OrDamagedOnes_AreLost()
    {
        OnnxFact.RequireLibrary();
        using var transmitter = SemanticTransmitter.Load("image-linear");
        using var receiver = SemanticReceiver.Load("image-base");
        var message = transmitter.Tokenize(TestLink.Crop).Fit(800)!;
        Assert.Equal("the picture was encoded by model 2, this receiver holds image-base (1)", receiver.DecodeTokens(message).Loss);
        message[100] ^= 4;
        Assert.StartsWith("the message is damaged", receiver.DecodeTokens(message).Loss, StringComparison.Ordinal);
    }

    /// <summary>Without a network the error that the transmitter expects is that of the picture, but for rounding to 8 bits and the latents that are cut away.</summary>
    [Fact]
    public void Curve_TellsTheErrorOfTheLinearCodec()
    {
        OnnxFact.RequireLibrary();
        using var transmitter = SemanticTransmitter.Load("image-linear");
        using var receiver = SemanticReceiver.Load("image-linear");
        var tokens = transmitter.Tokenize(TestLink.Quarter);
        var curve = tokens.Curve(8);
        var cut = Error(PictureTokens.QualityCount - 1);
        for (var i = 3; i < 7; i++)
            Assert.InRange(Error((int)((PictureTokens.QualityCount - 1) * (1 - Math.Pow(1 - i / 8.0, 1.5)))) - cut, 0.94 * curve.Points[i].Error, 1.04 * curve.Points[i].Error);

        double Error(int quality) =>
            255 * 255 / Decibels.ToLinear(PictureQuality.PsnrDb(TestLink.Quarter, receiver.DecodeTokens(tokens.ToBytes(quality)).Value!)!.Value);
    }

    /// <summary>At the finest step only the latents that are cut away and rounding to 8 bits are missing, whatever the picture.</summary>
    [Theory]
    [InlineData(0, 0, 40)]
    [InlineData(255, 0, 40)]
    [InlineData(0, 255, 30)]
    [InlineData(127, 3, 40)]
    public void FinestTokens_AreNearlyThePicture(int low, int range, double leastPsnrDb)
    {
        OnnxFact.RequireLibrary();
        using var transmitter = SemanticTransmitter.Load("image-linear");
        using var receiver = SemanticReceiver.Load("image-linear");
        var random = new Random(range);
        var blocks = Enumerable.Range(0, 16).Select(_ => (byte)(low + (random.Next(2) == 0 ? 0 : range))).ToArray();
        var picture = new Picture(64, 64, [.. Enumerable.Range(0, 64 * 64 * 3).Select(i => blocks[i / 3 / 64 / 16 * 4 + i / 3 % 64 / 16])]);
        var received = receiver.DecodeTokens(transmitter.Tokenize(picture).ToBytes(PictureTokens.QualityCount - 1)).Value!;
        Assert.InRange(PictureQuality.PsnrDb(picture, received) ?? double.PositiveInfinity, leastPsnrDb, double.PositiveInfinity);
    }

    /// <summary>The message is that of digital mode but for a flag, so header and budget agree; the picture is another one, and says that it is made up.</summary>
    [Fact]
    public async Task GenerativeFrames_FillInDetails_AndSaySo()
    {
        var digital = await Send(TestLink.Harbour, 10, o => o.Bandwidth(1 / 96.0));
        var generative = await Send(TestLink.Harbour, 10, o => o.Bandwidth(1 / 96.0).Mode(LinkMode.Generative));
        Assert.Equal((false, true), (digital.Reception.IsGenerated, generative.Reception.IsGenerated));
        Assert.Equal(("digital", "generative"), (digital.Quality.Mode, generative.Quality.Mode));
        Assert.Equal(digital.Ledger, generative.Ledger);
        Assert.Contains(generative.Notices, notice => notice.Contains("filled in details", StringComparison.Ordinal));
        Assert.DoesNotContain(digital.Notices, notice => notice.Contains("filled in details", StringComparison.Ordinal));
        Assert.InRange(TestLink.Psnr(generative), TestLink.Psnr(digital) - 3, TestLink.Psnr(digital) - 0.01);
        Assert.True(Detail(generative.Picture) > 1.05 * Detail(digital.Picture), $"{Detail(generative.Picture)} {Detail(digital.Picture)}");

        // Mean squared difference of neighbours.
        static double Detail(Picture picture) =>
            Enumerable.Range(0, picture.Rgb.Length - 3).Where(i => i / 3 % picture.Width < picture.Width - 1).Average(i => Math.Pow(picture.Rgb[i + 3] - picture.Rgb[i], 2));
    }

    [Theory]
    [InlineData("image-base", 0.05, "channel bandwidth ratio in generative mode")]
    [InlineData("image-live", 0.005, "the model must have a generative decoder")]
    public async Task GenerativeMode_WhereItHasNoPlace_IsRefused(string model, double cbr, string because)
    {
        OnnxFact.RequireLibrary();
        var error = await Assert.ThrowsAsync<SemComException>(() => Send(TestLink.Quarter, 10, o => o.Model(model).Bandwidth(cbr).Mode(LinkMode.Generative)));
        Assert.Contains(because, error.Message, StringComparison.Ordinal);
    }

    private static Task<SendResult> Send(Picture picture, double snrDb, Func<SemanticLinkOptions, SemanticLinkOptions> configure) =>
        TestLink.Send(picture, o => configure(o.Channel("awgn", snrDb).Mode(LinkMode.Digital)));
}
