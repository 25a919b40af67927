using System.Numerics;
using SemCom.Randomness;
using SemCom.Receiver.Detection;

namespace SemCom.Receiver.Tests.Detection;

public sealed class MmseDetectorTests
{
    /// <summary>Symbols and noise powers equal those of a slow solution in double precision, and its signal-to-interference-and-noise ratio.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(2, 4)]
    [InlineData(3, 4)]
    [InlineData(4, 4)]
    public void Output_IsTheSlowSolution(int layers, int receive)
    {
        for (var i = 0; i < 200; i++)
        {
            var h = DetectionSignals.Gaussian(layers * receive, 5, RandomPurpose.Fading, (ulong)i);
            var y = DetectionSignals.Gaussian(receive, 5, RandomPurpose.ChannelNoise, (ulong)i);
            var errors = Enumerable.Range(0, layers * receive).Select(e => 0.01f * (e % 3)).ToArray();
            var n0 = Math.Pow(10, -(i % 5));
            var a = new Complex[receive, layers];
            var noise = new double[receive];
            for (var r = 0; r < receive; r++)
            {
                noise[r] = n0;
                for (var t = 0; t < layers; t++)
                {
                    a[r, t] = (Complex)h[r * layers + t] / Math.Sqrt(layers);
                    noise[r] += errors[r * layers + t] / (double)layers;
                }
            }
            var e = DetectionSignals.ErrorMatrix(a, noise);
            var (x, left) = (new Complex32[layers], new float[layers]);
            MmseDetector.Detect(y, h, errors, n0, x, left);
            for (var t = 0; t < layers; t++)
            {
                var biased = Complex.Zero;
                for (var j = 0; j < layers; j++)
                {
                    for (var r = 0; r < receive; r++)
                        biased += e[t, j] * Complex.Conjugate(a[r, j]) * y[r] / noise[r];
                }
                var (gain, expected) = (1 - e[t, t].Real, biased / (1 - e[t, t].Real));
                Assert.True((x[t] - expected).Magnitude < 1e-5 * (1 + expected.Magnitude), $"{x[t]} instead of {expected}");
                Assert.Equal(1, left[t] / (e[t, t].Real / gain), 1e-5);
            }
        }
    }

    /// <summary>What is claimed as noise is what errors measure, over channels and symbols; the tolerance is five deviations of the mean.</summary>
    [Theory]
    [InlineData(2, 2, 10)]
    [InlineData(4, 4, 20)]
    public void NoisePower_IsTheErrorThatIsMeasured(int layers, int receive, double snrDb)
    {
        const int Uses = 20_000;
        var n0 = Decibels.ToNoisePower(snrDb);
        var h = DetectionSignals.Gaussian(Uses * layers * receive, 6, RandomPurpose.Fading);
        var n = DetectionSignals.Gaussian(Uses * receive, 6, RandomPurpose.ChannelNoise);
        var s = DetectionSignals.Qpsk(Uses * layers, 6);
        var (y, x, noise, exact, ratio) = (new Complex32[receive], new Complex32[layers], new float[layers], new float[layers * receive], 0.0);
        for (var i = 0; i < Uses; i++)
        {
            for (var r = 0; r < receive; r++)
            {
                y[r] = n[i * receive + r] * (float)Math.Sqrt(n0);
                for (var t = 0; t < layers; t++)
                    y[r] += h[(i * receive + r) * layers + t] * s[i * layers + t] * (1 / MathF.Sqrt(layers));
            }
            MmseDetector.Detect(y, h.AsSpan(i * layers * receive, layers * receive), exact, n0, x, noise);
            for (var t = 0; t < layers; t++)
                ratio += (x[t] - s[i * layers + t]).Power / noise[t];
        }
        Assert.Equal(1, ratio / (Uses * layers), 5 / Math.Sqrt(Uses * layers));
    }

    /// <summary>A channel whose columns are orthogonal: no interference, SINR = Σ|h|² / (tx·N0).</summary>
    [Fact]
    public void OrthogonalChannel_HasTheSinrOfTheFormula()
    {
        var (x, noise) = (new Complex32[2], new float[2]);
        MmseDetector.Detect([new(3, 0), new(0, 1)], [new(2, 0), new(0, 0), new(0, 0), new(0, 1)], new float[4], 0.1, x, noise);
        Assert.Equal(2 * 0.1 / 4, noise[0], 1e-6);
        Assert.Equal(2 * 0.1 / 1, noise[1], 1e-6);
        Assert.Equal(3 / 2.0 * Math.Sqrt(2), x[0].Real, 1e-5);
        Assert.Equal(Math.Sqrt(2), x[1].Real, 1e-5);
    }

    [Fact]
    public void NothingReceived_OrNothingKnown_IsAnErasure()
    {
        var (x, noise) = (new Complex32[2], new float[2]);
        MmseDetector.Detect([default, default], [new(1, 0), default, default, new(1, 0)], new float[4], 0.1, x, noise);
        Assert.Equal([float.PositiveInfinity, float.PositiveInfinity], noise);
        MmseDetector.Detect([new(1, 0), new(1, 0)], [new(1, 0), default, new(1, 0), default], new float[4], 0.1, x, noise);
        Assert.True(float.IsFinite(noise[0]));
        Assert.Equal((default, float.PositiveInfinity), (x[1], noise[1]));
        MmseDetector.Detect([new(float.MaxValue, 0), new(1, 0)], [new(1e-3f, 0), default, new(1, 0), new(1, 0)], new float[4], 1e-9, x, noise);
        Assert.All(x, symbol => Assert.True(float.IsFinite(symbol.Power)));
    }

    [Fact]
    public void NoNoise_LeavesFiniteNumbers()
    {
        var (x, noise) = (new Complex32[2], new float[2]);
        MmseDetector.Detect([new(1, 0), new(2, 0)], [new(1, 0), new(0.5f, 0), new(0, 1), new(1, 0)], new float[4], 0, x, noise);
        Assert.All(x, symbol => Assert.True(float.IsFinite(symbol.Power)));
        Assert.All(noise, value => Assert.InRange(value, 0, 1e-9f));
    }

    [Fact]
    public void ArraysThatDoNotFit_AreRefused() =>
        Assert.ThrowsAny<ArgumentException>(() => MmseDetector.Detect([default], new Complex32[4], new float[4], 0.1, new Complex32[2], new float[2]));
}
