using SemCom.Randomness;
using SemCom.Runtime.Tests.Onnx;

namespace SemCom.Evaluation.Tests.Estimation;

public sealed class GenerationTrialTests
{
    private const int Elements = EstimationTrial.Symbols * EstimationTrial.Subcarriers;

    /// <summary>White slots: no correlation beyond what 2880 pairs of numbers and more leave, unit power, 1 − e^(−0.1) of it below a tenth.</summary>
    [Fact]
    public void WhiteSlots_HaveTheStatisticsOfWhiteNoise()
    {
        var slots = White(40, 1);
        var report = GenerationReport.Of(slots, slots);
        Assert.All(report.Correlations, row => Assert.InRange(row.Drawn, 0, 0.06));
        Assert.Equal(1, report.Slots[0].Drawn.Mean, 0.02);
        Assert.Equal(1 - Math.Exp(-0.1), report.Slots[1].Drawn.Mean, 0.005);
        Assert.All(report.Slots, row => Assert.Equal(0, row.Distance));
    }

    [Fact]
    public void DistributionsThatDoNotOverlap_AreAtDistance1_AndEqualOnesBelowTheLimit()
    {
        var (slots, others) = (White(60, 2), White(60, 3));
        Assert.InRange(GenerationReport.Of(slots, others).Slots[0].Distance, 0.01, GenerationReport.Of(slots, others).Slots[0].Critical);
        var louder = others.Select(h => Array.ConvertAll(h, g => g * 2f)).ToArray();
        Assert.Equal(1, GenerationReport.Of(slots, louder).Slots[0].Distance);
        Assert.Equal(1.358 * Math.Sqrt(2.0 / 60), GenerationReport.Of(slots, louder).Slots[0].Critical, 1e-9);
    }

    /// <summary>One wave turns by the same angle from place to place: every correlation is 1.</summary>
    [Fact]
    public void OneWave_IsCorrelatedEverywhere()
    {
        Complex32[][] slots = [[.. Enumerable.Range(0, Elements).Select(i => (Complex32)System.Numerics.Complex.FromPolarCoordinates(1, 0.1 * (i % 72) + 0.3 * (i / 72)))]];
        Assert.All(GenerationReport.Of(slots, slots).Correlations, row => Assert.Equal(1, row.Simulated, 1e-5));
    }

    [Fact]
    public void Trials_AreReproducible()
    {
        OnnxFact.RequireLibrary();
        var trial = new GenerationTrial { Channel = "tdl-a:ds=100ns,fd=20Hz", Draws = 12 };
        var (first, second) = (trial.Run(cancellationToken: TestContext.Current.CancellationToken), trial.Run(cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal(first.Correlations, second.Correlations);
        Assert.Equal(first.Slots, second.Slots);
        Assert.All(first.Correlations, row => Assert.InRange(row.Drawn, row.Simulated - 0.3, 1));
    }

    [Theory]
    [InlineData("mixture-sparse", "trained on no other mixture")]
    [InlineData("mixture-abc", "trained on no other mixture")]
    [InlineData("awgn", "tapped delay line")]
    public void ChannelsThatThePriorCannotBeToldOf_AreRefused(string channel, string message)
    {
        var trial = new GenerationTrial { Channel = channel, Draws = 20 };
        Assert.Contains(message, Assert.Throws<SemComException>(() => trial.Run(cancellationToken: TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
    }

    private static Complex32[][] White(int count, ulong seed) => [.. Enumerable.Range(0, count).Select(i =>
    {
        var parts = new float[2 * Elements];
        new CounterRandom(seed, RandomPurpose.SourceData, (ulong)i).FillGaussian(parts);
        return Enumerable.Range(0, Elements).Select(e => new Complex32(parts[2 * e], parts[2 * e + 1]) * MathF.Sqrt(0.5f)).ToArray();
    })];
}
