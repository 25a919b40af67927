using SemCom.Receiver.Estimation;

namespace SemCom.Cli.Tests;

public sealed class EstimatorsTests
{
    /// <summary>SemCom's own systems are compared with each estimator, unless they name one; others have no choice.</summary>
    [Fact]
    public void Systems_AreSpreadOverEstimators()
    {
        string[] systems = ["semantic", "semantic:model=image-live", "semantic:estimator=ls", "hevc", "semantic.json"];
        string[] spread =
        [
            "semantic", "semantic:estimator=diffusion", "semantic:model=image-live", "semantic:model=image-live,estimator=diffusion", "semantic:estimator=ls", "hevc", "semantic.json",
        ];
        Assert.Equal(spread, Estimators.Spread(systems, [EstimatorKind.LmmseRobust, EstimatorKind.Diffusion]));
        Assert.Equal(systems, Estimators.Spread(systems, [EstimatorKind.LmmseRobust]));
    }

    [Fact]
    public void Names_GoBothWays()
    {
        foreach (var kind in Enum.GetValues<EstimatorKind>())
            Assert.Equal(kind, EstimatorKinds.Find(kind.Name().ToUpperInvariant()));
        Assert.Null(EstimatorKinds.Find("best"));
        Assert.Equal([EstimatorKind.Ls, EstimatorKind.Diffusion], Estimators.ParseList("--estimator", "ls, diffusion,ls"));
    }
}
