using SemCom.Receiver.Estimation;

namespace SemCom.Receiver.Tests.Estimation.Grid;

public sealed class GridChannelEstimatorTests
{
    private static readonly ResourceGrid Numerology = new(subcarriers: 300, spacingHertz: 15e3, fftSize: 512, prefixSamples: 36);

    /// <summary>
    /// Noise power of frames of 25 symbols with pilots six subcarriers and four symbols apart: within 0.7 dB in the mean, 1.2 dB in each frame.
    /// </summary>
    [Theory]
    [InlineData("TDL-A", 30e-9)]
    [InlineData("TDL-A", 100e-9)]
    [InlineData("TDL-B", 100e-9)]
    [InlineData("TDL-C", 300e-9)]
    public void NoisePower_IsFound_WithoutKnowingTheChannel(string profile, double delaySpread)
    {
        var (delays, powers) = TdlTable.Read(profile, delaySpread);
        var channel = new GaussianChannel(Numerology, 25, delays, powers, 30);
        var estimator = new GridChannelEstimator(Numerology);
        foreach (var snrDb in new[] { 0.0, 10, 20 })
        {
            var (n0, sum) = (Decibels.ToNoisePower(snrDb), 0.0);
            for (var f = 0UL; f < 8; f++)
            {
                var found = Decibels.FromLinear(estimator.Estimate(25, Pilots(channel.Draw(11, f), 25, n0, f)).NoisePower / n0);
                Assert.InRange(found, -1.2, 1.2);
                sum += found / 8;
            }
            Assert.InRange(sum, -0.7, 0.7);
        }
    }

    /// <summary>
    /// Claimed errors are those that are measured: with the true covariance within the sampling error, with fitted ones within 3 dB.
    /// </summary>
    [Theory]
    [InlineData(EstimatorKind.LmmseTrue, 0.6)]
    [InlineData(EstimatorKind.LmmseRobust, 3)]
    [InlineData(EstimatorKind.LmmseSample, 3)]
    [InlineData(EstimatorKind.Ls, 0.5)]
    public void ErrorVariances_AreWhatIsMeasured(EstimatorKind kind, double toleranceDb)
    {
        var (delays, powers) = TdlTable.Read("TDL-C", 300e-9);
        var truth = ChannelCovariance.True(delays, powers, new DopplerSpectrum(DopplerShape.Jakes, 40));
        var channel = new GaussianChannel(Numerology, 13, delays, powers, 40);
        var estimator = new GridChannelEstimator(Numerology, kind, kind == EstimatorKind.LmmseTrue ? truth : null);
        foreach (var snrDb in new[] { 0.0, 10, 20 })
        {
            var (n0, measured, claimed) = (Decibels.ToNoisePower(snrDb), 0.0, 0.0);
            for (var f = 0UL; f < 30; f++)
            {
                var h = channel.Draw(12, f);
                var estimate = estimator.Estimate(13, Pilots(h, 13, n0, f), kind == EstimatorKind.LmmseTrue ? n0 : null);
                for (var i = 0; i < h.Length; i++)
                {
                    measured += (h[i] - estimate.Gains[i]).Power;
                    claimed += estimate.ErrorVariances[i];
                }
            }
            Assert.InRange(Decibels.FromLinear(measured / claimed), -toleranceDb, toleranceDb);
        }
    }

    /// <summary>Rows with other pilots, a preamble of 64 subcarriers and staggered combs: claimed and measured errors agree in every row.</summary>
    [Fact]
    public void RowsWithDifferentPilots_AreJoinedHonestly()
    {
        const double n0 = 0.1;
        var (delays, powers) = TdlTable.Read("TDL-A", 100e-9);
        var covariance = ChannelCovariance.True(delays, powers, new DopplerSpectrum(DopplerShape.Jakes, 60));
        var channel = new GaussianChannel(Numerology, 10, delays, powers, 60);
        (int, int)[] places = [
            .. Enumerable.Range(0, 64).Select(k => (0, k)),
            .. from l in new[] { 3, 6, 9 } from k in Enumerable.Range(0, 50)
            select (l, 6 * k + l % 2 * 3)];
        var (wiener, estimate, joint) = (new WienerInterpolator(Numerology), new GridEstimate(), new JointWiener(Numerology, 10, delays, powers,
            60, places, n0));
        var (measured, claimed) = (new double[10], new double[10]);
        for (var f = 0UL; f < 100; f++)
        {
            var h = channel.Draw(13, f);
            wiener.Interpolate(10, GaussianChannel.Observe(h, 300, places, n0, 13, f), covariance, n0, estimate);
            for (var i = 0; i < h.Length; i++)
            {
                measured[i / 300] += (h[i] - estimate.Gains[i]).Power;
                claimed[i / 300] += estimate.ErrorVariances[i];
            }
        }
        for (var l = 0; l < 10; l++)
            Assert.InRange(measured[l] / claimed[l], 0.8, 1.25);
        // No claim is below the exact minimum, and the two steps lose less than 2 dB to it.
        for (var i = 0; i < 3000; i++)
            Assert.True(estimate.ErrorVariances[i] > joint.ErrorVariances[i] * 0.999,
                $"element {i} claims {estimate.ErrorVariances[i]}, the minimum is {joint.ErrorVariances[i]}");
        Assert.InRange(claimed.Sum() / 100 / joint.ErrorVariances.Sum(), 1, 1.6);
    }

    /// <summary>Two steps are exactly the joint estimate for one row, and for a channel that does not change.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    public void StaticChannels_AreEstimatedAsByAllPilotsAtOnce(int symbols)
    {
        const double n0 = 0.05;
        var (delays, powers) = TdlTable.Read("TDL-C", 300e-9);
        var (places, estimate) = (GaussianChannel.Comb(symbols, 300, 12, 4).ToArray(), new GridEstimate());
        var joint = new JointWiener(Numerology, symbols, delays, powers, 0, places, n0);
        new WienerInterpolator(Numerology).Interpolate(
            symbols, [.. places.Select(p => new PilotObservation(p.Symbol, p.Subcarrier, default))], ChannelCovariance.True(delays, powers), n0,
                estimate);
        Assert.Equal(1, estimate.ErrorVariances.ToArray().Sum(x => (double)x) / joint.ErrorVariances.Sum(), 0.005);
    }

    [Fact]
    public void SameFrame_GivesSameEstimate_WhateverCameBefore()
    {
        var (delays, powers) = TdlTable.Read("TDL-B", 100e-9);
        var channel = new GaussianChannel(Numerology, 9, delays, powers, 30);
        var pilots = Pilots(channel.Draw(14, 1), 9, 0.1, 1);
        var used = new GridChannelEstimator(Numerology);
        used.Estimate(9, Pilots(channel.Draw(14, 2), 9, 0.01, 2));
        var shuffled = pilots.Reverse().ToArray();
        Assert.Equal(new GridChannelEstimator(Numerology).Estimate(9, pilots).Gains, used.Estimate(9, shuffled).Gains);
    }

    [Fact]
    public void NoiseFreeFlatFrames_AreNotBelievedToBePerfect()
    {
        PilotObservation[] pilots = [.. GaussianChannel.Comb(4, 300, 6, 4).Select(p => new PilotObservation(p.Symbol, p.Subcarrier,
            new Complex32(1, 0)))];
        var estimate = new GridChannelEstimator(Numerology).Estimate(4, pilots);
        Assert.InRange(estimate.NoisePower, 1e-9, 1e-5);
        Assert.All(estimate.Gains.ToArray(), gain => Assert.Equal(1, gain.Real, 1e-2));
    }

    [Fact]
    public void SilentFrames_GiveFiniteNumbers()
    {
        PilotObservation[] pilots = [.. GaussianChannel.Comb(4, 300, 6, 4).Select(p => new PilotObservation(p.Symbol, p.Subcarrier, default))];
        foreach (var kind in new[] { EstimatorKind.Ls, EstimatorKind.LmmseRobust, EstimatorKind.LmmseSample })
        {
            var estimate = new GridChannelEstimator(Numerology, kind).Estimate(4, pilots);
            Assert.All(estimate.Gains.ToArray(), gain => Assert.True(gain.Power < 1e-6));
            Assert.All(estimate.ErrorVariances.ToArray(), error => Assert.True(float.IsFinite(error)));
        }
    }

    public static TheoryData<string, int, PilotObservation[], double?> BadInput => new()
    {
        { "at least one pilot", 2, [], null },
        { "must not outnumber", 1, [.. Enumerable.Range(0, 301).Select(i => new PilotObservation(0, i % 300, default))], null },
        { "must be given once", 2, [new(0, 3, default), new(1, 3, default), new(0, 3, default)], null },
        { "OFDM symbol of a pilot", 2, [new(2, 0, default)], null },
        { "OFDM symbol of a pilot", 2, [new(-1, 0, default)], null },
        { "subcarrier of a pilot", 2, [new(0, 300, default)], null },
        { "finite gain", 2, [new(0, 0, new Complex32(float.NaN, 0))], null },
        { "finite gain", 2, [new(0, 0, new Complex32(1, float.PositiveInfinity))], null },
        { "noise scale above 0", 2, [new(0, 0, default, 0)], null },
        { "noise power", 2, [new(0, 0, default)], 0 },
        { "noise power", 2, [new(0, 0, default)], double.NaN },
        { "with one pilot", 2, [new(0, 0, new Complex32(1, 0))], null },
        { "OFDM symbols of a frame", 0, [new(0, 0, default)], null },
    };

    [Theory]
    [MemberData(nameof(BadInput))]
    public void BadInput_IsRefusedInOneLine(string part, int symbols, PilotObservation[] pilots, double? noisePower)
    {
        var error = Assert.Throws<SemComException>(() => new GridChannelEstimator(Numerology).Estimate(symbols, pilots, noisePower));
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Covariance_IsNeededByTheTrueKindAlone()
    {
        Assert.Throws<SemComException>(() => new GridChannelEstimator(Numerology, EstimatorKind.LmmseTrue));
        Assert.Throws<SemComException>(() => new GridChannelEstimator(Numerology, EstimatorKind.Ls, ChannelCovariance.True([0], [1])));
        Assert.Throws<SemComException>(() => ChannelCovariance.True([], []));
        Assert.Throws<SemComException>(() => ChannelCovariance.True([0], [-1]));
        Assert.Throws<SemComException>(() => ChannelCovariance.True([0], [0]));
        Assert.Throws<SemComException>(() => ChannelCovariance.Robust(Numerology, -1e-6, 0));
        Assert.Throws<SemComException>(() => ChannelCovariance.Robust(Numerology, 1e-6, double.NaN));
    }

    private static PilotObservation[] Pilots(Complex32[] gains, int symbols, double n0, ulong frame) =>
        GaussianChannel.Observe(gains, Numerology.Subcarriers, GaussianChannel.Comb(symbols, Numerology.Subcarriers, 6, 4), n0, 15, frame);
}
