using System.Numerics;
using SemCom.Core.Tests.Randomness;
using SpecialFunctions = MathNet.Numerics.SpecialFunctions;

namespace SemCom.Channels.Tests.Ofdm;

/// <summary>Interference between symbols and between carriers: none within the prefix, the right amount beyond it and under Doppler.</summary>
public class InterferenceTests
{
    private static readonly ResourceGrid Small = new(48, 15_000, 64, 16);

    public static TheoryData<string, double> WithinThePrefix => new()
    {
        { "TDL-A", 100e-9 },
        { "TDL-B", 300e-9 },
        { "TDL-C", 300e-9 },
        { "TDL-D", 100e-9 },
        { "TDLC300", 300e-9 },
    };

    [Theory]
    [MemberData(nameof(WithinThePrefix))]
    public void DelaysWithinThePrefix_GiveYEqualsHX_WithTheExactPhaseRamps(string profile, double spread)
    {
        var grid = new ResourceGrid();
        var paths = new TdlPathProcess(TdlProfile.Find(profile), spread, 0);
        var x = TestSignal.Qpsk(3 * 600);
        for (ulong frame = 0; frame < 4; frame++)
        {
            var output = OfdmLink.Channel(paths, grid).Transmit(x, new(1, frame));
            var h = OfdmLink.ExactResponse(paths, grid, new(1, frame));
            Complex[] y = [.. output.Received.Select(v => (Complex)v)];
            Assert.InRange(OfdmLink.ErrorDb(y, [.. x.Select((v, i) => v * h[i % 600])]), -200, -55);

            // The truth comes from the filter that was applied, ripple and all, and equalises better still.
            Assert.InRange(OfdmLink.ErrorDb(y, [.. x.Select((v, i) => (Complex)(v * output.Truth.GainAt(i)))]), -200, -60);
            Assert.InRange(OfdmLink.ErrorDb(Enumerable.Range(0, 600).Select(k => (Complex)output.Truth.GainAt(k)), h), -200, -60);
        }
    }

    [Fact]
    public void OneSampleOfDelayTooMuch_IsFarOffTheExactResponse()
    {
        var grid = new ResourceGrid();
        var paths = new TdlPathProcess(TdlProfile.Find("TDL-A"), 100e-9, 0);
        var wrong = new Tdl.WrongProcess(paths, delay: (p, d) => p == 1 ? d + 1 / grid.SampleRateHertz : d);
        var truth = OfdmLink.Channel(wrong, grid).Transmit(TestSignal.Qpsk(600), new(1, 1)).Truth;
        var h = OfdmLink.ExactResponse(paths, grid, new(1, 1));
        Assert.InRange(OfdmLink.ErrorDb(Enumerable.Range(0, 600).Select(k => (Complex)truth.GainAt(k)), h), -30, 10);
    }

    [Theory]
    [InlineData(16, 500)]
    [InlineData(16, 4_000)]
    [InlineData(4, 3_000)]
    [InlineData(0, 3_000)]
    [InlineData(16, 90_000)]
    public void DelaysOfAnyLength_EqualDirectConvolution(int prefix, double spreadNanoseconds)
    {
        // The longest delay is 9.7 spreads: within the prefix, beyond it, and beyond two whole OFDM symbols.
        var grid = new ResourceGrid(48, 15_000, 64, prefix);
        var profile = TdlProfile.Find("TDL-A");
        var (fades, gains) = (new TdlPathProcess(profile, 1e-6, 0), new Complex32[23]);
        fades.Fill(new(3, 3), 0, 0, 0, gains);
        var paths = new FakePaths([.. gains.Zip(profile.Taps.ToArray(), (a, t) => (t.NormalizedDelay * spreadNanoseconds * 1e-9, a))]);
        var x = TestSignal.Qpsk(48 * 36 + 11);
        var y = OfdmLink.Channel(paths, grid).Transmit(x, new(1, 1));
        var reference = OfdmLink.Reference(paths, grid, x.Span, new(1, 1));
        Assert.InRange(OfdmLink.ErrorDb(y.Received.Select(v => (Complex)v), reference), -200, -110);
        var residual = OfdmLink.ErrorDb(y.Received.Select(v => (Complex)v), [.. x.Select((v, i) => (Complex)(v * y.Truth.GainAt(i)))]);
        if (prefix == 16 && spreadNanoseconds == 500)
            Assert.InRange(residual, -200, -35);
        else
            Assert.InRange(residual, -25, 10);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(3_000)]
    public void GainsThatChangeFast_EqualDirectConvolution_WithGainsAtEverySample(double doppler)
    {
        var paths = new TdlPathProcess(TdlProfile.Find("TDL-D"), 300e-9, doppler);
        var x = TestSignal.Qpsk(48 * 35);
        var segments = MultipathOfdmOptions.SegmentsFor(Small, doppler);
        var y = OfdmLink.Channel(paths, Small, segments: segments).Transmit(x, new(1, 1)).Received;
        var reference = OfdmLink.Reference(paths, Small, x.Span, new(1, 1));
        Assert.InRange(OfdmLink.ErrorDb(y.Select(v => (Complex)v), reference), -200, -65);
        var coarse = OfdmLink.Channel(paths, Small, segments: 1).Transmit(x, new(1, 1)).Received;
        if (doppler > 1000)
            Assert.InRange(OfdmLink.ErrorDb(coarse.Select(v => (Complex)v), reference), -60, 0);
    }

    [Theory]
    [InlineData(300)]
    [InlineData(1_500)]
    [InlineData(6_000)]
    public void PowerBetweenCarriers_UnderJakesFading_IsThatOfTheClosedForm(double doppler)
    {
        Assert.InRange(IntercarrierScore(doppler, doppler), 0, GoodnessOfFit.Z);
        Assert.InRange(IntercarrierScore(0.71 * doppler, doppler), GoodnessOfFit.Z, double.MaxValue);
    }

    /// <summary>
    /// Subcarrier l leaks (1/N²)·Σ_|n|&lt;N (N−|n|)·J0(2π fD T_s n)·e^(j2π(k−l)n/N) into k; summed over all other bins that is the closed form
    /// 1 − (1/N²)·Σ (N−|n|)·J0. Here the sum runs over the subcarriers in use.
    /// </summary>
    private static double IntercarrierScore(double actualDoppler, double claimedDoppler)
    {
        const int Frames = 4_000;
        var grid = Small;
        var paths = new TdlPathProcess(new("flat", 1e-7, new TdlTap(0, 1)), 0, actualDoppler);
        var channel = OfdmLink.Channel(paths, grid, segments: MultipathOfdmOptions.SegmentsFor(grid, actualDoppler));
        // Fresh symbols in each frame: the leaks from two subcarriers are correlated and would not average out for fixed ones.
        var symbols = TestSignal.Qpsk(48 * Frames);
        var y = new Complex32[48];
        var leaks = new double[Frames];
        for (var f = 0; f < Frames; f++)
        {
            var x = symbols.Span.Slice(48 * f, 48).ToArray();
            channel.Transmit(x, y, new(5, (ulong)f));
            var gain = Enumerable.Range(0, 48).Select(k => (Complex)(y[k] * x[k].Conjugate())).Aggregate(Complex.Add) / 48;
            leaks[f] = Enumerable.Range(0, 48).Sum(k => OfdmLink.Square((Complex)y[k] - gain * x[k])) / 47;
        }
        double expected = 0, all = 0;
        for (var n = -63; n < 64; n++)
        {
            var weight = (64 - Math.Abs(n)) / 4096.0 * SpecialFunctions.BesselJ(0, 2 * Math.PI * claimedDoppler * n / grid.SampleRateHertz);
            all += weight;
            for (var apart = 1; apart < 48; apart++)
                expected += 2 * (48 - apart) / 48.0 * weight * Math.Cos(2 * Math.PI * apart * n / 64);
        }
        Assert.InRange(expected, 0.5 * (1 - all), 1 - all);
        var mean = leaks.Average();
        return Math.Abs(mean - expected) / Math.Sqrt(leaks.Sum(v => (v - mean) * (v - mean)) / Frames / Frames);
    }
}
