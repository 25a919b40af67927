using SemCom.Coding;
using SemCom.Framing;
using SemCom.Receiver.Estimation;
using SemCom.Receiver.Tests.Decoding;

namespace SemCom.Receiver.Tests.Estimation;

/// <summary>Least squares over n known symbols: E|ĥ − h|² = N0/n, exponentially distributed; N0 is estimated without bias.</summary>
public sealed class PilotEstimatorTests
{
    private const int Trials = 4000;
    private static readonly ProtectionLevel Level = ProtectionLevel.All[3];

    [Theory]
    [InlineData(0.01)]
    [InlineData(1)]
    [InlineData(6)]
    public void Preamble_GivesGainAndNoise_WithTheErrorsOfLeastSquares(double n0)
    {
        var random = new Random(1);
        var (gainError, noise) = (0.0, 0.0);
        for (var i = 0; i < Trials; i++)
        {
            var h = Gain(random);
            var received = Received(random, FrameSymbols.Compose(FrameLayout.WholeFrame, Level, new Complex32[40]), _ => h, n0);
            var estimate = PilotEstimator.Estimate(received, FrameLayout.WholeFrame.Map(received.Length), Level);
            gainError += (estimate.Gains[0] - h).Power;
            noise += estimate.NoisePower;
            Assert.Equal(estimate.NoisePower / 64, estimate.GainErrors[0], 1e-5 * n0);
            Assert.Equal(received.Length, estimate.BlockLength);
        }
        AssertMean(n0 / 64, n0 / 64, gainError);
        AssertMean(n0, n0 / Math.Sqrt(63), noise);
    }

    [Fact]
    public void Pilots_GiveEveryBlockItsGain_AndOneNoiseForAll()
    {
        const double n0 = 0.3;
        var random = new Random(2);
        var pattern = FrameLayout.ForCoherence(128);
        var frame = FrameSymbols.Compose(pattern, Level, new Complex32[500]);
        var known = pattern.Map(frame.Length).Known.ToArray();
        var blocks = known.GroupBy(k => k.Use / 128).Select(g => (Known: g.Count(), First: g.Key)).ToArray();
        var (errors, noise) = (new double[blocks.Length], 0.0);
        for (var i = 0; i < Trials; i++)
        {
            var gains = blocks.Select(_ => Gain(random)).ToArray();
            var estimate = PilotEstimator.Estimate(Received(random, frame, at => gains[at / 128], n0), pattern.Map(frame.Length), Level);
            for (var b = 0; b < blocks.Length; b++)
                errors[b] += (estimate.Gains[b] - gains[b]).Power;
            noise += estimate.NoisePower;
            Assert.All(blocks.Select((block, b) => estimate.GainErrors[b] * block.Known / estimate.NoisePower), ratio => Assert.Equal(1, ratio, 1e-4));
            Assert.Equal(128, estimate.BlockLength);
        }
        for (var b = 0; b < blocks.Length; b++)
            AssertMean(n0 / blocks[b].Known, n0 / blocks[b].Known, errors[b]);
        AssertMean(n0, n0 / Math.Sqrt(blocks.Sum(block => block.Known - 1)), noise);
    }

    /// <summary>Every pair of antennas has its own gain; each transmit antenna has its share of the known symbols.</summary>
    [Theory]
    [InlineData(2, 2, 0)]
    [InlineData(4, 4, 0)]
    [InlineData(1, 4, 256)]
    [InlineData(2, 3, 256)]
    public void SeveralAntennas_AreEstimatedPairByPair(int transmit, int receive, int coherence)
    {
        const double n0 = 0.2;
        var random = new Random(5);
        var layout = FrameLayout.ForCoherence(coherence == 0 ? null : coherence) with { Antennas = AntennaScheme.Of(transmit, receive) };
        var frame = FrameSymbols.Compose(layout, Level, new Complex32[500 * transmit]);
        var map = layout.Map(frame.Length / transmit);
        var length = coherence == 0 ? map.Total : coherence;
        var blocks = (map.Total + length - 1) / length;
        var (error, claimed, noise) = (0.0, 0.0, 0.0);
        for (var trial = 0; trial < 300; trial++)
        {
            var gains = Enumerable.Range(0, blocks * receive * transmit).Select(_ => Gain(random)).ToArray();
            var received = new Complex32[map.Total * receive];
            for (var i = 0; i < received.Length; i++)
            {
                var (use, r) = Math.DivRem(i, receive);
                for (var t = 0; t < transmit; t++)
                    received[i] += gains[(use / length * receive + r) * transmit + t] * frame[use * transmit + t];
            }
            TestSignals.AddNoise(random, received, n0);
            var estimate = PilotEstimator.Estimate(received, map, Level);
            for (var i = 0; i < gains.Length; i++)
            {
                error += (estimate.Gains[i] - gains[i]).Power;
                claimed += estimate.GainErrors[i];
            }
            noise += estimate.NoisePower / 300;
            Assert.Equal(Level, PilotEstimator.RankPreambles(received, layout).First());
        }
        Assert.Equal(1, error / claimed, 0.12);
        Assert.Equal(n0, noise, 0.02 * n0);
    }

    [Fact]
    public void DecodedHeader_AddsItsSymbolsToThePilots()
    {
        const double n0 = 0.5;
        var random = new Random(3);
        var header = KnownSymbols.Pilots[..64].ToArray().Concat(KnownSymbols.Preamble(ProtectionLevel.All[0]).ToArray()).ToArray();
        var frame = FrameSymbols.Compose(FrameLayout.WholeFrame, Level, [.. header, .. new Complex32[100]]);
        var (gainError, noise) = (0.0, 0.0);
        for (var i = 0; i < Trials; i++)
        {
            var h = Gain(random);
            var estimate = PilotEstimator.EstimateWithHeader(Received(random, frame, _ => h, n0), Level, header);
            gainError += (estimate.Gains[0] - h).Power;
            noise += estimate.NoisePower;
        }
        AssertMean(n0 / 192, n0 / 192, gainError);
        AssertMean(n0, n0 / Math.Sqrt(191), noise);
    }

    /// <summary>Symbols of 16-QAM differ in power, and those of one header need not have unit mean power.</summary>
    [Fact]
    public void HeaderInSixteenQam_IsNotTakenForUnitPower()
    {
        const double n0 = 0.01;
        var random = new Random(4);
        var header = new Complex32[64];
        var bits = new byte[4 * header.Length];
        random.NextBytes(bits);
        // Mostly outer points: 1.4 times the mean power.
        for (var i = 0; i < bits.Length; i++)
            bits[i] = (byte)(i % 4 < 2 || bits[i] < 64 ? bits[i] & 1 : 1);
        Constellation.Qam16.Map(bits, header);
        var energy = 64 + header.Sum(x => (double)x.Power);
        Assert.InRange(energy, 64 + 1.2 * 64, 64 + 1.8 * 64);
        var frame = FrameSymbols.Compose(FrameLayout.WholeFrame, Level, [.. header, .. new Complex32[100]]);
        var (gainError, noise) = (0.0, 0.0);
        for (var i = 0; i < Trials; i++)
        {
            var h = Gain(random);
            var estimate = PilotEstimator.EstimateWithHeader(Received(random, frame, _ => h, n0), Level, header);
            Assert.Equal(estimate.NoisePower / energy, estimate.GainErrors[0], 1e-6 * n0);
            gainError += (estimate.Gains[0] - h).Power;
            noise += estimate.NoisePower;
        }
        AssertMean(n0 / energy, n0 / energy, gainError);
        AssertMean(n0, n0 / Math.Sqrt(127), noise);
    }

    /// <summary>Half of the header lost: the gain is that of what arrived, not smaller.</summary>
    [Fact]
    public void LostPartsOfTheHeader_AreLeftOut()
    {
        var random = new Random(6);
        var header = KnownSymbols.Pilots[..128].ToArray();
        var frame = FrameSymbols.Compose(FrameLayout.WholeFrame, Level, header);
        var (gainError, noise) = (0.0, 0.0);
        for (var i = 0; i < Trials; i++)
        {
            var h = Gain(random);
            var received = Received(random, frame, _ => h, 0.1);
            received.AsSpan(100, 64).Clear();
            var estimate = PilotEstimator.EstimateWithHeader(received, Level, header);
            gainError += (estimate.Gains[0] - h).Power;
            noise += estimate.NoisePower;
        }
        AssertMean(0.1 / 128, 0.1 / 128, gainError);
        AssertMean(0.1, 0.1 / Math.Sqrt(127), noise);
    }

    [Fact]
    public void NoiseFreeFrames_AreNotBelievedToBePerfect()
    {
        var frame = FrameSymbols.Compose(FrameLayout.WholeFrame, Level, new Complex32[10]);
        var estimate = PilotEstimator.Estimate(frame, FrameLayout.WholeFrame.Map(frame.Length), Level);
        Assert.Equal(PilotEstimator.SmallestNoise, estimate.NoisePower);
        Assert.Equal(1, estimate.Gains[0].Real, 1e-5);
        Assert.Equal(0, estimate.Gains[0].Imaginary, 1e-5);
    }

    /// <summary>Where headers of a level just work, its preamble is among the first that are tried; that of the weakest signal takes longer to find.</summary>
    [Fact]
    public void RankPreambles_PutsTheSentOneAmongTheFirst_AtTheOperatingPointOfItsLevel()
    {
        var random = new Random(4);
        foreach (var level in ProtectionLevel.All)
        {
            var missed = 0;
            for (var i = 0; i < 1000; i++)
            {
                var h = Gain(random);
                var preamble = KnownSymbols.Preamble(level).ToArray();
                var received = Received(random, preamble, _ => h, h.Power * Decibels.ToNoisePower(level.HeaderEsN0Db));
                missed += PilotEstimator.RankPreambles(received, FrameLayout.WholeFrame).Take(level.Index < 8 ? 3 : 6).Contains(level) ? 0 : 1;
            }
            Assert.InRange(missed, 0, level.Index < 8 ? 3 : 20);
        }
    }

    private static Complex32[] Received(Random random, Complex32[] frame, Func<int, Complex32> gain, double n0)
    {
        var received = frame.Select((x, at) => gain(at) * x).ToArray();
        TestSignals.AddNoise(random, received, n0);
        return received;
    }

    /// <summary>A gain of random phase and of power 0.5 to 2.</summary>
    private static Complex32 Gain(Random random)
    {
        var (sine, cosine) = Math.SinCos(random.NextDouble() * 2 * Math.PI);
        var magnitude = Math.Pow(2, random.NextDouble() - 0.5);
        return new Complex32((float)(magnitude * cosine), (float)(magnitude * sine));
    }

    /// <summary>The mean of all trials is within five standard errors.</summary>
    private static void AssertMean(double expected, double deviation, double sum) =>
        Assert.Equal(expected, sum / Trials, 5 * deviation / Math.Sqrt(Trials));
}
