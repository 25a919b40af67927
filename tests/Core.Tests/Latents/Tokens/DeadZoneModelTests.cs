using SemCom.Latents;

namespace SemCom.Core.Tests.Latents.Tokens;

public sealed class DeadZoneModelTests
{
    /// <summary>The exact Laplacian probabilities, at the standard deviation that the model stands for.</summary>
    [Fact]
    public void Frequencies_AreThoseOfALaplacian()
    {
        for (var quarter = -6; quarter < 40; quarter++)
        {
            var sigma = Math.Pow(2, quarter / 4.0);
            var (model, rate) = (DeadZoneModel.Nearest(0.999 * sigma * sigma), Math.Sqrt(2) / sigma);
            var nonzero = Math.Exp(-rate * 0.625);
            Assert.Equal(nonzero, (double)model.Zero.Frequency(1) / model.Zero.Total, 0.02 * nonzero + 2e-5);
            Assert.Equal(nonzero / (1 - Math.Exp(-rate)), model.Mean, 0.02 * model.Mean);
            var coarse = Math.Exp(-rate * (1 << model.Shift));
            for (var j = 0; j < 8; j++)
                Assert.Equal(Math.Pow(coarse, j) * (1 - coarse), (double)model.Excess.Frequency(j) / model.Excess.Total, 0.02);
        }
    }

    /// <summary>Half octaves of the variance, the next one upwards; the ends hold what is beyond.</summary>
    [Fact]
    public void Nearest_IsTheNextOneUpwards()
    {
        for (var i = 1; i < 79; i++)
        {
            var variance = Math.Pow(2, -10 + i / 2.0);
            Assert.Same(DeadZoneModel.Nearest(0.999 * variance), DeadZoneModel.Nearest(0.72 * variance));
            Assert.NotSame(DeadZoneModel.Nearest(0.999 * variance), DeadZoneModel.Nearest(1.001 * variance));
        }
        Assert.Same(DeadZoneModel.Nearest(1e-12), DeadZoneModel.Nearest(Math.Pow(2, -10)));
        Assert.Same(DeadZoneModel.Nearest(1e30), DeadZoneModel.Nearest(1e15));
    }
}
