using System.Numerics;

namespace SemCom.Channels.Tests.Ofdm;

public class FractionalDelayTests
{
    [Theory]
    [InlineData(0.2)]
    [InlineData(600.0 / 1024)]
    [InlineData(0.75)]
    [InlineData(0.875)]
    public void Response_IsThatOfAnExactDelay_To60DecibelsOverTheBand(double band)
    {
        var design = new FractionalDelay(band);
        double worst = 0;
        for (var delay = 0.01; delay < 4; delay += 0.0371)
        {
            var (first, taps) = design.Design(delay);
            for (var f = -band / 2; f <= band / 2; f += band / 200)
            {
                Complex response = 0;
                for (var i = 0; i < taps.Length; i++)
                    response += taps[i] * Complex.FromPolarCoordinates(1, -2 * Math.PI * f * (first + i));
                worst = Math.Max(worst, (response - Complex.FromPolarCoordinates(1, -2 * Math.PI * f * delay)).Magnitude);
            }
        }
        Assert.InRange(20 * Math.Log10(worst), -100, -65);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void WholeDelays_AreOneTap(int samples)
    {
        var (first, taps) = new FractionalDelay(0.5).Design(samples);
        Assert.Equal(samples, first);
        Assert.Equal([1.0], taps);
    }
}
