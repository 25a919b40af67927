using System.Collections.Concurrent;

namespace SemCom.Knowledge.Tests.Search;

public sealed class VectorIndexTests
{
    public static TheoryData<string> Indices => ["exact", "adaptive, small", "adaptive, beyond"];

    /// <summary>Six exact duplicates tie; 3000 vectors of 800 numbers are enough for two threads.</summary>
    [Theory]
    [InlineData(300, 24, 1)]
    [InlineData(3000, 800, 2)]
    public void ExactSearch_EqualsTheNaiveLoop(int count, int dimensions, int threads)
    {
        var vectors = SearchData.Vectors(count, dimensions, 10, seed: 3);
        for (var i = 1; i < 6; i++)
            vectors[50 * i] = [.. vectors[0]];
        using var index = new ExactVectorIndex(dimensions, threads);
        for (var i = 0; i < count; i++)
            index.Add(SearchData.Id(i), vectors[i]);
        foreach (var query in (float[][])[vectors[0], .. SearchData.Vectors(5, dimensions, 10, seed: 4)])
        {
            var naive = SearchData.Naive(vectors.Select((v, i) => (SearchData.Id(i), v)), query);
            var found = index.Search(query, 20);
            Assert.Equal(naive.Take(20).Select(n => n.Id), found.Select(f => f.Id));
            Assert.All(found.Zip(naive), p => Assert.Equal(p.Second.Score, p.First.Score, 1e-5));
        }
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void RandomChanges_LeaveWhatADictionaryHolds(string kind)
    {
        const int Dimensions = 16;
        var index = Create(kind, Dimensions);
        using var end = (IDisposable)index;
        var model = new Dictionary<KnowledgeId, float[]>();
        var vectors = SearchData.Vectors(3000, Dimensions, 0, seed: 5);
        for (var step = 0; step < vectors.Length; step++)
        {
            var id = SearchData.Id(step * 7919 % 700);
            if (step % 3 == 2)
            {
                Assert.Equal(model.Remove(id), index.Remove(id));
            }
            else
            {
                index.Add(id, vectors[step]);
                model[id] = vectors[step];
            }
            Assert.Equal(model.Count, index.Count);
        }
        foreach (var (id, vector) in model)
            Assert.Equal(id, Assert.Single(index.Search(vector, 1)).Id);
        Assert.Equal(model.Keys.Order(), index.Search(vectors[0], 5000).Select(h => h.Id).Order());
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void AReplacedVector_IsFoundWhereItIsNow(string kind)
    {
        var index = Create(kind, 3);
        using var end = (IDisposable)index;
        index.Add(SearchData.Id(1), [1, 0, 0]);
        index.Add(SearchData.Id(2), [0, 1, 0]);
        index.Add(SearchData.Id(1), [0, 0, 5]);
        Assert.Equal(2, index.Count);
        Assert.Equal((SearchData.Id(1), 1f), index.Search([0, 0, 1], 1)[0]);
        Assert.Equal((SearchData.Id(2), 0f), index.Search([1, 0, 0], 2).OrderByDescending(h => h.Id == SearchData.Id(2)).First());
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void AZeroVector_HasNoCosineWithAnything(string kind)
    {
        var index = Create(kind, 2);
        using var end = (IDisposable)index;
        Assert.Empty(index.Search([1, 0], 3));
        for (var i = 0; i < 40; i++)
            index.Add(SearchData.Id(i), i == 0 ? [0, 0] : [1, i % 2 == 0 ? 1e-30f : -1e-30f]);
        Assert.Equal((SearchData.Id(0), 0f), index.Search([-1, 0], 3)[0]);
        var hits = index.Search([0, 0], 40);
        Assert.Equal(Enumerable.Range(0, 40).Select(SearchData.Id).Order(), hits.Select(h => h.Id));
        Assert.All(hits, h => Assert.Equal(0, h.Score));
        Assert.Throws<ArgumentException>(() => index.Search([1, 0, 0], 1));
        Assert.Throws<ArgumentException>(() => index.Add(SearchData.Id(1), [1]));
    }

    [Theory]
    [InlineData(1e-40f)]
    [InlineData(1e38f)]
    public void Scale_DoesNotChangeTheCosine(float scale)
    {
        using var index = new ExactVectorIndex(4);
        index.Add(SearchData.Id(0), [3 * scale, 0, scale, -scale]);
        Assert.Equal(1, index.Search([3, 0, 1, -1], 1)[0].Score, 1e-3);
    }

    [Fact]
    public void TheGraph_FindsTheNearestOf20000()
    {
        const int Count = 20_000, Dimensions = 64;
        var vectors = SearchData.Vectors(Count + 200, Dimensions, 100, seed: 1);
        using var index = new AdaptiveVectorIndex(Dimensions, exactUpTo: 1000);
        index.AddUnlinked(vectors.Take(Count).Select((v, i) => (SearchData.Id(i), (ReadOnlyMemory<float>)v)));
        Assert.False(index.IsApproximate);
        index.Build(threads: 2);
        if (!index.IsApproximate)
            Assert.Skip("the native library of the graph is not there for this system");
        float[][] queries = [.. vectors.Skip(Count)];
        Assert.InRange(index.MeasureRecall(queries, 10), 0.95, 1);
        Assert.Equal(MeasuredByHand(index, vectors, Count, queries[..20], 10), index.MeasureRecall(queries[..20], 10), 0.006);
    }

    /// <summary>A graph that barely looks finds less, and the measurement says so.</summary>
    [Fact]
    public void Recall_IsReportedWhenItIsLow()
    {
        const int Count = 3000, Dimensions = 64;
        var vectors = SearchData.Vectors(Count + 30, Dimensions, 0, seed: 2);
        using var index = new AdaptiveVectorIndex(Dimensions, exactUpTo: 10, new GraphOptions(2, 4, 1));
        index.AddUnlinked(vectors.Take(Count).Select((v, i) => (SearchData.Id(i), (ReadOnlyMemory<float>)v)));
        index.Build();
        if (!index.IsApproximate)
            Assert.Skip("the native library of the graph is not there for this system");
        var recall = index.MeasureRecall([.. vectors.Skip(Count)], 10);
        Assert.InRange(recall, 0, 0.8);
        Assert.Equal(MeasuredByHand(index, vectors, Count, [.. vectors.Skip(Count)], 10), recall, 0.004);
    }

    [Fact]
    public void Recall_SurvivesRemovalsAndReplacements()
    {
        const int Count = 4000, Dimensions = 32;
        var vectors = SearchData.Vectors(3 * Count, Dimensions, 20, seed: 6);
        using var index = new AdaptiveVectorIndex(Dimensions, exactUpTo: 100);
        for (var i = 0; i < 2 * Count; i++)
        {
            index.Add(SearchData.Id(i % Count), vectors[i]);
            if (i % 5 == 0)
                index.Remove(SearchData.Id(i * 31 % Count));
        }
        Assert.InRange(index.MeasureRecall([.. vectors.Skip(2 * Count).Take(200)], 10), 0.95, 1);
    }

    [Fact]
    public void OneThread_BuildsTheSameGraphAgain()
    {
        var vectors = SearchData.Vectors(3000, 32, 0, seed: 7);
        var found = new List<IReadOnlyList<(KnowledgeId, float)>>[2];
        for (var run = 0; run < 2; run++)
        {
            using var index = new AdaptiveVectorIndex(32, exactUpTo: 10, new GraphOptions(4, 8, 4));
            for (var i = 0; i < 2900; i++)
                index.Add(SearchData.Id(i), vectors[i]);
            found[run] = [.. vectors.Skip(2900).Select(q => index.Search(q, 10))];
        }
        Assert.Equal(found[0], found[1]);
    }

    /// <summary>More threads than the library has states for, while others write.</summary>
    [Theory]
    [MemberData(nameof(Indices))]
    public void ManyThreads_SearchWhileSomeWrite(string kind)
    {
        var index = Create(kind, 16);
        using var end = (IDisposable)index;
        var vectors = SearchData.Vectors(1200, 16, 0, seed: 8);
        for (var i = 0; i < 400; i++)
            index.Add(SearchData.Id(i), vectors[i]);
        var failures = new ConcurrentBag<Exception>();
        var threads = Enumerable.Range(0, 12).Select(t => new Thread(() =>
        {
            try
            {
                for (var i = 0; i < 100; i++)
                    Use(index, vectors, t, i);
            }
            catch (Exception exception)
            {
                failures.Add(exception);
            }
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        Assert.Empty(failures);
        Assert.Equal(400 + 2 * 100 - 100, index.Count);
    }

    private static void Use(IVectorIndex index, float[][] vectors, int thread, int step)
    {
        if (thread < 2)
            index.Add(SearchData.Id(400 + 100 * thread + step), vectors[400 + 100 * thread + step]);
        else if (thread == 2)
            index.Remove(SearchData.Id(step));
        else if (index.Search(vectors[200 + step], 1)[0].Id != SearchData.Id(200 + step))
            throw new InvalidOperationException("a vector that is there is not found");
    }

    private static double MeasuredByHand(AdaptiveVectorIndex index, float[][] vectors, int count, float[][] queries, int k)
    {
        var entries = vectors.Take(count).Select((v, i) => (SearchData.Id(i), v)).ToList();
        return queries.Average(q => index.Search(q, k).Select(h => h.Id).Intersect(SearchData.Naive(entries, q).Take(k).Select(n => n.Id)).Count() / (double)k);
    }

    private static IVectorIndex Create(string kind, int dimensions) => kind switch
    {
        "exact" => new ExactVectorIndex(dimensions),
        "adaptive, small" => new AdaptiveVectorIndex(dimensions),
        _ => new AdaptiveVectorIndex(dimensions, exactUpTo: 1),
    };
}
