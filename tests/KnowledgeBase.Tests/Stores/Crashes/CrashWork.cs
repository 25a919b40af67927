namespace SemCom.Knowledge.Tests.Stores.Crashes;

/// <summary>What the process does that is killed, and what must be in the store after so many of its steps. A step is one transaction and follows from its number alone.</summary>
internal sealed class CrashWork
{
    private const int Keys = 48;

    private readonly Dictionary<string, KnowledgeId> _entries = new(StringComparer.Ordinal);
    private readonly HashSet<KnowledgeId> _records = [];

    public int Steps { get; private set; }

    public IEnumerable<KnowledgeId> Entries => _entries.Values.Order();

    public IEnumerable<KnowledgeId> Records => _records.Order();

    /// <summary>Does a step to a store.</summary>
    public static void Do(int step, IMemberStore store)
    {
        var (entries, removed, records) = Step(step);
        if (records.Length == 1)
            store.Records.Add(records[0]);
        else if (records.Length > 1)
            store.Records.AddAll(records);
        else if (removed is null)
            store.Add(entries);
        else if (store.Find(KnowledgeKind.TextFact, removed) is { } entry)
            store.Remove(entry.Id);
    }

    /// <summary>Does the next step to what is expected.</summary>
    public void Advance()
    {
        var (entries, removed, records) = Step(Steps++);
        _records.UnionWith(records.Select(record => KnowledgeId.Of(record)));
        if (removed is not null)
            _entries.Remove(removed);
        foreach (var entry in entries)
            _entries[entry.Key] = entry.Id;
    }

    public bool IsIn(IMemberStore store) => store.All().Select(e => e.Id).SequenceEqual(Entries) && store.Records.Ids.SequenceEqual(Records);

    private static (IReadOnlyCollection<KnowledgeEntry> Entries, string? Removed, byte[][] Records) Step(int step)
    {
        var random = new Random(step);
        var bytes = new byte[random.Next(20_000)];
        random.NextBytes(bytes);
        var first = random.Next(Keys);
        return (step % 8) switch
        {
            3 => ([], $"key {first}", []),
            6 => ([], null, [bytes[..(bytes.Length / 20)]]),
            7 => ([], null, [.. Enumerable.Range(2, 20).Select(part => bytes[..(bytes.Length / part)])]),
            _ => ([.. Enumerable.Range(first, random.Next(1, 5)).Select(key => new KnowledgeEntry(KnowledgeKind.TextFact, $"key {key % Keys}", bytes, [step, key], $"step{step} wrote key{key}"))], null, []),
        };
    }
}
