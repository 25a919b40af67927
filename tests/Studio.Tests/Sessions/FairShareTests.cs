namespace SemCom.Studio.Tests.Sessions;

public class FairShareTests
{
    /// <summary>Against progressive filling: everybody gets a little more until satisfied or nothing is left.</summary>
    [Theory]
    [InlineData(1.7, new[] { 0.3, 1.0, 1.0 })]
    [InlineData(1.7, new[] { 0.1, 0.2, 0.3 })]
    [InlineData(1.0, new[] { 5.0, 0.0, 0.4, 2.0, 0.1 })]
    [InlineData(2.0, new double[0])]
    public void Shares_AreThoseOfProgressiveFilling(double capacity, double[] demands)
    {
        const double Step = 1e-4;
        var filled = new double[demands.Length];
        for (var left = capacity; left > 0 && filled.Where((share, i) => share < demands[i]).Any();)
        {
            for (var i = 0; i < filled.Length && left > 0; i++)
            {
                var more = Math.Min(Step, demands[i] - filled[i]);
                (filled[i], left) = (filled[i] + more, left - more);
            }
        }
        Assert.All(filled.Zip(FairShare.Divide(capacity, demands)), pair => Assert.Equal(pair.First, pair.Second, 3 * Step));
    }

    [Fact]
    public void FullMachine_LowersAllAlike_AndGivesBack()
    {
        var keeper = new RateKeeper(2);
        var viewers = Enumerable.Range(0, 8).Select(_ => keeper.Join(25)).ToList();
        foreach (var viewer in viewers)
            Spend(viewer, TimeSpan.FromMilliseconds(40));
        // 2 · 0.85 s of processors for 8 viewers at 40 ms: 5.3 pictures a second, of which 5 is the step below.
        Assert.All(viewers, viewer => Assert.Equal(5, viewer.Granted));
        foreach (var viewer in viewers.Skip(1))
            keeper.Leave(viewer);
        Assert.Equal(25, viewers[0].Granted);
    }

    [Fact]
    public void SlowPicture_AndTheFirstOnes_LowerNothing()
    {
        var viewer = new RateKeeper(1).Join(25);
        for (var i = 0; i < 40; i++)
            viewer.Spend(TimeSpan.FromMilliseconds(i < 5 || i % 3 == 0 ? 2000 : 10), beside: 1);
        Assert.Equal(25, viewer.Granted);
    }

    [Fact]
    public void LightViewer_KeepsItsRateBesideHeavyOnes()
    {
        var keeper = new RateKeeper(1);
        var (light, heavy) = (keeper.Join(10), keeper.Join(25));
        Spend(light, TimeSpan.FromMilliseconds(10));
        Spend(heavy, TimeSpan.FromMilliseconds(100));
        Assert.Equal(10, light.Granted);
        Assert.Equal(6, heavy.Granted); // 0.75 s are left for it
    }

    /// <summary>Three pictures that share two processors each take half as long again: they cost what they cost alone.</summary>
    [Fact]
    public void SharedProcessors_CountAsShared()
    {
        var (alone, crowded) = (new RateKeeper(2).Join(25), new RateKeeper(2).Join(25));
        Spend(alone, TimeSpan.FromMilliseconds(100));
        Spend(crowded, TimeSpan.FromMilliseconds(150), beside: 3);
        Assert.Equal(15, alone.Granted); // 17
        Assert.Equal(15, crowded.Granted);
    }

    private static void Spend(RateMember viewer, TimeSpan cost, int beside = 1)
    {
        for (var i = 0; i < 20; i++)
            viewer.Spend(cost, beside);
    }
}
