using SemCom.Runtime.Models;

namespace SemCom.Evaluation.Tests;

public sealed class AgentComparisonTests
{
    private static readonly string Folder = Path.Combine(ModelCatalogue.Default.Folder, "agent");

    [Fact]
    public void Scores_DoNotDependOnThreads_AndRatiosAreThoseOfTheRewards()
    {
        var (one, three) = (Comparison(1).Run(cancellationToken: TestContext.Current.CancellationToken), Comparison(3).Run(cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal(one, three);
        foreach (var intent in one.GroupBy(score => score.Intent))
        {
            var table = intent.Single(score => score.Policy == "table");
            Assert.Equal(1, table.AgainstTable, 1e-12);
            Assert.Equal(0, table.AgainstTableCi95, 1e-9);
            Assert.All(intent, score => Assert.Equal(score.Reward / table.Reward, score.AgainstTable, 1e-9));
        }
    }

    [Fact]
    public void LearnedPolicy_EarnsMoreThanTheTables()
    {
        var all = Comparison(2).Run(cancellationToken: TestContext.Current.CancellationToken).Where(score => score.Intent == AgentComparison.AllIntents).ToDictionary(score => score.Policy);
        Assert.True(all["learned"].Reward > 1.08 * all["table"].Reward);
    }

    [Fact]
    public void DamagedTables_AreRefusedInOneLine()
    {
        var path = Path.Combine(Path.GetTempPath(), $"semcom-{Guid.NewGuid():N}.json");
        try
        {
            File.WriteAllText(path, "{ \"thresholdsDb\": [1, ");
            Assert.Contains("must be JSON", Assert.Throws<SemComException>(() => AgentTables.Load(path)).Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
        Assert.Contains("semcom agent train", Assert.Throws<SemComException>(() => AgentTables.Load(path)).Message, StringComparison.Ordinal);
        Assert.Contains("there is no table", Assert.Throws<SemComException>(() => AgentTables.Load(Path.Combine(Folder, "tables.json")).TableOf("moon")).Message, StringComparison.Ordinal);
    }

    private static AgentComparison Comparison(int threads) => new()
    {
        Recording = LinkRecordingFile.Load(Path.Combine(Folder, "held-out.recording")),
        Twin = LinkTwin.Load(Path.Combine(Folder, "twin.bin"), PlanCatalogue.Default),
        Policy = LearnedPolicy.Load(Path.Combine(Folder, "policy.bin"), new ObservationSpace(LinkView.Features, hasPriors: true), PlanCatalogue.Default.Actions),
        Tables = AgentTables.Load(Path.Combine(Folder, "tables.json")),
        Seeds = 2,
        Beam = 0,
        Threads = threads,
    };
}
