using System.Numerics;

namespace SemCom.Core.Tests.Signals;

public class SymbolBlockTests
{
    [Fact]
    public void Reals_2iAnd2iPlus1_FormSymbol_i()
    {
        var block = new SymbolBlock([new(1, 2), new(3, 4), new(5, 6)]);
        Assert.Equal([1f, 2, 3, 4, 5, 6], block.Reals.ToArray());
        Assert.Equal(new(3, 4), block[1]);
        Assert.Equal(3, block.Count);
    }

    [Fact]
    public void MeanPower_IsTheMeanOfSquaredMagnitudes()
    {
        Assert.Equal((5 + 25 + 61) / 3.0, new SymbolBlock([new(1, 2), new(3, 4), new(5, 6)]).MeanPower, 1e-12);
        Assert.Equal(0, new SymbolBlock([]).MeanPower);
    }

    [Fact]
    public void Complex32_CalculatesLikeTheFrameworksComplex()
    {
        Complex32 a = new(1.5f, -2), b = new(-0.25f, 3);
        Complex exactA = a, exactB = b;
        Assert.Equal(exactA + exactB, (a + b).ToComplex());
        Assert.Equal(exactA - exactB, (a - b).ToComplex());
        Assert.Equal(exactA * exactB, (a * b).ToComplex());
        Assert.Equal(Complex.Conjugate(exactA), a.Conjugate().ToComplex());
        Assert.Equal(exactA.Magnitude, a.Magnitude, 1e-6);
    }
}
