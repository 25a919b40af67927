namespace SemCom.Knowledge;

/// <summary>What every store asks of entries that are added, and of searches.</summary>
internal static class EntryBatch
{
    /// <summary>The entries of a batch without those that a later one of the batch replaces.</summary>
    public static IReadOnlyList<KnowledgeEntry> Prepare(IReadOnlyCollection<KnowledgeEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var last = new Dictionary<(KnowledgeKind, string), KnowledgeEntry>();
        foreach (var entry in entries)
        {
            ArgumentNullException.ThrowIfNull(entry, nameof(entries));
            last[(entry.Kind, entry.Key)] = entry;
        }
        return [.. last.Values];
    }

    /// <summary>Checks that all embeddings of a kind have as many numbers.</summary>
    /// <param name="entries">The batch.</param>
    /// <param name="stored">How many those in the store have.</param>
    public static void CheckDimensions(IReadOnlyList<KnowledgeEntry> entries, Func<KnowledgeKind, int?> stored)
    {
        foreach (var group in entries.Where(e => e.Embedding.Length > 0).GroupBy(e => e.Kind))
        {
            var dimensions = stored(group.Key) ?? group.First().Embedding.Length;
            foreach (var entry in group)
                CheckDimensions(entry.Embedding.Length, dimensions, $"embedding of '{entry.Key}'");
        }
    }

    public static void CheckDimensions(int found, int dimensions, string name)
    {
        if (found != dimensions)
            throw new SemComException($"{name} must have {dimensions} numbers as the others of its kind (had {found}); use the model that made those, or remove them first");
    }

    public static void CheckLimit(int limit) => Guard.InRange(limit, 1, 1000, "limit of a search", "ask for fewer hits");

    public static void CheckQuery(ReadOnlySpan<float> embedding)
    {
        foreach (var number in embedding)
        {
            if (!float.IsFinite(number))
                throw new SemComException($"numbers of an embedding must be finite (one was {number}); compute it again");
        }
    }
}
