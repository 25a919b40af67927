namespace SemCom.Evaluation.Tests;

public sealed class StoppingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public StoppingTests()
    {
        for (var i = 0; i < 2; i++)
            _folder.AddPicture($"p{i}.png", i);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Means over pictures of 30, 31 and 32 dB: s = 1, half width 4.3027 / √3. That pictures differ by 10 dB does not matter.</summary>
    [Fact]
    public void HalfWidth_IsThatOfTheMeansOfSeeds()
    {
        QualityRecord[] records = [.. from picture in new[] { -5.0, 5 } from seed in new[] { 1, 2, 3 } select Record($"p{picture}.png", seed, 29 + seed + picture)];

        Assert.Equal(4.3027 / Math.Sqrt(3), StoppingRule.HalfWidthDb(records)!.Value, 1e-4);
        Assert.True(StoppingRule.IsMet(records, 2.485));
        Assert.False(StoppingRule.IsMet(records, 2.484));
    }

    [Fact]
    public void APictureWithoutEverySeed_IsLeftOutOfTheRule()
    {
        QualityRecord[] records = [Record("a", 1, 30), Record("a", 2, 30), Record("a", 3, 30), Record("b", 1, 10), Record("b", 2, 50)];

        Assert.Equal(0, StoppingRule.HalfWidthDb(records));
        Assert.Null(StoppingRule.HalfWidthDb([Record("a", 1, 30)]));
    }

    [Fact]
    public async Task EveryPoint_StopsAtTheFirstRoundThatIsNarrowEnough()
    {
        var plan = Plan(new FakeSystem());
        var all = (await new Sweep(plan with { UntilCiDb = null }).RunAsync(cancellationToken: Cancellation)).Records;
        plan = plan with { UntilCiDb = StoppingRule.HalfWidthDb([.. all.Where(r => r.SnrDb > 0 && r.Seed <= 20)]) };

        var result = await new Sweep(plan).RunAsync(cancellationToken: Cancellation);

        var numbers = new List<int>();
        foreach (var snrDb in new[] { -3.0, 10 })
        {
            var at = all.Where(r => r.SnrDb == snrDb).ToList();
            var seeds = Enumerable.Range(3, plan.Seeds - 2).First(n => StoppingRule.IsMet([.. at.Where(r => (int)r.Seed <= n)], plan.UntilCiDb!.Value));
            Assert.Equal(at.Where(r => (int)r.Seed <= seeds), result.Records.Where(r => r.SnrDb == snrDb));
            numbers.Add(seeds);
        }
        Assert.All(numbers, n => Assert.InRange(n, 3, plan.Seeds - 1));
        Assert.Contains(numbers, n => n > 3);
        Assert.Equal(0, result.PointsTooWide);
    }

    [Fact]
    public async Task SystemsAtAPoint_GetTheSameSeeds()
    {
        var result = await new Sweep(Plan(new FakeSystem("steady"), new FakeSystem("rough") { Offset = 12 })).RunAsync(cancellationToken: Cancellation);

        Assert.Equal(
            result.Records.Where(r => r.System == "steady").Select(r => (r.SnrDb, r.Seed, r.Source)),
            result.Records.Where(r => r.System == "rough").Select(r => (r.SnrDb, r.Seed, r.Source)));
    }

    [Fact]
    public async Task WhereTheWidthIsNotReached_AllSeedsAreUsedAndItIsSaid()
    {
        var plan = Plan(new FakeSystem()) with { UntilCiDb = 1e-6, Seeds = 4 };

        var result = await new Sweep(plan).RunAsync(cancellationToken: Cancellation);

        Assert.Equal(plan.JobCount, result.Records.Count);
        Assert.Equal(2, result.PointsTooWide);
        Assert.Contains("dB (not reached at 2 points)",
            new Report { Title = "", Summary = "", Command = "", Plan = plan, Result = result }.ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task InterruptedAndResumed_GivesTheSameRecordsForAnyNumberOfWorkers()
    {
        var plan = Plan(new FakeSystem()) with { UntilCiDb = 0.01, Seeds = 6 };
        var whole = await new Sweep(plan) { Workers = 1 }.RunAsync(cancellationToken: Cancellation);

        foreach (var stopAt in new[] { 5, 14 })
        {
            using var stop = new CancellationTokenSource();
            var stopping = Plan(new FakeSystem { Before = (call, _) => Stop(call, stopAt, stop) }) with { UntilCiDb = 0.01, Seeds = 6 };
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunIn($"out{stopAt}", stopping, 2, stop.Token));
            var resumed = await RunIn($"out{stopAt}", plan, 3, Cancellation);

            Assert.Equal(whole.Records, resumed.Records);
            Assert.InRange(resumed.Reused, 1, stopAt);
            Assert.InRange(whole.Records.Count, stopAt, plan.JobCount);
        }
    }

    [Fact]
    public async Task AnotherWidth_IsAnotherSweep()
    {
        var plan = Plan(new FakeSystem());
        await RunIn("out", plan, 2, Cancellation);

        var error = await Assert.ThrowsAsync<SemComException>(() => RunIn("out", plan with { UntilCiDb = 0.5 }, 2, Cancellation));

        Assert.Contains("(--until-ci-db was 0.08, now 0.5)", error.Message, StringComparison.Ordinal);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static void Stop(int call, int limit, CancellationTokenSource stop)
    {
        if (call >= limit)
            stop.Cancel();
        // What another worker had begun by then does not finish either, so that at most `limit` are done.
        if (call > limit)
            throw new OperationCanceledException(stop.Token);
    }

    private SweepPlan Plan(params ISystem[] systems) => new()
    {
        Sources = PictureInput.Find([_folder.Path]),
        Cells = SweepPlan.Grid(systems, ["awgn"], [0.0625], [-3, 10]),
        Seeds = 40,
        UntilCiDb = 0.08,
    };

    private async Task<SweepResult> RunIn(string name, SweepPlan plan, int workers, CancellationToken cancellationToken)
    {
        using var folder = SweepFolder.Open(_folder[name], SweepFingerprint.Of(plan));
        return await new Sweep(plan) { Folder = folder, Workers = workers }.RunAsync(cancellationToken: cancellationToken);
    }

    private static QualityRecord Record(string source, int seed, double psnrDb) => MeansTests.Record(source, psnrDb) with { Seed = (ulong)seed };
}
