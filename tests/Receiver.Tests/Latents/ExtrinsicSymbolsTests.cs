using SemCom.Receiver.Latents;

namespace SemCom.Receiver.Tests.Latents;

public sealed class ExtrinsicSymbolsTests
{
    /// <summary>A normal prior of mean m and the variance assumed, times the likelihood of r, gives x'; without r, m is left.</summary>
    [Fact]
    public void Means_AreThoseOfThePriorAlone()
    {
        var prior = new[] { new Complex32(0.4f, -1.2f), new Complex32(-0.7f, 0.1f) };
        var received = new[] { new Complex32(0.9f, -0.5f), new Complex32(2, 1) };
        float[] noise = [0.2f, 1.5f];
        var posterior = prior.Select((m, i) => (m * noise[i] + received[i] * ExtrinsicSymbols.Variance) * (1 / (noise[i] + ExtrinsicSymbols.Variance))).ToArray();
        var likely = LikelySymbols.Unknown(3);
        ExtrinsicSymbols.Fill(posterior, received, noise, likely, 1);
        Assert.Equal(default, likely.Symbols[0]);
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(0, (likely.Symbols[1 + i] - prior[i]).Power, 1e-10f);
            Assert.Equal(ExtrinsicSymbols.Variance, likely.Variances[1 + i]);
        }
    }

    [Fact]
    public void SymbolsThatDidNotArrive_OrWithHardlyAnyNoise_SayNothing()
    {
        var likely = LikelySymbols.Unknown(2);
        ExtrinsicSymbols.Fill([new(1, 0), new(1, 0)], [default, new(1.1f, 0)], [float.PositiveInfinity, 0.01f], likely, 0);
        Assert.All(likely.Symbols, symbol => Assert.Equal(default, symbol));
    }
}
