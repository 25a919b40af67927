using System.Numerics.Tensors;

namespace SemCom.Knowledge;

/// <summary>Compares a query with every vector of a table. A score does not depend on the number of threads.</summary>
internal static class VectorScan
{
    /// <summary>Numbers from which on more than one thread pays.</summary>
    private const long ParallelFrom = 1 << 21;

    /// <summary>The best of the whole table.</summary>
    /// <param name="table">The vectors.</param>
    /// <param name="query">A vector of length one, or zeros.</param>
    /// <param name="limit">Most hits.</param>
    /// <param name="threads">Most threads.</param>
    public static (KnowledgeId Id, float Score)[] Search(VectorTable table, float[] query, int limit, int threads)
    {
        var parts = (long)table.SlotCount * table.Dimensions < ParallelFrom ? 1 : Math.Max(1, threads);
        if (parts == 1)
        {
            var hits = new BestHits(limit);
            Offer(table, query, 0, table.SlotCount, hits);
            return hits.Take();
        }
        var found = new BestHits[parts];
        Parallel.For(0, parts, new ParallelOptions { MaxDegreeOfParallelism = threads }, part =>
        {
            found[part] = new BestHits(limit);
            Offer(table, query, Bound(table, part, parts), Bound(table, part + 1, parts), found[part]);
        });
        for (var part = 1; part < parts; part++)
            found[0].Offer(found[part]);
        return found[0].Take();
    }

    /// <summary>Offers one slot.</summary>
    public static void Offer(VectorTable table, float[] query, int slot, BestHits hits)
    {
        var score = TensorPrimitives.Dot<float>(query, table[slot]);
        if (score >= hits.Bar && table.IsUsed(slot))
            hits.Offer(table.IdAt(slot), score);
    }

    private static void Offer(VectorTable table, float[] query, int from, int to, BestHits hits)
    {
        for (var slot = from; slot < to; slot++)
            Offer(table, query, slot, hits);
    }

    private static int Bound(VectorTable table, int part, int parts) => (int)((long)table.SlotCount * part / parts);
}
