using SemCom.Randomness;

namespace SemCom.Knowledge.Tests.Retrieval;

public sealed class KnowledgeGraphTests
{
    private static readonly string[] World =
    [
        "Ada livesIn Bern", "Bert livesIn Lyon", "Cleo livesIn Bern", "Bern partOf Switzerland", "Lyon partOf France", "Switzerland partOf Europe", "France partOf Europe",
        "Ada motherOf Bert", "Bert fatherOf Dora", "Cleo motherOf Dora", "Dora livesIn Lyon",
    ];

    [Fact]
    public void AChainOfRelations_IsFollowed()
    {
        var graph = Graph(World);
        Assert.Equal(11, graph.Count);
        var homes = graph.Follow(null, ["livesIn", "partOf"]);
        Assert.Equal(["Ada Bern Switzerland", "Bert Lyon France", "Cleo Bern Switzerland", "Dora Lyon France"], homes.Select(p => string.Join(' ', p.Entities)));
        Assert.Equal(["Ada|livesIn|Bern", "Bern|partOf|Switzerland"], homes[0].Edges.Select(e => e.Evidence.Key));
        Assert.Equal(["Bert", "Dora"], graph.Follow(null, ["livesIn", "partOf"], end: "France").Select(p => p.Entities[0]));
        Assert.Equal(["Bert", "Cleo"], graph.Follow("Dora", [new("fatherOf", Backwards: true)]).Concat(graph.Follow("Dora", [new("motherOf", Backwards: true)])).Select(p => p.End));
        Assert.Equal(["Bert", "Dora"], graph.Follow("Lyon", [new("livesIn", Backwards: true)]).Select(p => p.End));
        Assert.Equal(2, graph.Follow(null, ["livesIn"], limit: 2).Count);
        Assert.Empty(graph.Follow("Nobody", ["livesIn"]));
    }

    [Fact]
    public void Neighbours_AreFoundFromBothEnds()
    {
        var graph = Graph(World);
        Assert.Equal(["Bern", "Bert"], graph.From("Ada").Select(e => e.Triple.Target));
        Assert.Equal(["Ada", "Cleo"], graph.To("Bern").Select(e => e.Triple.Subject));
        Assert.Empty(graph.From("Europe"));
    }

    [Fact]
    public void ShortestPaths_GoAsFarAsAllowed()
    {
        var graph = Graph(World);
        Assert.Equal("Ada Bern Switzerland Europe", string.Join(' ', Assert.Single(graph.ShortestPaths("Ada", "Europe", 3)).Entities));
        Assert.Empty(graph.ShortestPaths("Ada", "Europe", 2));
        Assert.Empty(graph.ShortestPaths("Europe", "Ada", 5));
        Assert.Equal(3, Assert.Single(graph.ShortestPaths("Europe", "Ada", 5, bothWays: true)).Edges.Count);
        Assert.Empty(Assert.Single(graph.ShortestPaths("Ada", "Ada", 0)).Edges);
    }

    /// <summary>Random graphs with several relations, parallel edges and loops, against lists of all sequences of edges.</summary>
    [Fact]
    public void Queries_EqualTheEnumerationOfAllWays()
    {
        for (ulong seed = 0; seed < 25; seed++)
        {
            var random = new CounterRandom(seed, RandomPurpose.SourceData, 0);
            var edges = Enumerable.Range(0, 22).Select(i => $"n{(int)(7 * random.Uniform(3 * (ulong)i))} r{(int)(3 * random.Uniform(3 * (ulong)i + 1))} n{(int)(7 * random.Uniform(3 * (ulong)i + 2))}").Distinct().ToList();
            var graph = Graph(edges);
            var parts = edges.Select(e => e.Split(' ')).ToList();
            foreach (var back in (bool[])[false, true])
            {
                var follow = graph.Follow(null, ["r0", new("r1", back), "r2"], limit: KnowledgeGraph.MaxLimit).Select(p => string.Join(' ', p.Edges.Select(e => e.Evidence.Key)));
                var all = from a in parts where a[1] == "r0" from b in parts where b[1] == "r1" && b[back ? 2 : 0] == a[2] from c in parts where c[1] == "r2" && c[0] == b[back ? 0 : 2] select Keys(a, b, c);
                Assert.Equal(all.Order(StringComparer.Ordinal), follow.Order(StringComparer.Ordinal));
            }
            foreach (var bothWays in (bool[])[false, true])
            {
                foreach (var (from, to) in (ReadOnlySpan<(string, string)>)[("n0", "n1"), ("n2", "n5"), ("n3", "n3"), ("n6", "n0")])
                {
                    var paths = graph.ShortestPaths(from, to, 3, bothWays, limit: KnowledgeGraph.MaxLimit).Select(p => string.Join(' ', p.Edges.Select(e => e.Evidence.Key)));
                    Assert.Equal(Shortest(parts, from, to, bothWays).Order(StringComparer.Ordinal), paths.Order(StringComparer.Ordinal));
                }
            }
        }
    }

    [Fact]
    public void Statements_AreReadAgainFromTheirEntries()
    {
        foreach (var triple in (KnowledgeTriple[])[new("a|b", "c\\", "d"), new("a", "b|c\\", "d"), new(new string('x', 900), "r", "y")])
        {
            Assert.Equal(triple, KnowledgeTriple.FromEntry(triple.ToEntry()));
            Assert.InRange(triple.Key.Length, 1, 256);
        }
        Assert.NotEqual(new KnowledgeTriple("a|b", "c", "d").Key, new KnowledgeTriple("a", "b|c", "d").Key);
        Assert.Equal(new KnowledgeTriple("e", "r", " x "), new KnowledgeTriple("e ", "r", "x"));
        Assert.Throws<SemComException>(() => new KnowledgeTriple(" ", "r", "x"));
        Assert.Throws<SemComException>(() => new KnowledgeTriple("\uD800", "r", "x"));
    }

    /// <summary>What says something else than its key, or nothing, is in no answer; neither is what has expired.</summary>
    [Fact]
    public void ForgedAndExpiredEntries_AreInNoAnswer()
    {
        var now = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var good = new KnowledgeTriple("a", "r", "b");
        using var store = new MemoryKnowledgeStore(TimeProvider.System);
        store.Add([good.ToEntry(), new KnowledgeTriple("a", "r", "c").ToEntry(expiry: now.AddDays(-1)), new KnowledgeEntry(KnowledgeKind.Triple, "a|r|d", good.ToEntry().Payload),
            new KnowledgeEntry(KnowledgeKind.Triple, "junk", [0x93, 0xDB, 255, 255, 255, 255]), new KnowledgeEntry(KnowledgeKind.TextFact, "t", [])]);
        var graph = KnowledgeGraph.Load(store, now);
        Assert.Equal((1, 2), (graph.Count, graph.Unreadable));
        Assert.Equal(["a", "b"], graph.Entities);
        Assert.Equal(2, KnowledgeGraph.Load(store).Count);
    }

    private static KnowledgeGraph Graph(IEnumerable<string> edges)
    {
        using var store = new MemoryKnowledgeStore(TimeProvider.System);
        store.Add([.. edges.Select(e => e.Split(' ')).Select(p => new KnowledgeTriple(p[0], p[1], p[2]).ToEntry("test"))]);
        return KnowledgeGraph.Load(store);
    }

    private static string Keys(params IEnumerable<string[]> edges) => string.Join(' ', edges.Select(e => string.Join('|', e)));

    private static List<string> Shortest(List<string[]> edges, string from, string to, bool bothWays)
    {
        List<(string End, string[][] Way)> ways = [(from, [])];
        for (var depth = 0; depth <= 3; depth++)
        {
            if (ways.Exists(w => w.End == to))
                return [.. ways.Where(w => w.End == to).Select(w => Keys(w.Way))];
            ways = [.. ways.SelectMany(w => edges.SelectMany(e => Ends(e, w.End, bothWays).Select(end => (end, (string[][])[.. w.Way, e]))))];
        }
        return [];
    }

    private static IEnumerable<string> Ends(string[] edge, string at, bool bothWays)
    {
        if (edge[0] == at)
            yield return edge[2];
        if (bothWays && edge[2] == at && edge[0] != at)
            yield return edge[0];
    }
}
