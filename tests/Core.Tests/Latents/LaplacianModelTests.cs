using SemCom.Latents;

namespace SemCom.Core.Tests.Latents;

/// <summary>The integer frequencies against probabilities of a rounded Laplacian by <see cref="Math.Exp"/>.</summary>
public sealed class LaplacianModelTests
{
    private static readonly LaplacianModel[] Models =
        [.. Enumerable.Range(0, 79).Select(i => LaplacianModel.Nearest(0.999 / 16 * Math.Pow(2, i / 4.0)))];

    [Fact]
    public void Nearest_IsTheNextOneAbove_ByAQuarterOctave()
    {
        var random = new Random(1);
        for (var i = 0; i < 2000; i++)
        {
            var sigma = Math.Pow(2, random.NextDouble() * 19 - 4);
            Assert.InRange(LaplacianModel.Nearest(sigma).Sigma / sigma, 1 - 1e-9, Math.Pow(2, 0.25) + 1e-9);
        }
        Assert.Same(Models[0], LaplacianModel.Nearest(0));
        Assert.Same(LaplacianModel.Nearest(1e12), LaplacianModel.Nearest(double.PositiveInfinity));
    }

    [Fact]
    public void Frequencies_AreTheProbabilitiesOfRoundedMagnitudes()
    {
        foreach (var model in Models.Where(m => m.Sigma > 0.24))
        {
            for (var symbol = 0; symbol <= LaplacianModel.Escape; symbol++)
            {
                if (Expected(model, symbol) is var p && p > 0.003)
                    Assert.InRange((double)model.Frequencies.Frequency(symbol) / model.Frequencies.Total / p, 0.96, 1.04);
            }
        }
    }

    [Fact]
    public void CodingARoundedLaplacian_CostsAtMostAHundredthBitMoreThanItsEntropy()
    {
        foreach (var model in Models)
        {
            double extra = 0;
            for (var symbol = 0; symbol <= LaplacianModel.Escape; symbol++)
            {
                if (Expected(model, symbol) is var p && p > 0)
                    extra += p * Math.Log2(p * model.Frequencies.Total / model.Frequencies.Frequency(symbol));
            }
            Assert.InRange(extra, -1e-9, 0.01);
        }
    }

    [Fact]
    public void Frequencies_FallWithTheMagnitude_AndNoneIsZero()
    {
        foreach (var model in Models)
        {
            Assert.True(model.Frequencies.Frequency(LaplacianModel.Escape) >= 1);
            for (var symbol = 1; symbol < LaplacianModel.Escape; symbol++)
            {
                // Magnitude 0 has one value, the others two.
                var before = model.Frequencies.Frequency(symbol - 1) * (symbol == 1 && model.Shift == 0 ? 2 : 1);
                Assert.InRange(model.Frequencies.Frequency(symbol), 1, Math.Max(1, symbol == 1 ? int.MaxValue : before));
            }
        }
    }

    [Fact]
    public void Mean_IsTheExpectedMagnitude()
    {
        foreach (var model in Models.Where(m => m.Sigma > 0.24))
        {
            double mean = 0;
            for (var magnitude = 1; magnitude < 60 * model.Sigma + 10; magnitude++)
                mean += AtLeast(model, magnitude);
            Assert.Equal(1, model.Mean / mean, 0.04);
        }
    }

    private static double Expected(LaplacianModel model, int symbol)
    {
        double width = 1 << model.Shift;
        return AtLeast(model, symbol * width) - (symbol == LaplacianModel.Escape ? 0 : AtLeast(model, (symbol + 1) * width));
    }

    /// <summary>P(round |x| ≥ m) for a Laplacian x of the model's standard deviation.</summary>
    private static double AtLeast(LaplacianModel model, double magnitude) =>
        magnitude == 0 ? 1 : Math.Exp(-Math.Sqrt(2) * (magnitude - 0.5) / model.Sigma);
}
