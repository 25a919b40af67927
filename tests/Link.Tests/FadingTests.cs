using SemCom.Receiver.Estimation;

namespace SemCom.Link.Tests;

public sealed class FadingTests
{
    [Fact]
    public async Task PilotsFollowAGain_ThatStaysFor2048Symbols()
    {
        var arrived = new List<double>();
        for (var frame = 0UL; frame < 5; frame++)
        {
            var number = frame;
            var result = await TestLink.Send(TestLink.Quarter, o => o.Channel("rayleigh:coherence=2048", 15).Bandwidth(1 / 6.0).Frame(number));
            var blocks = (result.Ledger.Total + 2047) / 2048;
            Assert.Equal(64 + 32 * (blocks - 1), result.Ledger.Pilots);
            if (!result.Lost)
                arrived.Add(TestLink.Psnr(result));
        }
        Assert.InRange(arrived.Count, 3, 5);
        Assert.InRange(arrived.Average(), 22, 50);
    }

    /// <summary>Every segment of the side message meets one gain or two, so that it needs as much protection as under block fading.</summary>
    [Fact]
    public async Task GainsThatStayForPartOfTheFrame_LoseFewFrames()
    {
        var lost = 0;
        for (var frame = 0UL; frame < 12; frame++)
        {
            var number = frame;
            var result = await TestLink.Send(TestLink.Quarter, o => o.Channel("rayleigh:coherence=1024", 8).Bandwidth(1 / 6.0).Frame(number));
            lost += result.Lost ? 1 : 0;
        }
        Assert.InRange(lost, 0, 4);
    }

    [Fact]
    public async Task Genie_IsAtLeastAsGoodAsPilots_AndChangesNothingThatIsSent()
    {
        foreach (var channel in new[] { "awgn", "rayleigh:coherence=512", "rayleigh" })
        {
            var (honest, genie) = (0.0, 0.0);
            for (var frame = 0UL; frame < 3; frame++)
            {
                var (number, without) = (frame, await Send(frame, false));
                var with = await Send(number, true);
                Assert.Equal(without.Ledger, with.Ledger);
                Assert.Equal((without.Quality.BytesOnWire, without.Quality.Cbr), (with.Quality.BytesOnWire, with.Quality.Cbr));
                Assert.Equal((false, true), (without.Quality.Genie, with.Quality.Genie));
                (honest, genie) = (honest + TestLink.Psnr(without), genie + TestLink.Psnr(with));
            }
            Assert.True(genie / 3 > honest / 3 - 0.3, $"{channel}: {genie / 3:F2} dB with, {honest / 3:F2} dB without genie");

            Task<SendResult> Send(ulong frame, bool on) =>
                TestLink.Send(TestLink.Crop, o => o.Channel(channel, 12).Bandwidth(1 / 4.0).Seed(9).Frame(frame).Genie(on));
        }
    }

    /// <summary>Over OFDM the learned prior closes more than half of the gap between least squares and the true channel, with what is sent unchanged.</summary>
    [Fact]
    public async Task TheDiffusionEstimator_ClosesHalfOfTheGapToTheTrueChannel()
    {
        var (ls, diffusion, genie) = (0.0, 0.0, 0.0);
        for (var frame = 0UL; frame < 4; frame++)
        {
            var (number, known) = (frame, await Send(frame, EstimatorKind.Ls, true));
            var (rough, fine) = (await Send(number, EstimatorKind.Ls, false), await Send(number, EstimatorKind.Diffusion, false));
            Assert.Equal(rough.Ledger, fine.Ledger);
            (ls, diffusion, genie) = (ls + TestLink.Psnr(rough), diffusion + TestLink.Psnr(fine), genie + TestLink.Psnr(known));
        }
        Assert.True(diffusion - ls > 0.5 * (genie - ls), $"least squares {ls / 4:F2} dB, diffusion {diffusion / 4:F2} dB, true channel {genie / 4:F2} dB");

        Task<SendResult> Send(ulong frame, EstimatorKind kind, bool on) =>
            TestLink.Send(TestLink.Harbour, o => o.Channel("tdl-c:ds=300ns,fd=50Hz", 10).Bandwidth(1 / 16.0).Seed(4).Frame(frame).Estimator(kind).Genie(on));
    }

    [Fact]
    public async Task GainsThatChangeWithEverySymbol_NeedAGenie()
    {
        var error = await Assert.ThrowsAsync<SemComException>(() => TestLink.Send(TestLink.Crop, o => o.Channel("rayleigh-fast", 15)));
        Assert.Equal(
            "channel: pilots can follow a gain that stays for at least 128 symbols (was 1); use a longer coherence, or --genie to give the receiver the true gains",
            error.Message);

        var result = await TestLink.Send(TestLink.Quarter, o => o.Channel("rayleigh-fast", 15).Bandwidth(1 / 16.0).Genie());
        Assert.False(result.Lost);
        Assert.InRange(TestLink.Psnr(result), 22, 50);
        Assert.Equal(64, result.Ledger.Pilots);
    }

    /// <summary>P(|h|² below g) = 1 − e^(−g): at 10 dB a frame protected down to about 0 dB is lost in about one of ten.</summary>
    [Fact]
    public async Task BlockFading_LosesFewFrames_AndSaysWhich()
    {
        var lost = 0;
        for (var frame = 0UL; frame < 20; frame++)
        {
            var number = frame;
            var result = await TestLink.Send(TestLink.Crop, o => o.Channel("rayleigh", 10).Bandwidth(1 / 6.0).Frame(number));
            lost += result.Lost ? 1 : 0;
            Assert.Equal(result.Lost, result.Notices.Any(n => n.StartsWith("the frame was lost: ", StringComparison.Ordinal)));
            Assert.Equal(result.Lost, result.Picture.Rgb.IndexOfAnyExcept((byte)128) < 0);
        }
        Assert.InRange(lost, 0, 7);
    }
}
