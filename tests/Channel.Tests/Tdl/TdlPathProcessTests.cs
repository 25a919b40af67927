using System.Numerics;
using SemCom.Core.Tests.Randomness;
using SpecialFunctions = MathNet.Numerics.SpecialFunctions;

namespace SemCom.Channels.Tests.Tdl;

public class TdlPathProcessTests
{
    private const double Doppler = 100;

    private static readonly TdlProfile OneTap = new("one tap", 100e-9, new TdlTap(0, 1));

    [Theory]
    [InlineData("TDL-A")]
    [InlineData("TDL-D")]
    [InlineData("TDL-E")]
    public void Envelope_OfFirstTap_IsRayleighOrRice(string name)
    {
        const int Frames = 8_000;
        var profile = TdlProfile.Find(name);
        var process = new TdlPathProcess(profile, 100e-9, Doppler);
        var envelope = new double[Frames];
        var gains = new Complex32[profile.Taps.Length];
        for (var f = 0; f < Frames; f++)
        {
            process.Fill(new(4, (ulong)f), 0, 0.2, 0, gains);
            envelope[f] = Math.Sqrt(gains[0].Power);
        }
        var tap = profile.Taps[0];
        GoodnessOfFit.AssertDistribution(envelope, r => RiceCdf(r, tap.LineOfSightPower, tap.ScatteredPower));
    }

    [Theory]
    [InlineData("TDL-D", 13.3)]
    [InlineData("TDL-E", 22.0)]
    public void KFactorFromMoments_AndTheLineAtSevenTenthsOfTheDoppler_AreMeasured(string name, double kFactorDb)
    {
        const int Frames = 300;
        const int Times = 400;
        var profile = TdlProfile.Find(name);
        Assert.Equal(kFactorDb, Decibels.FromLinear(profile.KFactor), 1e-9);
        var process = new TdlPathProcess(profile, 100e-9, Doppler);
        var (gains, taps) = (new Complex32[Times * profile.Taps.Length], profile.Taps.Length);
        const double Step = 0.1 / Doppler;
        double sum = 0;
        var (lines, scattered) = (new List<double>(), new List<double>());
        for (var f = 0; f < Frames; f++)
        {
            process.Fill(new(6, (ulong)f), 0, 0, Step, gains);

            // Least squares at the claimed frequency: amplitude of the line, and what is left over.
            Complex line = 0;
            double power = 0;
            var offLine = new Complex[2];
            for (var i = 0; i < Times; i++)
            {
                var a = (Complex)gains[i * taps];
                line += a * Complex.FromPolarCoordinates(1.0 / Times, -2 * Math.PI * 0.7 * Doppler * i * Step);
                offLine[0] += a * Complex.FromPolarCoordinates(1.0 / Times, -2 * Math.PI * 0.71 * Doppler * i * Step);
                offLine[1] += a * Complex.FromPolarCoordinates(1.0 / Times, -2 * Math.PI * (1 / Math.Sqrt(2) + 0.0005) * Doppler * i * Step);
                power += (a * Complex.Conjugate(a)).Real / Times;
            }
            lines.Add((line * Complex.Conjugate(line)).Real);
            scattered.Add(power - lines[^1]);
            sum += power;
            Assert.True(offLine[0].Magnitude < line.Magnitude && offLine[1].Magnitude < line.Magnitude);
        }

        // The line's own estimate holds 1/M-th of the scattered power, so means are compared within their standard errors plus that part.
        var tap = profile.Taps[0];
        AssertMeanOf(lines, tap.LineOfSightPower, 0.05 * tap.ScatteredPower);
        AssertMeanOf(scattered, tap.ScatteredPower, 0.05 * tap.ScatteredPower);
        Assert.Equal(tap.Power, sum / Frames, 0.01);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1.0)]
    [InlineData(1.5)]
    public void LevelCrossings_AndFadeDuration_MatchRice(double level)
    {
        // S. O. Rice, Bell System Technical Journal 1944/45: N = √(2π) fD r e^(−r²), mean duration (e^(r²) − 1)/(r fD √(2π)).
        var (rate, duration) = Crossings(new TdlPathProcess(OneTap, 0, Doppler), level);
        var expected = Math.Sqrt(2 * Math.PI) * Doppler * level * Math.Exp(-level * level);
        AssertMeanOf(rate, expected, 0.003 * expected);
        AssertMeanOf(duration, 1 - Math.Exp(-level * level), 0.001);
        Assert.Equal((Math.Exp(level * level) - 1) / (level * Doppler * Math.Sqrt(2 * Math.PI)), duration.Average() / rate.Average(), 0.06 / Doppler);

        var (slow, _) = Crossings(new TdlPathProcess(OneTap, 0, 0.71 * Doppler), level);
        Assert.True(Score(slow, expected) > GoodnessOfFit.Z + 5);
    }

    [Fact]
    public void AnyChunks_GiveTheSameGains_AndPairsFramesSeedsDiffer()
    {
        var process = new TdlPathProcess(TdlProfile.Find("TDL-D"), 100e-9, 300);
        var paths = process.DelaysSeconds.Length;
        const double Step = 1.0 / 4096;
        var whole = new Complex32[64 * paths];
        process.Fill(new(1, 2), 3, 0, Step, whole);
        foreach (var chunk in new[] { 1, 7, 64 })
        {
            for (var i = 0; i < 64; i += chunk)
            {
                var part = new Complex32[Math.Min(chunk, 64 - i) * paths];
                process.Fill(new(1, 2), 3, i * Step, Step, part);
                Assert.Equal(whole.AsSpan(i * paths, part.Length).ToArray(), part);
            }
        }
        foreach (var (seed, frame, pair) in new[] { (1ul, 2ul, 2), (1ul, 3ul, 3), (2ul, 2ul, 3) })
        {
            var other = new Complex32[paths];
            process.Fill(new(seed, frame), pair, 0, Step, other);
            Assert.All(other.Zip(whole), two => Assert.NotEqual(two.First, two.Second));
        }
    }

    [Fact]
    public void AntennaPairs_AreIndependent()
    {
        const int Frames = 40_000;
        var process = new TdlPathProcess(OneTap, 0, Doppler);
        var (a, b) = (new float[Frames], new float[Frames]);
        var gain = new Complex32[1];
        for (var f = 0; f < Frames; f++)
        {
            process.Fill(new(8, (ulong)f), 0, 0, 0, gain);
            a[f] = gain[0].Real;
            process.Fill(new(8, (ulong)f), 1, 0, 0, gain);
            b[f] = gain[0].Real;
        }
        GoodnessOfFit.AssertUncorrelated(a, b);
    }

    [Fact]
    public void VectorSums_EqualPlainArithmetic_ToTheLastBit()
    {
        var (vectors, lanes) = (new float[16], new float[16]);
        var waves = new WaveSum(new(3, 4));
        for (var tap = 0; tap < 20; tap++)
        {
            waves.Draw((ulong)tap, 0.3, 70);
            for (var i = 0; i < 50; i++)
            {
                waves.SumVectors(i * 0.0377, vectors);
                waves.SumLanes(i * 0.0377, lanes);
                Assert.Equal(lanes, vectors);
            }
        }
    }

    [Fact]
    public void Kernel_EqualsCosAndSin()
    {
        for (var i = -5000; i <= 5000; i++)
        {
            var turns = i / 10_000f;
            var (cos, sin) = UnitCircleKernel.CosSin(turns);
            Assert.Equal(Math.Cos(2 * Math.PI * turns), cos, 3e-7);
            Assert.Equal(Math.Sin(2 * Math.PI * turns), sin, 3e-7);
        }
    }

    [Theory]
    [InlineData(-1e-9, 0, "delay spread in seconds must be between 0 and 1E-05 (was -1E-09); ")]
    [InlineData(double.NaN, 0, "delay spread in seconds must be ")]
    [InlineData(2e-5, 0, "delay spread in seconds must be ")]
    [InlineData(0, -1, "maximum Doppler shift in Hz must be between 0 and 20000 (was -1); ")]
    [InlineData(0, double.PositiveInfinity, "maximum Doppler shift in Hz must be ")]
    public void BadSpreads_AreRefused(double delaySpread, double doppler, string start) => Assert.StartsWith(
        start, Assert.Throws<SemComException>(() => new TdlPathProcess(OneTap, delaySpread, doppler)).Message, StringComparison.Ordinal);

    [Fact]
    public void WrongLengths_AreRefused()
    {
        var process = new TdlPathProcess(TdlProfile.Find("TDL-A"), 1e-7, 1);
        Assert.Throws<ArgumentException>(() => process.Fill(default, 0, 0, 1, new Complex32[24]));
        Assert.Throws<ArgumentOutOfRangeException>(() => process.Fill(default, -1, 0, 1, new Complex32[23]));
    }

    /// <summary>Downward crossings a second, and the part of the time below the level, of each frame.</summary>
    private static (double[] Rate, double[] Below) Crossings(TdlPathProcess process, double level)
    {
        const int Frames = 500;
        const double Step = 0.004 / Doppler;
        const int Times = 2500;
        var (rate, below) = (new double[Frames], new double[Frames]);
        Parallel.For(0, Frames, new() { MaxDegreeOfParallelism = 2 }, f =>
        {
            var gains = new Complex32[Times];
            process.Fill(new(12, (ulong)f), 0, 0, Step, gains);
            var (crossings, low) = (0, 0);
            for (var i = 1; i < Times; i++)
            {
                var isBelow = gains[i].Power < level * level;
                crossings += isBelow && gains[i - 1].Power >= level * level ? 1 : 0;
                low += isBelow ? 1 : 0;
            }
            (rate[f], below[f]) = (crossings / ((Times - 1) * Step), low / (Times - 1.0));
        });
        return (rate, below);
    }

    private static double Score(double[] values, double expected)
    {
        var mean = values.Average();
        return Math.Abs(mean - expected) / Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / values.Length / values.Length);
    }

    private static void AssertMeanOf(IReadOnlyCollection<double> values, double expected, double bias)
    {
        var mean = values.Average();
        var error = Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / values.Count / values.Count);
        Assert.InRange(Math.Abs(mean - expected), 0, GoodnessOfFit.Z * error + bias);
    }

    /// <summary>P(|a| &lt; r) by Poisson mixture: Σ_k e^(−K) K^k/k! · P(k+1, r²/s), s the scattered power.</summary>
    private static double RiceCdf(double r, double lineOfSight, double scattered)
    {
        if (r <= 0)
            return 0;
        if (lineOfSight == 0)
            return 1 - Math.Exp(-r * r / scattered);
        var k = lineOfSight / scattered;
        double sum = 0;
        for (var n = (int)Math.Max(0, k - 9 * Math.Sqrt(k)); n < k + 9 * Math.Sqrt(k) + 30; n++)
            sum += Math.Exp(n * Math.Log(k) - k - SpecialFunctions.GammaLn(n + 1)) * SpecialFunctions.GammaLowerRegularized(n + 1, r * r / scattered);
        return sum;
    }
}
