using System.Runtime.InteropServices;
using System.Security.Cryptography;
using SemCom.Core.Tests.Randomness;

namespace SemCom.Channels.Tests.Impairments;

/// <summary>Carrier frequency offset and phase noise.</summary>
public class OscillatorTests
{
    private const double SampleRateHertz = 15.36e6;
    private const decimal ExactSampleRate = 15_360_000;

    [Theory]
    [InlineData(100, 0)]
    [InlineData(-7300.5, 0)]
    [InlineData(1e6, 12_345_678_901)]
    [InlineData(0, 0)]
    public void Offset_TurnsThePhaseBySampleNumber(double offsetHertz, long first)
    {
        var y = Ones(5000);
        new CarrierOffsetImpairment(new() { OffsetHertz = offsetHertz }).Apply(y, new(default, SampleRateHertz, 1, FirstSample: first));
        for (var n = 0; n < y.Length; n++)
        {
            // Turns in decimal arithmetic; in double the offset per sample is known to 1e-17.
            var turns = (decimal)offsetHertz * (first + n) / ExactSampleRate;
            var angle = 2 * Math.PI * (double)(turns - decimal.Floor(turns));
            Assert.InRange((y[n] - new Complex32((float)Math.Cos(angle), (float)Math.Sin(angle))).Magnitude, 0, 2e-7 + 1e-16 * first);
        }
    }

    [Theory]
    [InlineData(1, 1000)]
    [InlineData(7, 1000)]
    [InlineData(256, 1000)]
    [InlineData(300, 100)]
    [InlineData(5000, 10)]
    public void PhaseNoise_HasGaussianIncrements_OfTheVarianceOfItsLinewidth(int lag, double linewidthHertz)
    {
        // Increments that do not overlap are independent: variance 2π·linewidth·lag/fs, Kolmogorov–Smirnov and mean.
        var variance = 2 * Math.PI * linewidthHertz * lag / SampleRateHertz;
        const int Frames = 40;
        var increments = new List<float>();
        for (ulong frame = 0; frame < Frames; frame++)
        {
            var phases = Phases(linewidthHertz, 20_001, new(3, frame));
            for (var n = 0; n + lag < phases.Length; n += lag)
                increments.Add((float)((phases[n + lag] - phases[n]) / Math.Sqrt(variance)));
        }
        GoodnessOfFit.AssertMean(increments.Average(v => (double)v * v), 1, 2, increments.Count);
        GoodnessOfFit.AssertDistribution([.. increments.Select(v => (double)v)], GoodnessOfFit.NormalCdf);
        var run = increments.ToArray();
        GoodnessOfFit.AssertUncorrelated(run.AsSpan(1), run.AsSpan(0, run.Length - 1));
    }

    [Fact]
    public void PhaseNoise_IsAWiener_ProcessFarFromTheStartToo()
    {
        // W_n and W_m of many frames: variances n and m, covariance min(n, m).
        const int Frames = 20_000;
        const long Near = 3_000, Far = 1L << 33;
        double near = 0, far = 0, product = 0;
        for (ulong frame = 0; frame < Frames; frame++)
        {
            var (a, b) = (new WienerProcess(new(5, frame), Near).Next() / Math.Sqrt(Near), new WienerProcess(new(5, frame), Far).Next() / Math.Sqrt(Far));
            (near, far, product) = (near + a * a, far + b * b, product + a * b);
        }
        GoodnessOfFit.AssertMean(near / Frames, 1, 2, Frames);
        GoodnessOfFit.AssertMean(far / Frames, 1, 2, Frames);
        GoodnessOfFit.AssertMean(product / Frames, Math.Sqrt((double)Near / Far), 1, Frames);
        Assert.Equal(0, new WienerProcess(new(5, 0), 0).Next());
    }

    /// <summary>A Lorentzian line: the correlation of e^{jφ} falls with e^(−π·linewidth·lag/fs).</summary>
    [Theory]
    [InlineData(100)]
    [InlineData(400)]
    public void PhaseNoise_MakesALorentzianLine(int lag)
    {
        const double LinewidthHertz = 10_000;
        var means = new List<double>();
        for (ulong frame = 0; frame < 200; frame++)
        {
            var y = Ones(20_000);
            new PhaseNoiseImpairment(new() { LinewidthHertz = LinewidthHertz }).Apply(y, new(new(4, frame), SampleRateHertz, 1));
            means.Add(Enumerable.Range(0, y.Length - lag).Average(n => (double)(y[n + lag] * y[n].Conjugate()).Real));
        }
        var mean = means.Average();
        var expected = Math.Exp(-Math.PI * LinewidthHertz * lag / SampleRateHertz);
        GoodnessOfFit.AssertMean(mean, expected, means.Average(m => (m - mean) * (m - mean)), means.Count);
    }

    [Theory]
    [InlineData("cfo:f=1.234kHz")]
    [InlineData("phase-noise:linewidth=5kHz")]
    [InlineData("loss:rate=0.3,burst=4,packet=37")]
    [InlineData("loss:rate=0.3,packet=1")]
    [InlineData("clip:papr=2dB")]
    [InlineData("rapp")]
    public void AnyParts_GiveTheSame(string text)
    {
        var impairment = Assert.Single(ImpairmentRegistry.Default.Parse([text]));
        Assert.False(impairment.NeedsWholeFrame);
        var x = TestSignal.Gaussian(10_007);
        var whole = (Complex32[])x.Clone();
        impairment.Apply(whole, new(new(1, 2), 1e6, 1));
        foreach (var part in new[] { 1, 255, 1000 })
        {
            var y = (Complex32[])x.Clone();
            Parallel.For(0, (y.Length + part - 1) / part, new() { MaxDegreeOfParallelism = 2 }, i => impairment.Apply(
                y.AsSpan(i * part, Math.Min(part, y.Length - i * part)), new(new(1, 2), 1e6, 1, Antenna: 0, FirstSample: i * part)));
            Assert.True(whole.AsSpan().SequenceEqual(y));
        }
    }

    [Fact]
    public void OffsetAndPhaseNoise_HaveThePinnedDigest()
    {
        var y = Ones(100_000);
        foreach (var impairment in ImpairmentRegistry.Default.Parse(["phase-noise:linewidth=1kHz", "cfo:f=123.4Hz"]))
            impairment.Apply(y, new(new(20260101, 3), SampleRateHertz, 1));
        Assert.Equal("7e59e355c2f087860a2a61c2b5a0a1caeb33d8bb9938c51449fc3415bb53a13f", Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(y.AsSpan()))));
    }

    private static Complex32[] Ones(int count)
    {
        var ones = new Complex32[count];
        Array.Fill(ones, new(1, 0));
        return ones;
    }

    /// <summary>Phases without jumps of whole turns; the true increments are far below half a turn.</summary>
    private static double[] Phases(double linewidthHertz, int count, ChannelRealization realization)
    {
        var y = Ones(count);
        new PhaseNoiseImpairment(new() { LinewidthHertz = linewidthHertz }).Apply(y, new(realization, SampleRateHertz, 1));
        var phases = new double[count];
        for (var n = 1; n < count; n++)
        {
            var turn = y[n] * y[n - 1].Conjugate();
            phases[n] = phases[n - 1] + Math.Atan2(turn.Imaginary, turn.Real);
        }
        return phases;
    }
}
