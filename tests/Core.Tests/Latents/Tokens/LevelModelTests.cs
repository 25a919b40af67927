using SemCom.Latents;

namespace SemCom.Core.Tests.Latents.Tokens;

public sealed class LevelModelTests
{
    /// <summary>The exact probabilities of a Laplacian over the quantiser's cells, at the standard deviation that the model stands for.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Frequencies_AreThoseOfALaplacian(int number)
    {
        var quantiser = LevelQuantiser.Of(number);
        for (var quarter = -6; quarter < 40; quarter++)
        {
            var sigma = Math.Pow(2, quarter / 4.0);
            var model = quantiser.ModelOf(0.999 * sigma * sigma);
            var nonzero = Beyond(quantiser.Zone);
            Assert.Equal(nonzero, (double)model.Zero.Frequency(1) / model.Zero.Total, 0.02 * nonzero + 2e-5);
            var (mean, tail) = (0.0, nonzero);
            for (var level = 1; level < 5000; level++)
            {
                var more = tail * Beyond(level == 1 ? quantiser.FirstCell : quantiser.Spacing);
                mean += (tail - more) * quantiser.MagnitudeOf(level);
                tail = more;
            }
            Assert.Equal(mean, model.Mean, 0.02 * model.Mean);
            var cells = 1 << model.Shift;
            for (var (j, left) = (0, 1.0); j < 8; j++)
            {
                var more = left * Beyond(j == 0 && cells == 1 ? quantiser.FirstCell : cells * quantiser.Spacing);
                Assert.Equal(left - more, (double)model.Excess.Frequency(j) / model.Excess.Total, 0.02);
                left = more;
            }

            double Beyond(double x) => Math.Exp(-Math.Sqrt(2) / sigma * x);
        }
    }

    /// <summary>Half octaves of the variance, the next one upwards, are every second width; the ends hold what is beyond. Octaves of the deviation tell the same ones.</summary>
    [Fact]
    public void WidthOf_IsTheNextOneUpwards()
    {
        for (var i = 1; i < 79; i++)
        {
            var variance = Math.Pow(2, -10 + i / 2.0);
            Assert.Equal(LevelModel.WidthOf(0.999 * variance), LevelModel.WidthOf(0.72 * variance));
            Assert.Equal(LevelModel.WidthOf(0.999 * variance) + 2, LevelModel.WidthOf(1.001 * variance));
        }
        for (var i = -32; i < 40; i++)
            Assert.Equal(LevelModel.WidthOf(Math.Pow(2, i)), LevelModel.WidthOfOctaves(Math.Clamp(i / 2f, -5, 14.75f)));
        Assert.Equal((0, LevelModel.WidthCount - 1), (LevelModel.WidthOfOctaves(-99), LevelModel.WidthOfOctaves(99)));
        Assert.Equal(0, LevelModel.WidthOf(1e-12));
        Assert.Equal(0, LevelModel.WidthOf(Math.Pow(2, -10)));
        Assert.Equal(LevelModel.WidthCount - 2, LevelModel.WidthOf(1e30));
    }
}
