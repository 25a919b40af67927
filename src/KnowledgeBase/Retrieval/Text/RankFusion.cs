namespace SemCom.Knowledge;

/// <summary>Reciprocal rank fusion: an entry's score is the sum of 1 / (60 + rank) over the lists that have it (Cormack, Clarke and Büttcher, SIGIR 2009).</summary>
internal static class RankFusion
{
    private const double Constant = 60;

    /// <summary>The best of several lists, each the best first; equal scores in the order of their ids.</summary>
    public static IReadOnlyList<KnowledgeHit> Fuse(int limit, params IReadOnlyList<IReadOnlyList<KnowledgeHit>> lists)
    {
        var scores = new Dictionary<KnowledgeEntry, double>();
        foreach (var list in lists)
        {
            for (var i = 0; i < list.Count; i++)
                scores[list[i].Entry] = scores.GetValueOrDefault(list[i].Entry) + 1 / (Constant + i + 1);
        }
        return [.. scores.OrderByDescending(s => s.Value).ThenBy(s => s.Key.Id).Take(limit).Select(s => new KnowledgeHit(s.Key, s.Value))];
    }
}
