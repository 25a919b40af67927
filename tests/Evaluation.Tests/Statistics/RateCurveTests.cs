namespace SemCom.Evaluation.Tests;

public sealed class RateCurveTests
{
    /// <summary>20 dB at 100 uses, 26 at 400: twice the uses is half of the way.</summary>
    [Fact]
    public void BetweenPoints_ItIsLinearInTheLogarithm()
    {
        var curve = new RateCurve([new(400, 26), new(100, 20), new(800, 26)]);

        Assert.Equal(23, curve.QualityAt(200)!.Value, 1e-9);
        Assert.Equal(200, curve.RateAt(23)!.Value, 1e-9);
        Assert.Equal(400, curve.RateAt(26)!.Value, 1e-9);
        Assert.Equal((null, null), (curve.QualityAt(99), curve.QualityAt(801)));
        Assert.Equal((null, null), (curve.RateAt(19.9), curve.RateAt(26.1)));
    }

    /// <summary>A system that takes 200 uses for 24 dB where the other has 20 dB in 100 and 26 dB in 400.</summary>
    [Fact]
    public void AComparison_TellsEqualCosts_WhereASystemTakesOthers()
    {
        var anchor = new FakeResults { SnrDb = [7], Cbr = [0.1, 0.4], Change = r => r with { PsnrDb = r.Cbr < 0.2 ? 20 : 26, Uses = new UsesRecord(r.Cbr < 0.2 ? 100 : 400, 0, 0, 0, 0, 0) } };
        var other = new FakeResults { System = "other", SnrDb = [7], Cbr = [0.1], Change = r => r with { PsnrDb = 24, Uses = new UsesRecord(200, 0, 0, 0, 0, 60) } };

        var cost = Assert.Single(Comparer.Compare(anchor.Set(), "fake", other.Set(), "other").EqualCosts);

        Assert.Equal(("other", "fake", 12, 12 * 200L, 12 * 60L), (cost.System, cost.Against, cost.N, cost.Uses, cost.KnowledgeUses));
        Assert.Equal(23, cost.PsnrDbAtEqualUses!.Value, 1e-9);
        Assert.Equal(12 * 100 * Math.Pow(4, 4.0 / 6), cost.UsesAtEqualPsnr!.Value, 1e-6);
        Assert.Empty(Comparer.Compare(anchor.Set(), "fake", (other with { Change = r => r with { PsnrDb = 24 } }).Set(), "other").EqualCosts);
    }
}
