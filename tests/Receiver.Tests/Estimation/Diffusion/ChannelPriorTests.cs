using System.Numerics;
using System.Text.Json;
using SemCom.Receiver.Estimation;
using SemCom.Receiver.Tests.Estimation.Grid;
using SemCom.Runtime.Models;
using SemCom.Runtime.Tests.Onnx;

namespace SemCom.Receiver.Tests.Estimation.Diffusion;

public sealed class ChannelPriorTests
{
    private static readonly ResourceGrid Slot = new(72, 30e3, 128, 9);

    /// <summary>What the training code makes of the same pilots (training/channel/export.py).</summary>
    [Fact]
    public void Prior_MatchesTheTrainingCode()
    {
        OnnxFact.RequireLibrary();
        using var golden = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(ModelCatalogue.Default.Folder, ChannelPrior.ModelId, "golden.json")));
        var root = golden.RootElement;
        int[] Integers(string name) => [.. root.GetProperty(name).EnumerateArray().Select(x => x.GetInt32())];
        var (rows, subcarriers, at) = (Integers("rows"), Integers("subcarriers"), Integers("at"));
        var prior = ChannelPrior.Default;
        var places = new PilotPlaces([.. rows.SelectMany(r => subcarriers.Select(_ => r))], [.. rows.SelectMany(_ => subcarriers)], [.. rows.SelectMany(_ => subcarriers.Select(_ => 1f))]);
        foreach (var row in root.GetProperty("cases").EnumerateArray())
        {
            double[] Numbers(string name) => [.. row.GetProperty(name).EnumerateArray().Select(x => x.GetDouble())];
            var y = Complexes(Numbers("pilots"));
            var fit = prior.Fit(places, [y], row.GetProperty("known").GetBoolean() ? row.GetProperty("noise").GetDouble() : null);
            Assert.Equal(1, fit.Powers.Noise / row.GetProperty("foundNoise").GetDouble(), 2e-3);
            var posterior = new PilotPosterior(prior.Grid, places, fit.Powers);
            var (gains, errors) = (new Complex[72], new float[72]);
            var symbol = root.GetProperty("symbol").GetInt32();
            posterior.Gains(posterior.Weigh(y), new GridPart(symbol, 1, 0, 72), gains);
            posterior.Errors(new GridPart(symbol, 1, 0, 72), errors);
            var (expected, claimed) = (Complexes(Numbers("gains")), Numbers("errors"));
            for (var i = 0; i < at.Length; i++)
            {
                Assert.Equal(0, (gains[at[i]] - expected[i]).Magnitude, 2e-3);
                Assert.Equal(1, fit.ErrorGrowth * errors[at[i]] / claimed[i], 2e-2);
            }
        }
    }

    /// <summary>A common phase of all pilots turns the estimate by it; a common factor scales it.</summary>
    [Fact]
    public void Estimates_TurnAndScaleWithThePilots()
    {
        OnnxFact.RequireLibrary();
        var pilots = Draw(Slot, 14, 10, 3);
        var factor = new Complex32(0.6f, -0.8f) * 7;
        var (plain, turned) = (Estimate(Slot, 14, pilots), Estimate(Slot, 14, [.. pilots.Select(p => p with { Gain = p.Gain * factor })]));
        for (var i = 0; i < plain.Gains.Length; i++)
        {
            Assert.True((turned.Gains[i] - plain.Gains[i] * factor).Magnitude < 1e-2, $"gain {i}");
            Assert.Equal(1, turned.ErrorVariances[i] / (49 * plain.ErrorVariances[i]), 1e-2);
        }
        Assert.Equal(1, turned.NoisePower / (49 * plain.NoisePower), 1e-2);
    }

    [Fact]
    public void Estimates_AreTheSame_EachTimeAndForEveryCaller()
    {
        OnnxFact.RequireLibrary();
        var pilots = Draw(Slot, 14, 5, 4);
        var first = Estimate(Slot, 14, pilots);
        var gains = first.Gains.ToArray();
        Parallel.For(0, 8, _ => Assert.True(gains.AsSpan().SequenceEqual(Estimate(Slot, 14, pilots).Gains)));
    }

    [Fact]
    public void AllZeroPilots_GiveNoGain_AndAFiniteEstimate()
    {
        OnnxFact.RequireLibrary();
        var estimate = Estimate(Slot, 14, [.. Draw(Slot, 14, 10, 5).Select(p => p with { Gain = default })]);
        Assert.Equal(14 * 72, estimate.Gains.Length);
        Assert.True(estimate.Gains.IndexOfAnyExcept(default(Complex32)) < 0);
        Assert.True(estimate.NoisePower > 0);
    }

    [Fact]
    public void PilotsThatAreNone_OrNotANumber_AreRefused()
    {
        OnnxFact.RequireLibrary();
        var estimator = new GridChannelEstimator(Slot, EstimatorKind.Diffusion);
        Assert.Contains("at least one pilot", Assert.Throws<SemComException>(() => estimator.Estimate(14, [])).Message, StringComparison.Ordinal);
        Assert.Contains("finite gain", Assert.Throws<SemComException>(() =>
            estimator.Estimate(14, [new PilotObservation(0, 0, new Complex32(float.NaN, 0)), new PilotObservation(0, 6, default)])).Message, StringComparison.Ordinal);
        Assert.Contains("one pilot", Assert.Throws<SemComException>(() => estimator.Estimate(14, [new PilotObservation(0, 0, new Complex32(1, 0))])).Message, StringComparison.Ordinal);
    }

    /// <summary>Frames of any size, with rows of pilots of any distance: everything is finite, and no error is claimed above the channel's power.</summary>
    [Fact]
    public void FramesOfAnySize_AreEstimated()
    {
        OnnxFact.RequireLibrary();
        foreach (var (subcarriers, symbols, spacing, period) in new[] { (12, 1, 6, 1), (72, 14, 6, 7), (97, 31, 5, 4), (300, 20, 12, 14), (600, 9, 3, 3) })
        {
            var grid = new ResourceGrid(subcarriers, 15e3, 1024, 72);
            var pilots = Draw(grid, symbols, 12, 6, spacing, period);
            var estimate = Estimate(grid, symbols, pilots);
            Assert.Equal(symbols * subcarriers, estimate.Gains.Length);
            foreach (var gain in estimate.Gains)
                Assert.True(float.IsFinite(gain.Power));
            foreach (var error in estimate.ErrorVariances)
                Assert.InRange(error, 1e-9f, 20f);
        }
    }

    /// <summary>N0 of slots is found to 1.5 dB in the mean, and what is claimed as error is within 1.5 dB of what is measured.</summary>
    [Fact]
    public void NoiseAndErrors_AreWhatIsMeasured()
    {
        OnnxFact.RequireLibrary();
        var (delays, powers) = TdlTable.Read("TDL-C", 300e-9);
        var channel = new GaussianChannel(Slot, 14, delays, powers, 100);
        var estimator = new GridChannelEstimator(Slot, EstimatorKind.Diffusion);
        foreach (var snrDb in new[] { 0.0, 10, 20 })
        {
            var (n0, noise, measured, claimed) = (Decibels.ToNoisePower(snrDb), 0.0, 0.0, 0.0);
            for (var f = 0UL; f < 60; f++)
            {
                var h = channel.Draw(21, f);
                var estimate = estimator.Estimate(14, GaussianChannel.Observe(h, 72, GaussianChannel.Comb(14, 72, 6, 7), n0, 21, f));
                noise += estimate.NoisePower / n0 / 60;
                for (var i = 0; i < h.Length; i++)
                {
                    measured += (h[i] - estimate.Gains[i]).Power;
                    claimed += estimate.ErrorVariances[i];
                }
            }
            Assert.InRange(Decibels.FromLinear(noise), -1.5, 1.5);
            Assert.InRange(Decibels.FromLinear(claimed / measured), -1.5, 1.5);
        }
    }

    /// <summary>Along an eigenvector of variance λ a step multiplies by (λ + σ²ₙ₊₁) / (λ + σ²ₙ): any number of them is the mean of the posterior.</summary>
    [Fact]
    public void ReverseProcess_EndsAtTheMeanOfThePosterior()
    {
        OnnxFact.RequireLibrary();
        var pilots = Draw(Slot, 14, 15, 8);
        var one = Estimate(Slot, 14, pilots);
        var many = new GridChannelEstimator(Slot, EstimatorKind.Diffusion, diffusion: new DiffusionOptions { Steps = 4 }).Estimate(14, pilots);
        var (distance, power) = (0.0, 0.0);
        for (var i = 0; i < one.Gains.Length; i++)
        {
            distance += (one.Gains[i] - many.Gains[i]).Power;
            power += one.Gains[i].Power;
        }
        Assert.InRange(distance / power, 0, 1e-6);
    }

    private static GridEstimate Estimate(ResourceGrid grid, int symbols, PilotObservation[] pilots) => new GridChannelEstimator(grid, EstimatorKind.Diffusion).Estimate(symbols, pilots);

    private static PilotObservation[] Draw(ResourceGrid grid, int symbols, double snrDb, ulong frame, int spacing = 6, int period = 7)
    {
        var (delays, powers) = TdlTable.Read("TDL-A", 200e-9);
        var h = new GaussianChannel(grid, symbols, delays, powers, 50).Draw(20, frame);
        return GaussianChannel.Observe(h, grid.Subcarriers, GaussianChannel.Comb(symbols, grid.Subcarriers, spacing, period), Decibels.ToNoisePower(snrDb), 20, frame);
    }

    private static Complex[] Complexes(double[] parts) => [.. Enumerable.Range(0, parts.Length / 2).Select(i => new Complex(parts[2 * i], parts[2 * i + 1]))];
}
