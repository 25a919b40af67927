namespace SemCom.Knowledge.Tests.Stores.Sqlite;

/// <summary>Files with flipped bytes: what comes of them is an error, a report or what was there, never anything else.</summary>
public sealed class DamageTests : IDisposable
{
    private const string Query = "quay number3 noon";
    private const int PageSize = 4096;

    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new();
    private readonly Dictionary<KnowledgeId, KnowledgeEntry> _entries;
    private readonly byte[] _file;
    private readonly List<KnowledgeHit> _words, _neighbours;

    public DamageTests()
    {
        var random = new Random(11);
        _entries = Enumerable.Range(0, 60).Select(i =>
        {
            var payload = new byte[i % 10 == 0 ? 9000 : 300];
            random.NextBytes(payload);
            return new KnowledgeEntry(KnowledgeKind.TextFact, $"key {i}", payload, [i, 1, 2], $"quay number{i % 20} at noon of day{i}");
        }).ToDictionary(e => e.Id);
        using (var store = new SqliteKnowledgeStore(_folder["whole.db"], _time))
        {
            store.Add(_entries.Values);
            store.Records.Add([1, 2, 3]);
            (_words, _neighbours) = ([.. store.SearchText(Query, 100)], [.. store.SearchNearest(KnowledgeKind.TextFact, [1, 0, 0], 100)]);
        }
        _file = File.ReadAllBytes(_folder["whole.db"]);
    }

    [Theory]
    [InlineData(1, 120)]
    [InlineData(2, 120)]
    public void FlippedBytes_NeverGiveOtherContents(int seed, int trials)
    {
        var random = new Random(seed);
        var refused = 0;
        for (var trial = 0; trial < trials; trial++)
        {
            var bytes = (byte[])_file.Clone();
            for (var flips = random.Next(1, 6); flips > 0; flips--)
                bytes[Place(random)] ^= (byte)random.Next(1, 256);
            refused += IsRefused(bytes) ? 1 : 0;
        }
        Assert.InRange(refused, trials / 10, trials);
    }

    [Fact]
    public void CutFiles_AreRefused()
    {
        for (var length = 2; length < _file.Length; length += 1 + _file.Length / 40)
            Assert.True(IsRefused(_file[..length]), $"{length} of {_file.Length} bytes");
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Heads of pages and of the file tell most of the structure, so that half of the flips go there.</summary>
    private int Place(Random random) => random.Next(4) switch
    {
        0 => random.Next(100),
        1 => PageSize * random.Next(_file.Length / PageSize) + random.Next(64),
        _ => random.Next(_file.Length),
    };

    /// <summary>True when an error or the report told of the damage.</summary>
    private bool IsRefused(byte[] bytes)
    {
        var path = _folder["damaged.db"];
        foreach (var name in (string[])["", "-wal", "-shm"])
            File.Delete(path + name);
        File.WriteAllBytes(path, bytes);
        try
        {
            using var store = new SqliteKnowledgeStore(path, _time);
            var isWhole = Gives(() => _entries.Values.All(e => e.Equals(Known(store.Find(e.Id))))) & Gives(() => _entries.Values.All(e => e.Equals(Known(store.Find(e.Kind, e.Key)))))
                & Gives(() => store.All().Select(e => Known(e)!.Id).SequenceEqual(_entries.Keys.Order())) & Gives(() => store.Count == _entries.Count)
                & Gives(() => store.SearchText(Query, 100).Select(Known).SequenceEqual(_words))
                & Gives(() => store.SearchNearest(KnowledgeKind.TextFact, [1, 0, 0], 100).Select(Known).SequenceEqual(_neighbours))
                & Gives(() => store.Records.Read(KnowledgeId.Of([1, 2, 3])) is [1, 2, 3]);
            var report = store.Verify();
            Assert.True(isWhole || !report.IsSound, "something is lost, and the report does not say so");
            return !report.IsSound;
        }
        catch (SemComException e)
        {
            Assert.DoesNotContain('\n', e.Message);
            return true;
        }
    }

    private KnowledgeHit Known(KnowledgeHit hit) => hit with { Entry = Known(hit.Entry)! };

    /// <summary>Whatever is returned as an entry must be one of those that were added.</summary>
    private KnowledgeEntry? Known(KnowledgeEntry? entry)
    {
        if (entry is not null)
            Assert.Equal(_entries[entry.Id].Bytes, entry.Bytes);
        return entry;
    }

    /// <summary>True when a call gives what it gave before the damage.</summary>
    private static bool Gives(Func<bool> call)
    {
        try
        {
            return call();
        }
        catch (SemComException)
        {
            return false;
        }
    }
}
