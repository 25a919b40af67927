using System.Numerics;

namespace SemCom.Channels.Tests.Ofdm;

public class OfdmModulatorTests
{
    [Theory]
    [InlineData(600, 1024, 72, 1000)]
    [InlineData(13, 64, 0, 13)]
    [InlineData(56, 64, 64, 200)]
    public void Samples_AreTheSumOfSubcarriers_WithAPrefix_AndComeBack(int subcarriers, int size, int prefix, int uses)
    {
        var grid = new ResourceGrid(subcarriers, 15_000, size, prefix);
        var x = TestSignal.Qpsk(uses);
        var samples = new Complex32[grid.SymbolsFor(uses) * grid.SamplesPerSymbol];
        new OfdmModulator(grid).Modulate(x.Span, samples);
        foreach (var n in new[] { 0, prefix / 2, prefix, prefix + 1, prefix + size - 1 })
        {
            Complex expected = 0;
            for (var k = 0; k < Math.Min(subcarriers, uses); k++)
            {
                var turns = grid.FrequencyOf(k) * (n - prefix) / grid.SampleRateHertz;
                expected += (Complex)x[k] * Complex.FromPolarCoordinates(1 / Math.Sqrt(size), 2 * Math.PI * turns);
            }
            Assert.Equal(0, (expected - (Complex)samples[n]).Magnitude, 2e-6);
        }
        var power = samples.AsSpan(prefix, size).ToArray().Sum(s => s.Power) / size;
        Assert.Equal((double)Math.Min(uses, subcarriers) / size, power, 1e-5);

        var y = new Complex32[uses];
        new OfdmDemodulator(grid).Demodulate(samples, y);
        Assert.All(y.Zip(x), pair => Assert.InRange((pair.First - pair.Second).Magnitude, 0, 2e-6));
    }

    [Fact]
    public void WrongLengths_AreRefused()
    {
        var grid = new ResourceGrid();
        Assert.Throws<ArgumentOutOfRangeException>(() => new OfdmModulator(grid).Modulate(new Complex32[600], new Complex32[1095]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new OfdmDemodulator(grid).Demodulate(new Complex32[1095], new Complex32[600]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new OfdmDemodulator(grid, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new OfdmDemodulator(grid, 513));
    }
}
