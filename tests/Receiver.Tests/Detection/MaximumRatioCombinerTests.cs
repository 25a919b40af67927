using SemCom.Randomness;
using SemCom.Receiver.Detection;
using SemCom.Receiver.Tests.Decoding;

namespace SemCom.Receiver.Tests.Detection;

public sealed class MaximumRatioCombinerTests
{
    private const int Symbols = 100_000;

    /// <summary>Uncoded QPSK over L Rayleigh branches meets the closed form within a binomial bound of 1e-6; bits of a symbol err independently given the channel.</summary>
    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 6)]
    [InlineData(4, 2)]
    public void ErrorRate_IsThatOfLBranches(int branches, double snrDb)
    {
        var n0 = Decibels.ToNoisePower(snrDb);
        var h = DetectionSignals.Gaussian(Symbols * branches, 1, RandomPurpose.Fading);
        var n = DetectionSignals.Gaussian(Symbols * branches, 1, RandomPurpose.ChannelNoise);
        var x = DetectionSignals.Qpsk(Symbols, 1);
        var (y, exact, errors) = (new Complex32[branches], new float[branches], 0);
        for (var i = 0; i < Symbols; i++)
        {
            for (var r = 0; r < branches; r++)
                y[r] = h[i * branches + r] * x[i] + n[i * branches + r] * (float)Math.Sqrt(n0);
            var got = MaximumRatioCombiner.Detect(y, h.AsSpan(i * branches, branches), exact, n0).Symbol;
            errors += got.Real > 0 != x[i].Real > 0 ? 1 : 0;
        }
        Binomial.AssertPlausible(errors, Symbols, DetectionSignals.BranchErrorRate(branches, 1 / n0));
    }

    [Fact]
    public void OneAntenna_IsTheOneTapEqualizer()
    {
        var (x, noise) = MaximumRatioCombiner.Detect([new Complex32(1, 2)], [new Complex32(0, 2)], [0.1f], 0.3);
        Assert.Equal(1, x.Real, 1e-6);
        Assert.Equal(-0.5, x.Imaginary, 1e-6);
        Assert.Equal(0.4 / 4, noise, 1e-6);
    }

    [Fact]
    public void Antennas_AreWeighedByTheirNoise()
    {
        var (x, noise) = MaximumRatioCombiner.Detect([new Complex32(1, 0), new Complex32(3, 0)], [new Complex32(1, 0), new Complex32(1, 0)], [0, 2], 1);
        Assert.Equal((1 + 3 / 3.0) / (1 + 1 / 3.0), x.Real, 1e-6);
        Assert.Equal(0.75, noise, 1e-6);
    }

    [Fact]
    public void NothingReceived_IsAnErasure()
    {
        Assert.Equal((default, float.PositiveInfinity), MaximumRatioCombiner.Detect([default, default], [new Complex32(1, 0), new Complex32(1, 0)], [0, 0], 0.1));
        Assert.Equal((default, float.PositiveInfinity), MaximumRatioCombiner.Detect([new Complex32(float.NaN, 0)], [new Complex32(1, 0)], [0], 0.1));
        Assert.True(MaximumRatioCombiner.Detect([default, new Complex32(1, 0)], [new Complex32(1, 0), new Complex32(1, 0)], [0, 0], 0.1).NoisePower < 1);
    }

    [Fact]
    public void NoGain_TellsNothing()
    {
        var (x, noise) = MaximumRatioCombiner.Detect([new Complex32(1, 0)], [default], [0], 0.1);
        Assert.Equal((default, float.PositiveInfinity), (x, noise));
    }

    [Fact]
    public void ArraysThatDoNotFit_AreRefused() =>
        Assert.Throws<ArgumentException>(() => MaximumRatioCombiner.Detect([default], [default, default], [0], 0.1));
}
