using SemCom.Core.Tests.Latents;
using SemCom.Latents;
using SemCom.Transmitter.Image;

namespace SemCom.Transmitter.Tests.Image;

public sealed class LatentModulatorTests
{
    private static readonly PatchGrid Grid = new(6, 9);
    private static readonly LatentGroup[] Groups =
        LatentGroup.InOrder(TrainedModel.Tables, ClassMap.FromCells(Grid, 0, [3]), withLow: true);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(24, 1)]
    [InlineData(3000, 1)]
    [InlineData(3000, 0.02)]
    [InlineData(10_368, 30)]
    public void Payload_HasUnitMeanPower(int count, double strength)
    {
        var symbols = new Complex32[count];
        LatentModulator.Modulate(Latents(strength), Grid.Count, LatentAllocation.Create(Groups, 2 * count, 0.1), symbols);
        Assert.Equal(1, symbols.Average(x => (double)x.Power), 1e-5);
    }

    [Fact]
    public void Payload_IsTheValuesInOrder_ByTheScaleThatTheHeaderNames()
    {
        const int count = 1000;
        var latents = Latents(1);
        var allocation = LatentAllocation.Create(Groups, 2 * count, 0.1);
        var symbols = new Complex32[count];
        var step = LatentModulator.Modulate(latents, Grid.Count, allocation, symbols);
        var scale = Math.Pow(2, (step - 512) / 64.0) / Math.Sqrt(2);
        var expected = allocation.Groups.SelectMany((group, g) =>
            group.Members.Take(allocation.Taken[g]).Select(position => scale * allocation.Gains[g] * latents[group.Latent * Grid.Count + position])).ToArray();
        for (var i = 0; i < count; i++)
        {
            // A step of the scale is 1/64 octave, so that it is right within half of that: 0.54 %.
            Assert.Equal(expected[2 * i], symbols[i].Real, 0.0055 * Math.Abs(expected[2 * i]) + 1e-6);
            Assert.Equal(expected[2 * i + 1], symbols[i].Imaginary, 0.0055 * Math.Abs(expected[2 * i + 1]) + 1e-6);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e-7)]
    public void PicturesOfHardlyAnyEnergy_GiveFiniteSymbols(double strength)
    {
        var symbols = new Complex32[500];
        LatentModulator.Modulate(Latents(strength), Grid.Count, LatentAllocation.Create(Groups, 1000, 0.1), symbols);
        Assert.All(symbols, x => Assert.InRange(x.Power, 0, 1));
    }

    private static float[] Latents(double strength)
    {
        var random = new Random(1);
        var latents = new float[TrainedModel.Tables.Latents * Grid.Count];
        foreach (var group in Groups)
        {
            foreach (var position in group.Members)
                latents[group.Latent * Grid.Count + position] = (float)(strength * Math.Sqrt(group.Variance) * (random.NextDouble() * 4 - 2));
        }
        return latents;
    }
}
