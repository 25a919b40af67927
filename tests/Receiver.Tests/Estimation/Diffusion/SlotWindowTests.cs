using SemCom.Receiver.Estimation;

namespace SemCom.Receiver.Tests.Estimation.Diffusion;

public sealed class SlotWindowTests
{
    private static readonly WaveGrid Waves = new(72, 14, [0, 1], [0, 1]);

    [Theory]
    [InlineData(14, 72, 6)]
    [InlineData(1, 12, 6)]
    [InlineData(15, 73, 6)]
    [InlineData(28, 600, 6)]
    [InlineData(61, 600, 7)]
    [InlineData(9, 97, 60)]
    [InlineData(29, 119, 1)]
    public void Windows_CoverAFrameOnce_AndStayInside(int symbols, int subcarriers, int gap)
    {
        var seen = new int[symbols * subcarriers];
        foreach (var window in SlotWindow.Cover(symbols, subcarriers, Waves, gap))
        {
            Assert.InRange(window.Symbols, 1, 14);
            Assert.InRange(window.FirstSubcarrier - window.Origin, 0, 71);
            Assert.InRange(window.FirstSubcarrier + window.Subcarriers - window.Origin, 1, Math.Min(72, subcarriers));
            for (var l = 0; l < window.Symbols; l++)
            {
                for (var k = 0; k < window.Subcarriers; k++)
                    seen[(window.FirstSymbol + l) * subcarriers + window.FirstSubcarrier + k]++;
            }
        }
        Assert.All(seen, count => Assert.Equal(1, count));
    }

    /// <summary>Inside a wide grid every subcarrier has some of the window on both sides of it.</summary>
    [Fact]
    public void Parts_LieInTheMiddleOfTheirWindows()
    {
        foreach (var window in SlotWindow.Cover(14, 600, Waves, 6))
        {
            if (window.Origin > 0)
                Assert.True(window.FirstSubcarrier - window.Origin >= 8);
            if (window.Origin + 72 < 600)
                Assert.True(window.Origin + 72 - window.FirstSubcarrier - window.Subcarriers >= 8);
        }
    }
}
