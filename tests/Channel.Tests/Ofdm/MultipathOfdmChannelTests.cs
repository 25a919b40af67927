using System.Numerics;
using SemCom.Core.Tests.Randomness;

namespace SemCom.Channels.Tests.Ofdm;

public class MultipathOfdmChannelTests
{
    private static readonly ResourceGrid Narrow = new(12, 15_000, 64, 16);

    [Theory]
    [InlineData("tdl-c:ds=300ns,fd=0", 10)]
    [InlineData("tdl-c:ds=300ns,fd=0", 35)]
    [InlineData("tdl-d:rx=2,fd=0", 0)]
    [InlineData("awgn-ofdm", -30)]
    [InlineData("awgn-ofdm:tx=2,rx=2,layers=1,subcarriers=60", 60)]
    public void NoiseAfterDemodulation_HasTheRequestedPower_AtEachAntenna(string spec, double snrDb)
    {
        const int Uses = 60_000;
        var channel = (MultipathOfdmChannel)ChannelSpec.Parse(spec).Create(snrDb);
        var (tx, rx) = (channel.Antennas.Transmit, channel.Antennas.Receive);
        var x = TestSignal.Qpsk(Uses * tx);
        var output = channel.Transmit(x, new(1, 2));
        for (var r = 0; r < rx; r++)
        {
            double energy = 0;
            for (var i = 0; i < Uses; i++)
            {
                var noise = output.Received[i * rx + r];
                for (var t = 0; t < tx; t++)
                    noise -= output.Truth.GainAt(i, r, t) * x[i * tx + t];
                energy += noise.Power;
            }
            GoodnessOfFit.AssertMean(energy / Uses * Math.Pow(10, snrDb / 10), 1, 1, Uses);
        }
    }

    [Theory]
    [InlineData("TDL-A", 0)]
    [InlineData("TDL-C", 200)]
    [InlineData("TDL-E", 0)]
    public void MeanPowerOfTheResponse_AndOfWhatArrives_IsOne(string name, double doppler)
    {
        const int Frames = 3_000;
        var profile = TdlProfile.Find(name);
        var channel = OfdmLink.Channel(new TdlPathProcess(profile, 300e-9, doppler), Narrow);
        var x = TestSignal.Qpsk(12);
        var (truth, received) = (new double[Frames], new double[Frames]);
        for (var f = 0; f < Frames; f++)
        {
            var output = channel.Transmit(x, new(2, (ulong)f));
            truth[f] = Enumerable.Range(0, 12).Average(k => output.Truth.GainAt(k).Power);
            received[f] = output.Received.MeanPower;
        }
        GoodnessOfFit.AssertMean(truth.Average(), 1, Variance(truth), Frames);
        GoodnessOfFit.AssertMean(received.Average(), 1, Variance(received), Frames);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(20)]
    public void QpskOverTdlA_WithKnownGains_MatchesRayleighTheory(double snrDb)
    {
        // Two bits of one resource element a frame: bits that share a fade do not fail independently.
        const int Frames = 20_000;
        var channel = OfdmLink.Channel(new TdlPathProcess(TdlProfile.Find("TDL-A"), 300e-9, 5), Narrow, snrDb, hasNoise: true);
        var x = TestSignal.Qpsk(12);
        var (inPhase, quadrature) = (0, 0);
        for (var f = 0; f < Frames; f++)
        {
            var output = channel.Transmit(x, new(2, (ulong)f));
            var k = f % 12;
            var detected = output.Received[k] * output.Truth.GainAt(k).Conjugate();
            inPhase += detected.Real > 0 != x[k].Real > 0 ? 1 : 0;
            quadrature += detected.Imaginary > 0 != x[k].Imaginary > 0 ? 1 : 0;
        }
        var g = Math.Pow(10, snrDb / 10) / 2;
        GoodnessOfFit.AssertBinomial(inPhase, Frames, 0.5 * (1 - Math.Sqrt(g / (1 + g))));
        GoodnessOfFit.AssertBinomial(quadrature, Frames, 0.5 * (1 - Math.Sqrt(g / (1 + g))));
    }

    [Fact]
    public void Antennas_AddUp_EachPairThroughAFadeOfItsOwn()
    {
        var paths = new TdlPathProcess(TdlProfile.Find("TDL-B"), 100e-9, 0);
        var grid = new ResourceGrid(60, 15_000, 128, 16);
        var scheme = new AntennaScheme(SpatialMode.Multiplexing, 2, 3);
        var x = TestSignal.Qpsk(2 * 130);
        var output = OfdmLink.Channel(paths, grid, antennas: scheme).Transmit(x, new(1, 7));
        Assert.Equal(3 * 130, output.Received.Count);
        Assert.Equal(6 * 130, output.Truth.Gains.Length);
        for (var r = 0; r < 3; r++)
        {
            var h = new[] { OfdmLink.ExactResponse(paths, grid, new(1, 7), 2 * r), OfdmLink.ExactResponse(paths, grid, new(1, 7), 2 * r + 1) };
            var expected = Enumerable.Range(0, 130).Select(i => h[0][i % 60] * x[2 * i] + h[1][i % 60] * x[2 * i + 1]).ToArray();
            Assert.InRange(OfdmLink.ErrorDb(Enumerable.Range(0, 130).Select(i => (Complex)output.Received[3 * i + r]), expected), -200, -55);
            Assert.InRange(OfdmLink.ErrorDb(Enumerable.Range(0, 60).Select(k => (Complex)output.Truth.GainAt(k, r, 1)), h[1]), -200, -60);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    public void WithoutFading_XComesBack_EvenWithoutPrefix(int prefix)
    {
        var x = TestSignal.Qpsk(1000);
        var output = OfdmLink.Channel(new ConstantPath(), new ResourceGrid(56, 15_000, 64, prefix)).Transmit(x, default);
        Assert.All(output.Received.Zip(x), pair => Assert.InRange((pair.First - pair.Second).Magnitude, 0, 3e-6));
        Assert.All(output.Truth.Gains.ToArray(), h => Assert.Equal(new Complex32(1, 0), h));
        Assert.Null(OfdmLink.Channel(new ConstantPath(), Narrow).CoherenceSymbols);
    }

    [Fact]
    public void NothingSent_NothingReceived() =>
        Assert.Empty(ChannelSpec.Parse("tdl-a").Create(10).Transmit(new([]), default).Received);

    [Fact]
    public void WrongSpans_AreRefused()
    {
        var channel = OfdmLink.Channel(new ConstantPath(), Narrow, antennas: new(SpatialMode.Multiplexing, 2, 2));
        Assert.Throws<ArgumentException>(() => channel.Transmit(TestSignal.Qpsk(3), default));
        Assert.Throws<ArgumentOutOfRangeException>(() => channel.Transmit(new Complex32[4], new Complex32[3], default));
    }

    [Theory]
    [InlineData(-1e-9, "delay of a path in seconds must be between 0 and 0.001 (was -1E-09); ")]
    [InlineData(double.NaN, "delay of a path in seconds must be ")]
    [InlineData(0.002, "delay of a path in seconds must be ")]
    public void AbsurdPaths_AreRefused(double delay, string start)
    {
        var options = new MultipathOfdmOptions { SnrDb = 10, Paths = new FakePaths((0, new(1, 0)), (delay, new(1, 0))) };
        Assert.StartsWith(start, Assert.Throws<SemComException>(() => new MultipathOfdmChannel(options)).Message, StringComparison.Ordinal);
        Assert.Throws<SemComException>(() => new MultipathOfdmChannel(options with { Paths = new FakePaths() }));
        Assert.Throws<SemComException>(() => new MultipathOfdmChannel(options with { Paths = new ConstantPath(), GainSegments = 0 }));
    }

    private static double Variance(double[] values)
    {
        var mean = values.Average();
        return values.Average(v => (v - mean) * (v - mean));
    }
}
