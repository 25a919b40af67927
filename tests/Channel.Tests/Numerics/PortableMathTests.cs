namespace SemCom.Channels.Tests.Numerics;

public class PortableMathTests
{
    [Fact]
    public void LogarithmAndExponential_AreThoseOfTheLibrary()
    {
        for (var x = 1e-12; x < 1e12; x *= 1.0137)
            Assert.Equal(Math.Log(x), PortableMath.Log(x), Math.Max(1e-15, Math.Abs(Math.Log(x)) * 1e-14));
        for (var x = -690.0; x < 690; x += 0.737)
            Assert.InRange(PortableMath.Exp(x) / Math.Exp(x), 1 - 1e-14, 1 + 1e-14);
        Assert.Equal(0, PortableMath.Log(1));
        Assert.Equal(1, PortableMath.Exp(0));
        Assert.Equal(0, PortableMath.Exp(double.NegativeInfinity));
        Assert.Equal(double.PositiveInfinity, PortableMath.Exp(1e9));
    }

    [Fact]
    public void Phasors_AreCosineAndSine()
    {
        for (var turns = 0u; turns < 0xFFF0_0000; turns += 104_729)
        {
            var angle = turns * (2 * Math.PI / 4294967296.0);
            var phasor = UnitPhasor.FromTurns(turns);
            Assert.True(Math.Abs(phasor.Real - Math.Cos(angle)) < 4e-8 && Math.Abs(phasor.Imaginary - Math.Sin(angle)) < 4e-8, $"{turns}");
        }
        for (var angle = -1000.0; angle < 1000; angle += 0.371)
        {
            var phasor = UnitPhasor.FromRadians(angle);
            Assert.True(Math.Abs(phasor.Real - Math.Cos(angle)) < 5e-8 && Math.Abs(phasor.Imaginary - Math.Sin(angle)) < 5e-8, $"{angle}");
        }
    }
}
