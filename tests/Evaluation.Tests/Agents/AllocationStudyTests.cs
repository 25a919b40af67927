namespace SemCom.Evaluation.Tests;

public sealed class AllocationStudyTests
{
    [Theory]
    [InlineData(AllocationTask.TwoLayers)]
    [InlineData(AllocationTask.Cells)]
    [InlineData(AllocationTask.Shared)]
    public void Study_DoesNotDependOnWorkers_AndNoRivalPassesTheBound(AllocationTask task)
    {
        AllocationTable Run(int workers) => new AllocationStudy(task).Run(steps: 1500, seeds: 3, episodes: 25, workers: workers, cancellation: TestContext.Current.CancellationToken);
        var table = Run(1);
        Assert.Equal(table.Rows, Run(3).Rows);
        Assert.Equal((task, 1500, 3), (table.Task, table.Steps, table.Seeds));
        Assert.Equal(1, table.Rows[^1].Share, 1e-12);
        Assert.Equal(0, table.Rows[^2].LearnedGain);
        foreach (var row in table.Rows)
        {
            Assert.True(row.Mean <= table.Rows[^1].Mean, row.Name);
            Assert.Equal(table.Rows[^2].Mean - row.Mean, row.LearnedGain, 1e-9);
            Assert.True(row.HalfWidth > 0);
        }
    }

    [Fact]
    public void NoSeeds_AreRefused() => Assert.Contains("seeds of a study", Assert.Throws<SemComException>(() => new AllocationStudy(AllocationTask.Cells).Run(seeds: 0, cancellation: TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
}
