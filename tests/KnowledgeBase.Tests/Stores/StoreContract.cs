using System.Text;

namespace SemCom.Knowledge.Tests.Stores;

/// <summary>What every store must do. Each test has a store of its own, which <see cref="Open"/> opens again with what is in it.</summary>
public abstract class StoreContract : IDisposable
{
    private protected ManualTime Time { get; } = new();

    [Fact]
    public void Entries_AreThereAfterReopening()
    {
        var entries = Samples(40, seed: 1);
        using (var store = Open())
        {
            store.Add(entries);
            store.Add(entries);
            Assert.True(store.Remove(entries[0].Id));
            Assert.False(store.Remove(entries[0].Id));
        }
        using var again = Open();
        Assert.Equal(39, again.Count);
        Assert.Null(again.Find(entries[0].Id));
        foreach (var entry in entries.Skip(1))
        {
            Assert.Equal(entry.Bytes, again.Find(entry.Id)!.Bytes);
            Assert.Equal(entry, again.Find(entry.Kind, entry.Key));
        }
        Assert.Equal(entries.Skip(1).OrderBy(e => e.Id), again.All());
        Assert.Equal(entries.Skip(1).Where(e => e.Kind == KnowledgeKind.Triple).OrderBy(e => e.Id), again.All(KnowledgeKind.Triple));
        AssertSound(again, entries: 39);
    }

    [Fact]
    public void ALaterEntryOfTheSameKindAndKey_TakesThePlace()
    {
        using var store = Open();
        var (old, other) = (Entry("k", text: "heron", embedding: [1, 0]), Entry("k", kind: KnowledgeKind.Triple, text: "heron"));
        store.Add([old, other]);
        Assert.Equal(old, Assert.Single(store.SearchNearest(old.Kind, [1, 0], 5)).Entry);
        var (between, replacement) = (Entry("k", text: "gull", embedding: [0, 1]), Entry("k", text: "tern", embedding: [0, 2]));
        store.Add([between, replacement]);
        Assert.Equal(2, store.Count);
        Assert.Null(store.Find(old.Id));
        Assert.Null(store.Find(between.Id));
        Assert.Equal(replacement, store.Find(old.Kind, "k"));
        Assert.Equal(other, Assert.Single(store.SearchText("heron gull", 5)).Entry);
        Assert.Equal(replacement, Assert.Single(store.SearchText("tern", 5)).Entry);
        Assert.Equal(replacement, Assert.Single(store.SearchNearest(old.Kind, [1, 0], 5)).Entry);
        AssertSound(store, entries: 2);
    }

    [Fact]
    public void EmbeddingsOfAKind_HaveOneLength_AndAnAddIsAllOrNone()
    {
        using var store = Open();
        Assert.Null(store.DimensionsOf(KnowledgeKind.TextFact));
        store.Add([Entry("a", embedding: [1, 2, 3]), Entry("none")]);
        Assert.Equal(3, store.DimensionsOf(KnowledgeKind.TextFact));
        var error = Assert.Throws<SemComException>(() => store.Add([Entry("b", embedding: [1, 2, 3]), Entry("c", embedding: [1, 2])]));
        Assert.Contains("3 numbers", error.Message, StringComparison.Ordinal);
        Assert.Throws<SemComException>(() => store.Add([Entry("x", kind: KnowledgeKind.Triple, embedding: [1]), Entry("y", kind: KnowledgeKind.Triple, embedding: [1, 2])]));
        Assert.Throws<SemComException>(() => store.SearchNearest(KnowledgeKind.TextFact, [1, 2], 1));
        Assert.Throws<SemComException>(() => store.SearchNearest(KnowledgeKind.TextFact, [1, 2, float.NaN], 1));
        Assert.Equal(2, store.Count);
        Assert.Null(store.DimensionsOf(KnowledgeKind.Triple));
        store.Add([Entry("x", kind: KnowledgeKind.Triple, embedding: [1])]);
        Assert.Equal(1, store.DimensionsOf(KnowledgeKind.Triple));
        Assert.True(store.Remove(store.Find(KnowledgeKind.TextFact, "a")!.Id));
        store.Add([Entry("a", embedding: [1, 2])]);
        Assert.Single(store.SearchNearest(KnowledgeKind.TextFact, [1, 2], 1));
        Assert.Throws<SemComException>(() => store.SearchText("a", 0));
        Assert.Throws<SemComException>(() => store.SearchText("a", 1001));
    }

    [Fact]
    public void Texts_AreRankedByBm25()
    {
        var random = new Random(5);
        var words = Enumerable.Range(0, 40).Select(i => $"w{i}").ToArray();
        var entries = Enumerable.Range(0, 150).Select(i => Entry($"k{i}", kind: i % 3 == 0 ? KnowledgeKind.Triple : KnowledgeKind.TextFact,
            text: string.Join(' ', Enumerable.Range(0, random.Next(1, 30)).Select(_ => words[(int)(40 * Math.Pow(random.NextDouble(), 2))])))).ToList();
        using var store = Open();
        store.Add([.. entries, Entry("no text")]);
        var texts = entries.ConvertAll(e => e.Text.Split(' '));
        for (var trial = 0; trial < 30; trial++)
        {
            var query = Enumerable.Range(0, random.Next(1, 5)).Select(_ => words[random.Next(40)]).ToArray();
            KnowledgeKind? kind = trial % 2 == 0 ? null : KnowledgeKind.Triple;
            var expected = entries.Select((e, i) => (Entry: e, Score: SlowBm25.Score(texts, texts[i], query))).Where(x => x.Score > 0 && (kind is null || x.Entry.Kind == kind))
                .ToDictionary(x => x.Entry, x => x.Score);
            var hits = store.SearchText(string.Join(" ", query), 1000, kind);
            Assert.Equal(expected.Count, hits.Count);
            Assert.All(hits, hit => Assert.Equal(expected[hit.Entry], hit.Score, 1e-9 * (1 + hit.Score)));
            Assert.All(hits.Zip(hits.Skip(1)), pair => Assert.True(pair.First.Score >= pair.Second.Score));
            Assert.Equal(hits.Take(3).Select(h => h.Score), store.SearchText(string.Join(" ", query), 3, kind).Select(h => h.Score));
        }
    }

    [Fact]
    public void AnyQuery_IsOnlyWords()
    {
        string[] found =
        [
            "café CRÈME", "cafe", "\"quoted\"", "\"quoted", "NOT quoted* AND (text:", "quoted OR nothing", "x-ray", "ray's ^near -x", "Straße", "東京", "привет", "a\0café", "\ud800 café \udc00",
        ];
        string[] absent = ["text", "caf*", "NEAR(AND, OR)", "", "  \t\0 ", "\"'();--*^:{}+", "\u0301", "😀"];
        using var store = Open();
        store.Add([Entry("k", text: "Café crème, \"quoted\" x-ray; Straße 東京 Привет 😀"), Entry("other", text: "elsewhere")]);
        Assert.All(found, query => Assert.Single(store.SearchText(query, 10)));
        Assert.All(absent, query => Assert.Empty(store.SearchText(query, 10)));
    }

    [Fact]
    public void AVeryLongQuery_IsAnswered()
    {
        using var store = Open();
        store.Add([Entry("k", text: "word7 here")]);
        Assert.Single(store.SearchText(string.Join(' ', Enumerable.Range(0, 5000).Select(i => $"word{i}")), 10));
    }

    [Fact]
    public void Neighbours_AreThoseOfTheCosine()
    {
        var random = new Random(7);
        var entries = Enumerable.Range(0, 200).Select(i => Entry($"k{i}", embedding: i == 0 ? new float[12] : Vector(random, 12))).ToList();
        using var store = Open();
        Assert.Empty(store.SearchNearest(KnowledgeKind.TextFact, Vector(random, 5), 3));
        store.Add(entries.Take(100).ToList());
        for (var trial = 0; trial < 10; trial++)
        {
            if (trial == 3)
                store.Add(entries.Skip(100).ToList());
            if (trial == 6)
                Assert.All(entries.Skip(50).Take(50), e => Assert.True(store.Remove(e.Id)));
            var there = entries.Where((_, i) => i < 50 || (i < 100 && trial < 6) || (i >= 100 && trial >= 3));
            var query = Vector(random, 12);
            var expected = there.Select(e => (Entry: e, Score: SlowCosine(e.Embedding, query))).OrderByDescending(x => x.Score).Take(10).ToList();
            var hits = store.SearchNearest(KnowledgeKind.TextFact, query, 10);
            Assert.Equal(expected.Select(x => x.Entry), hits.Select(h => h.Entry));
            Assert.All(expected.Zip(hits), pair => Assert.Equal(pair.First.Score, pair.Second.Score, 1e-5));
        }
    }

    [Fact]
    public void ExpiredEntries_AreFoundByNoSearch_AndRemovedOnDemand()
    {
        using var store = Open();
        var soon = Enumerable.Range(0, 5).Select(i => Entry($"soon{i}", text: "tide", embedding: [1, 0.01f * i], expiry: Time.Now.AddSeconds(10))).ToList();
        var (later, ever) = (Entry("later", text: "tide", embedding: [0, 1], expiry: Time.Now.AddSeconds(20)), Entry("ever", text: "tide", embedding: [-1, 0]));
        store.Add([.. soon, later, ever]);
        Time.Now = Time.Now.AddMilliseconds(9_999);
        Assert.Equal(7, store.SearchText("tide", 10).Count);
        Assert.Equal(5, store.SearchNearest(KnowledgeKind.TextFact, [1, 0], 5).Count(h => soon.Contains(h.Entry)));
        Time.Now = Time.Now.AddMilliseconds(1);
        Assert.Equal(2, store.SearchText("tide", 10).Count);
        Assert.Equal([later, ever], store.SearchNearest(KnowledgeKind.TextFact, [1, 0], 2).Select(h => h.Entry));
        Assert.Equal(7, store.Count);
        Assert.Equal(5, RemoveExpired(store));
        Assert.Equal(0, RemoveExpired(store));
        Assert.Equal(2, store.Count);
        Assert.Equal([later, ever], store.SearchNearest(KnowledgeKind.TextFact, [1, 0], 2).Select(h => h.Entry));
        AssertSound(store, entries: 2);
    }

    [Fact]
    public async Task Threads_AddAndSearchAtOnce()
    {
        using var store = Open();
        store.Add([Entry("first", text: "common", embedding: [1, 1])]);
        var writers = Enumerable.Range(0, 4).Select(w => Task.Run(() =>
        {
            for (var i = 0; i < 25; i++)
                store.Add([Entry($"{w}/{i}", text: $"common w{w}", embedding: [w, i + 1]), Entry($"shared{i}", text: $"by w{w}")]);
        }));
        var readers = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var (i, seen) = (0, 0); i < 25; i++)
            {
                Assert.NotEmpty(store.SearchNearest(KnowledgeKind.TextFact, [1, 1], 3));
                var found = store.SearchText("common", 1000).Count;
                Assert.InRange(found, Math.Max(seen, 1), 101);
                seen = found;
                Assert.True(store.All().Count() >= seen);
            }
        }));
        await Task.WhenAll([.. writers, .. readers]);
        Assert.Equal(126, store.Count);
        Assert.Equal(101, store.SearchNearest(KnowledgeKind.TextFact, [1, 1], 1000).Count);
        AssertSound(store, entries: 126);
    }

    [Fact]
    public void AnExport_IsReadBackBitForBit()
    {
        var entries = Samples(30, seed: 9);
        entries.Add(new KnowledgeEntry(KnowledgeKind.Codebook, "odd \"key\" \u0001", [], [-0f, float.Epsilon, float.MaxValue, 0.1f, 1], "<ü>\n東京 \u2028 \0", "s", new DateTimeOffset(9999, 12, 31, 23, 59, 59, 999, TimeSpan.Zero), KnowledgeAccess.Author));
        var text = new StringWriter();
        using (var store = Open())
        {
            store.Add(entries);
            Assert.Equal(31, KnowledgeLines.Export(store, text));
            foreach (var entry in entries)
                Assert.True(store.Remove(entry.Id));
            Assert.Equal(0, store.Count);
            Assert.Equal(31, KnowledgeLines.Import(store, new StringReader("\n" + text)));
            Assert.Equal(entries.OrderBy(e => e.Id), store.All());
            foreach (var (wrong, part) in new[] { ("{", "line 2"), ("7", "line 2"), ("{\"kind\":\"Triple\"}", "line 2"), ("{\"kind\":\"Nine\",\"key\":\"k\"}", "Nine"), ("{\"kind\":\"Triple\",\"key\":\"k\",\"payload\":\"?\"}", "line 2"),
                ("{\"kind\":\"Triple\",\"key\":null}", "line 2"), ("{\"kind\":\"Triple\",\"key\":\"k\",\"id\":\"" + new string('0', 64) + "\"}", "id") })
            {
                var error = Assert.Throws<SemComException>(() => KnowledgeLines.Import(store, new StringReader("{\"kind\":\"Triple\",\"key\":\"new\"}\n" + wrong)));
                Assert.Contains(part, error.Message, StringComparison.Ordinal);
                Assert.DoesNotContain('\n', error.Message);
            }
            Assert.Equal(31, store.Count);
        }
    }

    [Fact]
    public void Records_AreKeptByTheirAddress()
    {
        byte[][] records = [.. Enumerable.Range(0, 20).Select(i => Encoding.UTF8.GetBytes($"record {i}")), []];
        using (var store = Open())
        {
            Assert.All(records, r => Assert.True(RecordsOf(store).Add(r)));
            Assert.All(records, r => Assert.False(RecordsOf(store).Add(r)));
            Assert.Throws<SemComException>(() => RecordsOf(store).Add(new byte[(4 << 20) + 1]));
        }
        using var again = Open();
        Assert.Equal(records.Select(r => KnowledgeId.Of(r)).Order(), RecordsOf(again).Ids);
        Assert.All(records, r => Assert.Equal(r, RecordsOf(again).Read(KnowledgeId.Of(r))));
        Assert.All(records, r => Assert.True(RecordsOf(again).Contains(KnowledgeId.Of(r))));
        Assert.False(RecordsOf(again).Contains(KnowledgeId.Of([1])));
        Assert.Null(RecordsOf(again).Read(KnowledgeId.Of([1])));
        Assert.Equal(21, Verify(again).Records);
    }

    [Fact]
    public void AddAll_AddsAllOrNone()
    {
        using var store = Open();
        Assert.Throws<SemComException>(() => RecordsOf(store).AddAll([[1], new byte[(4 << 20) + 1]]));
        Assert.Empty(RecordsOf(store).Ids);
        RecordsOf(store).AddAll([[1], [2], [1]]);
        RecordsOf(store).AddAll([[2], [3]]);
        Assert.Equal(3, RecordsOf(store).Ids.Count);
    }

    [Fact]
    public void AnotherConnection_SeesWhatWasAdded()
    {
        using var one = Open();
        using var two = Open();
        var (a, b) = (Entry("a", text: "x", embedding: [1, 0]), Entry("b", text: "x", embedding: [0, 1]));
        one.Add([a]);
        Assert.Equal([a], two.SearchNearest(a.Kind, [0, 1], 2).Select(h => h.Entry));
        one.Add([b]);
        Assert.Equal([b, a], two.SearchNearest(a.Kind, [0, 1], 2).Select(h => h.Entry));
        two.Remove(b.Id);
        Assert.Equal([a], one.SearchNearest(a.Kind, [0, 1], 2).Select(h => h.Entry));
        Assert.Equal(1, one.Count);
    }

    public void Dispose()
    {
        Clean();
        GC.SuppressFinalize(this);
    }

    protected abstract IKnowledgeStore Open();

    protected abstract IRecordSet RecordsOf(IKnowledgeStore store);

    protected abstract StoreReport Verify(IKnowledgeStore store);

    protected abstract int RemoveExpired(IKnowledgeStore store);

    protected abstract void Clean();

    private protected static KnowledgeEntry Entry(string key, KnowledgeKind kind = KnowledgeKind.TextFact, string text = "", float[]? embedding = null, DateTimeOffset? expiry = null) =>
        new(kind, key, [1, 2, 3], embedding, text, "test", expiry);

    /// <summary>Entries of all kinds, some without embedding, text or payload; those of a kind have as many dimensions.</summary>
    private protected static List<KnowledgeEntry> Samples(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var payload = new byte[i % 4 == 0 ? 0 : random.Next(6000)];
            random.NextBytes(payload);
            return new KnowledgeEntry((KnowledgeKind)(1 + i % 6), $"key {i}", payload, i % 5 == 0 ? [] : Vector(random, 4 + i % 6), i % 7 == 0 ? "" : $"quay number{i} at noon", $"camera {i}",
                i % 3 == 0 ? new DateTimeOffset(2030, 1, 1, 0, 0, i, TimeSpan.Zero) : null);
        })];
    }

    private static float[] Vector(Random random, int length) => [.. Enumerable.Range(0, length).Select(_ => (float)(2 * random.NextDouble() - 1))];

    private static double SlowCosine(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double ab = 0, aa = 0, bb = 0;
        for (var i = 0; i < a.Length; i++)
            (ab, aa, bb) = (ab + (double)a[i] * b[i], aa + (double)a[i] * a[i], bb + (double)b[i] * b[i]);
        return aa * bb == 0 ? 0 : ab / Math.Sqrt(aa * bb);
    }

    private void AssertSound(IKnowledgeStore store, int entries)
    {
        var report = Verify(store);
        Assert.Empty(report.Problems);
        Assert.Equal(entries, report.Entries);
    }
}
