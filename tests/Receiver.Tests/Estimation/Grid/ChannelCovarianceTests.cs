using System.Numerics;
using SemCom.Receiver.Estimation;

namespace SemCom.Receiver.Tests.Estimation.Grid;

public sealed class ChannelCovarianceTests
{
    [Fact]
    public void Robust_IsASincWithItsPhase_InFrequencyAndTime()
    {
        var grid = new ResourceGrid();
        var (delay, doppler) = (4e-6, 200.0);
        var covariance = ChannelCovariance.Robust(grid, delay, doppler);
        for (var k = 0; k < grid.Subcarriers; k += 7)
        {
            var x = Math.PI * k * grid.SpacingHertz * delay;
            var expected = Complex.FromPolarCoordinates(1, -x) * (x == 0 ? 1 : Math.Sin(x) / x);
            Assert.True((covariance.FrequencyCorrelation(k * grid.SpacingHertz) - expected).Magnitude < 1e-6);
        }
        Assert.Equal(Math.Sin(2 * Math.PI * doppler * 3e-3) / (2 * Math.PI * doppler * 3e-3), covariance.TimeCorrelation(3e-3).Real, 1e-12);
        Assert.Equal(1, covariance.TimeCorrelation(0).Real);
    }

    /// <summary>J0 against its series and Hankel's expansion.</summary>
    [Fact]
    public void Jakes_IsBesselsFunction()
    {
        for (var x = 0.0; x < 200; x += 0.37)
            Assert.Equal(SemComBessel.J0(x), DopplerSpectrum.BesselJ0(x), x < 12 ? 1e-9 : 1e-6);
    }

    [Fact]
    public void LineOfSight_TurnsAtItsShift()
    {
        var spectrum = new DopplerSpectrum(DopplerShape.Jakes, 100, LinePower: 1, LineHertz: 70);
        var value = spectrum.Correlation(1e-3);
        Assert.Equal(1, value.Magnitude, 1e-12);
        Assert.Equal(2 * Math.PI * 0.07, value.Phase, 1e-12);
    }

    [Fact]
    public void True_HasUnitPower_AndTheSumOfItsPaths()
    {
        var covariance = ChannelCovariance.True([0, 1e-6], [3, 1]);
        Assert.Equal(1, covariance.FrequencyCorrelation(0).Real, 1e-12);
        Assert.Equal(0.5, covariance.FrequencyCorrelation(0.5e6).Real, 1e-12);
    }
}
