using SemCom.Latents;

namespace SemCom.Core.Tests.Latents.Tokens.Entropy;

public sealed class PiecewiseLogTests
{
    /// <summary>log2(1 + m) − m is largest, 0.0861, at m = 1/ln 2 − 1.</summary>
    [Fact]
    public void Log_RisesAndIsAtMost0086TooLow()
    {
        var before = float.NegativeInfinity;
        for (var value = 1e-4; value < 1e7; value *= 1.003)
        {
            var log = PiecewiseLog.Of(value, 0.05);
            Assert.InRange(Math.Log2(value + 0.05) - log, -1e-5, 0.0861);
            Assert.True(log >= before);
            before = log;
        }
        foreach (var exponent in new[] { -20, -1, 0, 1, 12 })
            Assert.Equal(exponent, PiecewiseLog.Of(Math.ScaleB(1, exponent), 0));
    }
}
