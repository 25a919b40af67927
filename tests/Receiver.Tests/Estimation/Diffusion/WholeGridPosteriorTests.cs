using System.Numerics;
using MathNet.Numerics.LinearAlgebra.Complex;
using SemCom.Receiver.Estimation;

namespace SemCom.Receiver.Tests.Estimation.Diffusion;

/// <summary>The separable form for a window seen whole against a dense filter over all its elements.</summary>
public sealed class WholeGridPosteriorTests
{
    private const int Symbols = 4, Subcarriers = 12;

    private static readonly WaveGrid Waves = new(Subcarriers, Symbols, [0, 0.7, 2.1], [-0.4, 0, 0.3]);

    private static readonly WavePowers Powers = new(Waves, [0.7, 0.4, 0.1], [0.2, 0.5, 0.3], 0.3);

    private static readonly WholeGrid Whole = new(Waves);

    private static readonly Complex[] Window =
        [.. Enumerable.Range(0, Symbols * Subcarriers).Select(i => Complex.FromPolarCoordinates(0.5 + 0.1 * (i / Subcarriers), 0.9 * (i % Subcarriers) - 0.4 * (i / Subcarriers) * (i % Subcarriers)))];

    /// <summary>Without pilots, with pilots inside, and with pilots before and behind the window, of unequal noise.</summary>
    [Theory]
    [InlineData(new int[0], new int[0])]
    [InlineData(new[] { 0, 0, 3 }, new[] { 1, 7, 4 })]
    [InlineData(new[] { -2, 1, 1, 5 }, new[] { 1, 3, 11, 6 })]
    public void Mean_IsThatOfADenseFilter(int[] symbols, int[] subcarriers)
    {
        const double PilotNoise = 0.05;
        var places = new PilotPlaces(symbols, subcarriers, [.. symbols.Select((_, i) => 1f + i % 2)]);
        Complex[] seen = [.. symbols.Select((_, i) => Complex.FromPolarCoordinates(1.2 - 0.2 * i, 1.1 * i))];
        var all = Enumerable.Range(0, Window.Length).Select(i => (L: i / Subcarriers, K: i % Subcarriers, Y: Window[i], N: Powers.Noise))
            .Concat(symbols.Select((l, i) => (L: l, K: subcarriers[i], Y: seen[i], N: PilotNoise * places.NoiseScales[i]))).ToArray();
        var s = DenseMatrix.Create(all.Length, all.Length, (i, j) => Correlation(all[i].L - all[j].L, all[i].K - all[j].K) + (i == j ? all[i].N : 0));
        var a = s.Inverse() * DenseVector.OfEnumerable(all.Select(x => x.Y));
        var gains = Whole.Gains(new WholeGridPosterior(Whole, Powers).Mean(Coordinates(), places, seen, PilotNoise));
        for (var i = 0; i < Window.Length; i++)
        {
            var expected = DenseVector.Create(all.Length, j => Correlation(i / Subcarriers - all[j].L, i % Subcarriers - all[j].K)) * a;
            Assert.Equal(0, (expected - gains[i / Subcarriers][i % Subcarriers]).Magnitude, 1e-9);
        }
    }

    [Fact]
    public void Gradients_AreThoseOfPilotsEverywhere()
    {
        var everywhere = new PilotPlaces([.. Enumerable.Range(0, 48).Select(i => i / 12)], [.. Enumerable.Range(0, 48).Select(i => i % 12)], [.. Enumerable.Repeat(1f, 48)]);
        var dense = new PilotPosterior(Waves, everywhere, Powers).Gradients([Window]);
        var separable = new WholeGridPosterior(Whole, Powers).Gradients([Coordinates().ToArray()]);
        for (var d = 0; d < 3; d++)
        {
            Assert.Equal(dense.DelayEnergies[d], separable.DelayEnergies[d], 1e-9);
            Assert.Equal(dense.DelayTraces[d], separable.DelayTraces[d], 1e-9);
            Assert.Equal(dense.DopplerEnergies[d], separable.DopplerEnergies[d], 1e-9);
            Assert.Equal(dense.DopplerTraces[d], separable.DopplerTraces[d], 1e-9);
        }
        Assert.Equal(dense.NoiseEnergy, separable.NoiseEnergy, 1e-9);
        Assert.Equal(dense.NoiseTrace, separable.NoiseTrace, 1e-9);
    }

    /// <summary>Projections on the images of the unit vectors, which are orthonormal.</summary>
    private static SplitRows Coordinates()
    {
        var coordinates = new SplitRows(Whole.Rows, Whole.Columns);
        for (var i = 0; i < Whole.Rows * Whole.Columns; i++)
        {
            var unit = new SplitRows(Whole.Rows, Whole.Columns);
            unit[i / Whole.Columns].Set(i % Whole.Columns, 1);
            var image = Whole.Gains(unit).ToArray();
            coordinates[i / Whole.Columns].Set(i % Whole.Columns, image.Zip(Window, (b, w) => Complex.Conjugate(b) * w).Aggregate(Complex.Zero, (x, y) => x + y));
        }
        return coordinates;
    }

    private static Complex Correlation(int symbols, int subcarriers)
    {
        var (frequency, time) = (Complex.Zero, Complex.Zero);
        for (var d = 0; d < 3; d++)
            frequency += Complex.FromPolarCoordinates(Powers.Delays[d], -2 * Math.PI * subcarriers * Waves.Delays[d] / Subcarriers);
        for (var v = 0; v < 3; v++)
            time += Complex.FromPolarCoordinates(Powers.Dopplers[v], 2 * Math.PI * symbols * Waves.Dopplers[v] / Symbols);
        return frequency * time;
    }
}
