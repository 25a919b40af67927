using SemCom.Core.Tests.Latents;
using SemCom.Framing;
using SemCom.Latents;
using SemCom.Receiver.Latents;
using SemCom.Receiver.Tests.Decoding;

namespace SemCom.Receiver.Tests.Latents;

/// <summary>Gaussian latents of exactly the variances in the tables: then every predicted error is an exact expectation.</summary>
public sealed class LatentDemodulatorTests
{
    private static readonly LatentTables Tables = TrainedModel.Tables;
    private static readonly PatchGrid Grid = new(19, 13);
    private static readonly ClassMap Map = LatentSource.Map(new Random(7), Grid, 1);

    public static TheoryData<int, double, bool> Links { get; } = new()
    {
        { 300, 0.1, false }, { 6_000, 1, false }, { 6_000, 0.05, true }, { 40_000, 0.3, true },
    };

    [Theory]
    [MemberData(nameof(Links))]
    public void SquaredErrors_AreAsPredicted(int count, double n0, bool fading)
    {
        var (header, latents, payload, noise) = Send(count, n0, fading);
        var received = LatentDemodulator.Demodulate(Tables, new SideMessage(Map, null), header, payload, noise);

        var low = Tables.LowLatents * Grid.Count;
        var (values, predicted) = ((float[])received.Values.Clone(), Predicted(header, noise));
        for (var latent = 0; latent < Tables.LowLatents; latent++)
            LowBandTransform.Forward(values.AsSpan(latent * Grid.Count, Grid.Count), Grid, Tables.LowBlock);
        AssertPlausible(values, latents, predicted, i => i < low);
        AssertPlausible(values, latents, predicted, i => i >= low);
        foreach (var latent in new[] { 3, 10, 60, 300 })
            AssertPlausible(values, latents, predicted, i => i / Grid.Count == latent);

        for (var i = low; i < predicted.Length; i++)
            Assert.Equal(1, received.Deviations[i] * received.Deviations[i] / predicted[i], 1e-3);
        var spread = received.Deviations.Take(low).Sum(d => (double)d * d);
        Assert.Equal(1, spread / predicted.Take(low).Sum(), 1e-3);
        Assert.Equal(1 - predicted.Sum() / Variances().Sum(), received.Confidence, 1e-4);
        Assert.Equal(Decibels.FromLinear(noise.Average(n => 1.0 / n)), received.EffectiveSnrDb, 1e-3);
    }

    [Fact]
    public void UnsentLatents_AreZero_WithTheDeviationOfTheirVariance()
    {
        var (header, _, payload, noise) = Send(200, 0.1, fading: false);
        var received = LatentDemodulator.Demodulate(Tables, new SideMessage(Map, null), header, payload, noise);
        var variances = Variances();
        for (var i = 200 * Grid.Count; i < variances.Length; i++)
        {
            Assert.Equal(0, received.Values[i]);
            Assert.Equal(Math.Sqrt(variances[i]), received.Deviations[i], 1e-3);
        }
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.03)]
    [InlineData(0)]
    public void LostSymbols_OnlyRaiseDeviations(double share)
    {
        var (header, latents, payload, noise) = Send(6_000, 0.1, fading: false);
        var rest = (int)(share * payload.Length);
        var whole = LatentDemodulator.Demodulate(Tables, new SideMessage(Map, null), header, payload, noise);
        var random = new Random(1);
        var lost = Enumerable.Range(0, payload.Length).OrderBy(_ => random.Next()).Skip(rest).ToHashSet();
        var part = LatentDemodulator.Demodulate(Tables, new SideMessage(Map, null), header,
            [.. payload.Select((x, i) => lost.Contains(i) ? default : x)], [.. noise.Select((n, i) => lost.Contains(i) ? float.PositiveInfinity : n)]);

        for (var i = 0; i < latents.Length; i++)
            Assert.True(part.Deviations[i] >= whole.Deviations[i] * 0.9999f && float.IsFinite(part.Values[i]));
        Assert.True(part.Confidence < whole.Confidence);
        Assert.Equal(share == 0, part.Confidence < 1e-6);
        Assert.Equal(Math.Max(-30, whole.EffectiveSnrDb + Decibels.FromLinear((double)rest / payload.Length)), part.EffectiveSnrDb, 0.01);
    }

    [Fact]
    public void BaseLayer_TakesThePlaceOfAnalogColourMeans()
    {
        var coefficients = LatentSource.LowBand(new Random(3), Grid, 1);
        var layer = BaseLayer.Quantize(coefficients, BaseLayer.Steps[3]);
        var header = HeaderOf(1_000, 0.1) with { BaseStep = 4, SideBits = 1 };
        var received = LatentDemodulator.Demodulate(Tables, new SideMessage(Map, layer), header, new Complex32[1_000], Enumerable.Repeat(0.1f, 1_000).ToArray());
        var (values, errors) = ((float[])received.Values.Clone(), new float[3 * Grid.Count]);
        layer.FillErrors(Tables, Grid, errors);
        for (var latent = 0; latent < Tables.LowLatents; latent++)
        {
            LowBandTransform.Forward(values.AsSpan(latent * Grid.Count, Grid.Count), Grid, Tables.LowBlock);
            var deviations = received.Deviations.AsSpan(latent * Grid.Count, Grid.Count).ToArray();
            Assert.Equal(errors.Skip(latent * Grid.Count).Take(Grid.Count).Sum(), deviations.Sum(d => (double)d * d), 1.0);
        }
        for (var i = 0; i < coefficients.Length; i++)
            Assert.Equal(layer.Levels[i] * layer.Step, values[i], 0.05);
    }

    /// <summary>A transmitter of the simplest kind: one value after another, real and imaginary parts in turn.</summary>
    private static (FrameHeader Header, float[] Latents, Complex32[] Payload, float[] Noise) Send(int count, double n0, bool fading)
    {
        var random = new Random(count);
        var header = HeaderOf(count, n0);
        var latents = Variances().Select(v => (float)(Math.Sqrt(v) * Normal(random))).ToArray();
        var order = Order(header).ToArray();
        var (payload, noise) = (new Complex32[count], new float[count]);
        for (var i = 0; i < count; i++)
        {
            payload[i] = new Complex32(Real(2 * i), Real(2 * i + 1));
            noise[i] = (float)(fading ? n0 * Math.Pow(10, random.NextDouble() * 2 - 1) : n0);
            TestSignals.AddNoise(random, payload.AsSpan(i, 1), noise[i]);
        }
        return (header, latents, payload, noise);

        float Real(int at) => (float)(order[at].Gain * header.Scale / Math.Sqrt(2)) * latents[order[at].Index];
    }

    /// <summary>vN/(g²v + N) for values that are sent, v for others.</summary>
    private static double[] Predicted(FrameHeader header, float[] noise)
    {
        var (errors, at) = (Variances(), 0);
        foreach (var (index, gain) in Order(header))
        {
            var g = gain * header.Scale;
            errors[index] = errors[index] * noise[at / 2] / (g * g * errors[index] + noise[at / 2]);
            at++;
        }
        return errors;
    }

    private static IEnumerable<(int Index, double Gain)> Order(FrameHeader header)
    {
        var groups = LatentGroup.InOrder(Tables, Map, withLow: true);
        var allocation = LatentAllocation.Create(groups, 2 * header.PayloadSymbols, Decibels.ToNoisePower(header.PlanSnrDb));
        return groups.SelectMany((group, g) => group.Members.Take(allocation.Taken[g])
            .Select(position => (group.Latent * Grid.Count + position, allocation.Gains[g])));
    }

    private static double[] Variances()
    {
        var variances = new double[Tables.Latents * Grid.Count];
        foreach (var group in LatentGroup.InOrder(Tables, Map, withLow: true))
        {
            foreach (var position in group.Members)
                variances[group.Latent * Grid.Count + position] = group.Variance;
        }
        return variances;
    }

    private static FrameHeader HeaderOf(int count, double n0) => new()
    {
        ModelWireId = 1,
        Mode = LinkMode.Analog,
        Grey = false,
        Width = 16 * Grid.Columns,
        Height = 16 * Grid.Rows,
        Sequence = 0,
        PayloadSymbols = count,
        PlanSnrStep = FrameHeader.StepOfPlanSnr(-Decibels.FromLinear(n0)),
        ScaleStep = 530,
        Cell = 1,
        WholePictureClass = 0,
        BaseStep = 0,
        SideBits = 1,
        SideProtection = MessageProtection.All[0],
    };

    /// <summary>The sum of squared errors is within five standard deviations of the sum of the predicted ones.</summary>
    private static void AssertPlausible(float[] values, float[] latents, double[] predicted, Func<int, bool> member)
    {
        var all = Enumerable.Range(0, values.Length).Where(member).ToArray();
        var (expected, deviation) = (all.Sum(i => predicted[i]), Math.Sqrt(2 * all.Sum(i => predicted[i] * predicted[i])));
        Assert.InRange(all.Sum(i => Math.Pow(values[i] - latents[i], 2)), expected - 5 * deviation, expected + 5 * deviation);
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
