using System.Diagnostics;
using System.Globalization;

namespace SemCom.Knowledge.Tests.Stores.Postgres;

/// <summary>Speed, for the README of the stores: `dotnet test tests/KnowledgeBase.Tests -c Release --filter TenThousandEntries -- xUnit.Explicit=on`.</summary>
public sealed class PostgresMeasurement(ITestOutputHelper output)
{
    private const int Entries = 9_700, Dimensions = 128, Single = 300, Searches = 50;

    [Fact(Explicit = true)]
    public void TenThousandEntries_OnEitherStore()
    {
        Assert.SkipWhen(PostgresInstance.Missing is not null, PostgresInstance.Missing ?? "");
        using var folder = new TemporaryFolder();
        using var server = new PostgresInstance(forces: true);
        Measure("PostgreSQL through a socket", server.Address("measured"));
        Measure("SQLite", folder["measured.db"]);
    }

    private void Measure(string name, string address)
    {
        var random = new Random(1);
        var vocabulary = Enumerable.Range(0, 5000).Select(i => string.Create(CultureInfo.InvariantCulture, $"word{i}")).ToArray();
        string Text(int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => vocabulary[(int)(5000 * Math.Pow(random.NextDouble(), 3))]));
        float[] Vector() => [.. Enumerable.Range(0, Dimensions).Select(_ => (float)(random.NextDouble() - 0.5))];
        KnowledgeEntry Entry(int i) => new(KnowledgeKind.TextFact, string.Create(CultureInfo.InvariantCulture, $"key {i}"), new byte[300], Vector(), Text(40));
        // No more than are compared exactly: linking a graph would be measured with them.
        var entries = Enumerable.Range(0, Entries + Single).Select(Entry).ToList();
        using var store = KnowledgeStores.Open(address, TimeProvider.System);
        store.Add([entries[0]]);

        var batches = Time(() =>
        {
            foreach (var batch in entries.Take(Entries).Chunk(1000))
                store.Add(batch);
        });
        var alone = Time(() =>
        {
            foreach (var entry in entries.Skip(Entries))
                store.Add([entry]);
        });
        var load = Time(() => store.SearchNearest(KnowledgeKind.TextFact, Vector(), 10));
        var near = Times(() => store.SearchNearest(KnowledgeKind.TextFact, Vector(), 10));
        var words = Times(() => store.SearchText(Text(5), 10));
        var found = Times(() => store.Find(entries[random.Next(Entries)].Id));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {Entries / batches:F0} entries a second by 1000, {Single / alone:F0} one by one; first search {1000 * load:F0} ms; "
            + $"median of {Searches}: nearest {near:F2} ms, words {words:F2} ms, one entry {found:F2} ms"));
    }

    private static double Times(Action act)
    {
        var times = Enumerable.Range(0, Searches).Select(_ => 1000 * Time(act)).Order().ToArray();
        return times[Searches / 2];
    }

    private static double Time(Action act)
    {
        var start = Stopwatch.GetTimestamp();
        act();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
