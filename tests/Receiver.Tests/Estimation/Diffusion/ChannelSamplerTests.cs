using System.Numerics;
using SemCom.Receiver.Estimation;
using SemCom.Receiver.Tests.Estimation.Grid;
using SemCom.Runtime.Tests.Onnx;

namespace SemCom.Receiver.Tests.Estimation.Diffusion;

public sealed class ChannelSamplerTests(ITestOutputHelper output)
{
    private static readonly ResourceGrid Slot = new(72, 30e3, 128, 9);

    /// <summary>
    /// Channels drawn for a profile, delay spread and Doppler shift have its power and its correlations over frequency and time, to three deviations of what 96 draws of a channel
    /// with few degrees of freedom tell.
    /// </summary>
    [Theory]
    [InlineData("TDL-C", 300e-9, 200)]
    [InlineData("TDL-A", 100e-9, 20)]
    public void Draws_HaveTheStatisticsOfTheirProfile(string profile, double delaySpread, double doppler)
    {
        OnnxFact.RequireLibrary();
        const int Draws = 96;
        var sampler = new ChannelSampler(Slot);
        var hint = new ChannelHint(profile[^1], delaySpread, doppler);
        var (delays, powers) = TdlTable.Read(profile, delaySpread);
        var grids = Enumerable.Range(0, Draws).AsParallel().AsOrdered().Select(i => sampler.Draw(hint, 3, (ulong)i)).ToArray();
        var power = grids.Average(h => h.Average(g => (double)g.Power));
        output.WriteLine($"{profile} power {power:F3}");
        Assert.InRange(power, 0.75, 1.3);
        foreach (var (subcarriers, symbols) in new[] { (2, 0), (6, 0), (18, 0), (0, 7), (0, 13) })
        {
            var found = Correlation(grids, subcarriers, symbols) / power;
            var expected = Complex.Zero;
            for (var d = 0; d < delays.Length; d++)
                expected += Complex.FromPolarCoordinates(powers[d], -2 * Math.PI * subcarriers * Slot.SpacingHertz * delays[d]);
            expected *= SemComBessel.J0(2 * Math.PI * doppler * symbols * Slot.SymbolSeconds);
            output.WriteLine($"  {subcarriers} subcarriers, {symbols} symbols: drawn {found:F3}, model {expected:F3}");
            Assert.InRange((found - expected).Magnitude, 0, 0.15);
        }
    }

    [Fact]
    public void Draws_AreReproducible_AndDiffer()
    {
        OnnxFact.RequireLibrary();
        var sampler = new ChannelSampler(Slot);
        var (first, again, other) = (sampler.Draw(null, 1, 0), new ChannelSampler(Slot).Draw(null, 1, 0), sampler.Draw(null, 1, 1));
        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
        Assert.All(first, gain => Assert.True(float.IsFinite(gain.Power)));
    }

    [Fact]
    public void GridsWiderThanAWindow_AreRefused()
    {
        OnnxFact.RequireLibrary();
        var error = Assert.Throws<SemComException>(() => new ChannelSampler(new ResourceGrid(73, 30e3, 128, 9)));
        Assert.Contains("window by window", error.Message, StringComparison.Ordinal);
    }

    /// <summary>The mean of 12 draws from the posterior of sparse pilots has about 1 + 1/12 times the error of the closed form, and their variance is the error that is measured, to 2 dB.</summary>
    [Fact]
    public void PosteriorDraws_AgreeWithTheClosedForm_AndKnowTheirError()
    {
        OnnxFact.RequireLibrary();
        var (delays, powers) = TdlTable.Read("TDL-C", 300e-9);
        var channel = new GaussianChannel(Slot, 14, delays, powers, 100);
        var estimator = new GridChannelEstimator(Slot, EstimatorKind.Diffusion);
        var drawing = new GridChannelEstimator(Slot, EstimatorKind.Diffusion, diffusion: new DiffusionOptions { Draws = 12 });
        var (drawn, claimed, direct) = (0.0, 0.0, 0.0);
        for (var f = 0UL; f < 10; f++)
        {
            var h = channel.Draw(31, f);
            var pilots = GaussianChannel.Observe(h, 72, GaussianChannel.Comb(14, 72, 12, 7), 0.1, 31, f);
            var (estimate, one) = (drawing.Estimate(14, pilots), estimator.Estimate(14, pilots));
            for (var i = 0; i < h.Length; i++)
            {
                drawn += (h[i] - estimate.Gains[i]).Power;
                direct += (h[i] - one.Gains[i]).Power;
                claimed += estimate.ErrorVariances[i];
            }
        }
        output.WriteLine($"drawn {drawn / 10080:F4}, claimed {claimed / 10080:F4}, closed form {direct / 10080:F4}");
        Assert.InRange(drawn / direct, 0.9, 1.3);
        Assert.InRange(Decibels.FromLinear(claimed / drawn), -2, 2);
    }

    private static Complex Correlation(Complex32[][] grids, int subcarriers, int symbols)
    {
        var (sum, count) = (Complex.Zero, 0);
        foreach (var h in grids)
        {
            for (var l = 0; l + symbols < 14; l++)
            {
                for (var k = 0; k + subcarriers < 72; k++, count++)
                    sum += (Complex)h[(l + symbols) * 72 + k + subcarriers] * Complex.Conjugate(h[l * 72 + k]);
            }
        }
        return sum / count;
    }
}
