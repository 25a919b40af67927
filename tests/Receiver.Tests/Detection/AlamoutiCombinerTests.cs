using SemCom.Randomness;
using SemCom.Receiver.Detection;
using SemCom.Receiver.Tests.Decoding;

namespace SemCom.Receiver.Tests.Detection;

public sealed class AlamoutiCombinerTests
{
    private const int Pairs = 100_000;

    /// <summary>Two transmit antennas that share the power: the diversity of 2·rx branches, 3 dB below them.</summary>
    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 5)]
    public void ErrorRate_IsThatOfTwiceTheBranches_ThreeDecibelsDown(int receive, double snrDb)
    {
        var n0 = Decibels.ToNoisePower(snrDb);
        var h = DetectionSignals.Gaussian(Pairs * receive * 2, 2, RandomPurpose.Fading);
        var n = DetectionSignals.Gaussian(Pairs * receive * 2, 2, RandomPurpose.ChannelNoise);
        var s = DetectionSignals.Qpsk(2 * Pairs, 2);
        var (first, second, exact, errors) = (new Complex32[receive], new Complex32[receive], new float[2 * receive], 0);
        var (x, noise) = (new Complex32[2], new float[2]);
        for (var i = 0; i < Pairs; i++)
        {
            var gains = h.AsSpan(i * receive * 2, receive * 2);
            Send(s.AsSpan(2 * i, 2), gains, gains, n.AsSpan(i * receive * 2), (float)Math.Sqrt(n0), first, second);
            AlamoutiCombiner.Detect(first, second, gains, gains, exact, exact, n0, x, noise);
            errors += x[i % 2].Real > 0 != s[2 * i + i % 2].Real > 0 ? 1 : 0;
            if (i < 100)
            {
                var power = gains.ToArray().Sum(g => g.Power);
                Assert.Equal(1, noise[0] * power / 2 / n0, 1e-4);
                Assert.Equal(1, noise[1] * power / 2 / n0, 1e-4);
            }
        }
        Binomial.AssertPlausible(errors, Pairs, DetectionSignals.BranchErrorRate(2 * receive, 0.5 / n0));
    }

    /// <summary>Where the channel changes between the uses, the noise that is claimed holds the interference: claimed and measured agree.</summary>
    [Fact]
    public void ChangedChannel_KeepsNoiseHonest()
    {
        const double n0 = 0.01;
        var h = DetectionSignals.Gaussian(Pairs * 2, 3, RandomPurpose.Fading);
        var change = DetectionSignals.Gaussian(Pairs * 2, 4, RandomPurpose.Fading);
        var n = DetectionSignals.Gaussian(Pairs * 2, 3, RandomPurpose.ChannelNoise);
        var s = DetectionSignals.Qpsk(2 * Pairs, 3);
        var (ratio, x, noise) = (0.0, new Complex32[2], new float[2]);
        var (first, second) = (new Complex32[1], new Complex32[1]);
        for (var i = 0; i < Pairs; i++)
        {
            Complex32[] before = [h[2 * i], h[2 * i + 1]], after = [h[2 * i] * 0.95f + change[2 * i] * 0.3f, h[2 * i + 1] * 0.95f + change[2 * i + 1] * 0.3f];
            Send(s.AsSpan(2 * i, 2), before, after, n.AsSpan(2 * i), MathF.Sqrt((float)n0), first, second);
            AlamoutiCombiner.Detect(first, second, before, after, [0, 0], [0, 0], n0, x, noise);
            ratio += ((x[0] - s[2 * i]).Power / noise[0] + (x[1] - s[2 * i + 1]).Power / noise[1]) / 2;
        }
        Assert.Equal(1, ratio / Pairs, 0.02);
    }

    [Fact]
    public void OneUseLost_LeavesWhatTheOtherTells_AndBothLostAreAnErasure()
    {
        Complex32[] gains = [new(1, 0), new(0.2f, 0)], y = [new(1, 0)], x = new Complex32[2];
        var noise = new float[2];
        AlamoutiCombiner.Detect(y, [default], gains, gains, [0, 0], [0, 0], 0.1, x, noise);
        Assert.True(float.IsFinite(noise[0]) && noise[0] < noise[1]);
        AlamoutiCombiner.Detect([default], [default], gains, gains, [0, 0], [0, 0], 0.1, x, noise);
        Assert.Equal([default, default], x);
        Assert.Equal([float.PositiveInfinity, float.PositiveInfinity], noise);
    }

    private static void Send(
        ReadOnlySpan<Complex32> s, ReadOnlySpan<Complex32> before, ReadOnlySpan<Complex32> after, ReadOnlySpan<Complex32> n, float deviation,
        Span<Complex32> first, Span<Complex32> second)
    {
        var a = MathF.Sqrt(0.5f);
        for (var r = 0; r < first.Length; r++)
        {
            first[r] = (before[2 * r] * s[0] + before[2 * r + 1] * s[1]) * a + n[2 * r] * deviation;
            second[r] = (after[2 * r + 1] * s[0].Conjugate() - after[2 * r] * s[1].Conjugate()) * a + n[2 * r + 1] * deviation;
        }
    }
}
