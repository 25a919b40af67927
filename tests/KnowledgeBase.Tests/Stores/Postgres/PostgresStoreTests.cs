using System.Text;
using Npgsql;
using SemCom.Knowledge.Tests.Stores.Crashes;

namespace SemCom.Knowledge.Tests.Stores.Postgres;

public sealed class PostgresStoreTests(PostgresFixture fixture) : StoreContract
{
    private readonly string _schema = fixture.NextSchema();

    private string Address => fixture.Server.Address(_schema);

    [Fact]
    public void WhatIsNoStore_IsRefusedByName_AndLeftAsItIs()
    {
        Sql($"CREATE SCHEMA {_schema}", "CREATE TABLE theirs(x int)");
        Refused("another program");
        Assert.Equal(0L, Sql("SELECT count(*) FROM theirs"));

        Sql("DROP TABLE theirs");
        Open().Dispose();
        Sql("UPDATE store SET version = 2");
        Refused("version 2", "must be of schema version 1");
        Sql("UPDATE store SET version = 1, application = 'other'");
        Refused("tables");
        Sql("UPDATE store SET application = 'semcom-kb'", "ALTER TABLE entry DROP COLUMN bytes");
        using var store = Open();
        Assert.Contains("tables", Assert.Throws<SemComException>(() => store.All().Count()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ManyThatOpenAtOnce_MakeOneStore()
    {
        var address = Address;
        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() =>
        {
            using var store = new PostgresKnowledgeStore(address, Time);
            store.Add([Entry($"key {i}")]);
        })));
        using var again = Open();
        Assert.Equal(12, again.Count);
    }

    [Fact]
    public async Task TwoStores_WriteAtOnce_AndFollowEachOther()
    {
        using var one = Open();
        using var two = Open();
        one.Add([Entry("first", embedding: [1, 1])]);
        await Task.WhenAll(new[] { one, two }.Select((store, s) => Task.Run(() =>
        {
            var random = new Random(s);
            for (var i = 0; i < 60; i++)
            {
                store.Add([Entry($"own {s} {i}", text: $"common w{s}", embedding: [s + 1, i]), Entry($"shared {random.Next(10)}", text: $"of w{s} at{i}", embedding: [i, s + 1])]);
                if (i % 10 == 9)
                    Assert.True(store.Remove(store.Find(KnowledgeKind.TextFact, $"own {s} {i}")!.Id));
                Assert.NotEmpty(store.SearchNearest(KnowledgeKind.TextFact, [1, 1], 5));
            }
        })));
        Assert.Equal(one.All(), two.All());
        Assert.Equal(1 + 2 * 54 + 10, two.Count);
        using var third = Open();
        var expected = third.SearchNearest(KnowledgeKind.TextFact, [2, 1], 1000).Select(hit => hit.Entry.Id).ToHashSet();
        Assert.Equal(two.Count, expected.Count);
        Assert.All([one, two], store => Assert.Equal(expected, store.SearchNearest(KnowledgeKind.TextFact, [2, 1], 1000).Select(hit => hit.Entry.Id).ToHashSet()));
        Assert.Empty(Verify(one).Problems);
    }

    [Fact]
    public void AKindThatWasEmptied_MayHaveAnotherLength_AlsoElsewhere()
    {
        using var one = Open();
        using var two = Open();
        one.Add([Entry("a", embedding: [1, 0])]);
        Assert.Single(two.SearchNearest(KnowledgeKind.TextFact, [1, 0], 5));
        one.Remove(one.Find(KnowledgeKind.TextFact, "a")!.Id);
        one.Add([Entry("b", embedding: [1, 0, 0])]);
        Assert.Equal("b", Assert.Single(two.SearchNearest(KnowledgeKind.TextFact, [1, 0, 0], 5)).Entry.Key);
        Assert.Throws<SemComException>(() => two.Add([Entry("c", embedding: [1, 0])]));
    }

    [Fact]
    public void VeryLongWords_AreFound()
    {
        var (word, other) = (new string('ä', 30_000), new string('a', 30_001));
        using var store = Open();
        store.Add([Entry("k", text: $"before {word} after"), Entry("other", text: other)]);
        Assert.Equal("k", Assert.Single(store.SearchText(word, 5)).Entry.Key);
        Assert.Equal("other", Assert.Single(store.SearchText(other.ToUpperInvariant(), 5)).Entry.Key);
        Assert.True(Verify(store).IsSound);
    }

    [Fact]
    public void ALargeBatch_AndTheLargestEntry_AreKept()
    {
        var largest = new KnowledgeEntry(KnowledgeKind.Codebook, "largest", new byte[KnowledgeEntry.MaxLength - 200]);
        var record = new byte[4 << 20];
        using var store = Open();
        store.Add([largest, .. Enumerable.Range(0, 1000).Select(i => Entry($"key {i}", text: $"word{i} of many", embedding: [i, 1]))]);
        Assert.True(RecordsOf(store).Add(record));
        Assert.Equal(largest.Bytes, store.Find(largest.Id)!.Bytes);
        Assert.Equal(record, RecordsOf(store).Read(KnowledgeId.Of(record)));
        Assert.Equal(1001, store.Count);
        Assert.True(Verify(store).IsSound);
        Assert.Throws<SemComException>(() => new KnowledgeEntry(KnowledgeKind.Codebook, "larger", new byte[KnowledgeEntry.MaxLength]));
    }

    [Fact]
    public void MoreRecordsThanAreKept_AreAllRead()
    {
        using var store = Open();
        byte[][] records = [.. Enumerable.Range(0, 100).Select(i => Encoding.UTF8.GetBytes($"record {i}"))];
        RecordsOf(store).AddAll(records);
        using var server = new PostgresServer(PostgresAddress.Parse(Address));
        var few = new PostgresRecordSet(server, mostKept: 50);
        few.AddAll([[1], records[0], [2]]);
        Assert.Equal(102, few.Ids.Count);
        foreach (var id in few.Ids.Concat(few.Ids.Reverse()))
            Assert.Equal(id, KnowledgeId.Of(few.Read(id)));
        Assert.Equal(few.Ids, RecordsOf(store).Ids);
    }

    [Theory]
    [InlineData("UPDATE entry SET bytes = (SELECT bytes FROM entry WHERE number = 2) WHERE number = 1", "other bytes")]
    [InlineData("UPDATE entry SET bytes = set_byte(bytes, 200, get_byte(bytes, 200) # 1) WHERE number = 2", "entry")]
    [InlineData("UPDATE entry SET bytes = '\\x00' WHERE number = 1", "row 1")]
    [InlineData("UPDATE entry SET key = 'another' WHERE number = 1", "another kind, key")]
    [InlineData("UPDATE entry SET kind = 2 WHERE number = 1", "another kind")]
    [InlineData("UPDATE entry SET expiry = 1 WHERE number = 1", "expiry")]
    [InlineData("UPDATE entry SET dimensions = dimensions + 1 WHERE number = 2", "different dimensions")]
    [InlineData("UPDATE entry SET embedding[1] = embedding[1] + 0.5 WHERE number = 2", "another embedding")]
    [InlineData("UPDATE entry SET length = length + 1 WHERE number = 2", "number of words")]
    [InlineData("DELETE FROM word WHERE entry = 2 AND word = 'quay'", "other words")]
    [InlineData("UPDATE word SET times = 2 WHERE entry = 2 AND word = 'quay'", "other words")]
    [InlineData("INSERT INTO word VALUES('stray', 1000, 1)", "words of entries")]
    [InlineData("UPDATE store SET texts = texts + 1", "counts")]
    [InlineData("UPDATE store SET change = 0", "counts")]
    [InlineData("UPDATE record SET bytes = '\\x00'", "record")]
    public void TheReport_NamesWhatIsWrong(string change, string part)
    {
        using var store = Open();
        store.Add(Samples(12, seed: 3));
        RecordsOf(store).Add([1, 2, 3]);
        Assert.True(Verify(store).IsSound);
        Sql(change);
        var report = Verify(store);
        Assert.False(report.IsSound);
        Assert.Contains(report.Problems, p => p.Contains(part, StringComparison.Ordinal));
        Assert.Equal(12, report.Entries);
    }

    [Fact]
    public void WrongBytes_AreNeverReturned()
    {
        var samples = Samples(12, seed: 3);
        using (var store = Open())
        {
            store.Add(samples);
            RecordsOf(store).Add([1, 2, 3]);
            Sql("UPDATE entry SET embedding = array_fill(1::real, ARRAY[dimensions]) WHERE dimensions > 0");
            Assert.Contains("embedding", Assert.Throws<SemComException>(() => store.SearchNearest(samples[1].Kind, samples[1].Embedding, 10)).Message, StringComparison.Ordinal);
        }
        Sql("CREATE TEMP TABLE old AS SELECT number, bytes FROM entry; UPDATE entry SET bytes = (SELECT bytes FROM old WHERE old.number = 13 - entry.number); UPDATE record SET bytes = '\\x00'");
        using var again = Open();
        Assert.All(samples, s => Assert.Throws<SemComException>(() => again.Find(s.Id)));
        Assert.All(samples, s => Assert.Throws<SemComException>(() => again.Find(s.Kind, s.Key)));
        Assert.Throws<SemComException>(() => again.All().Count());
        Assert.Throws<SemComException>(() => again.SearchText("quay", 10));
        Assert.Throws<SemComException>(() => again.SearchNearest(samples[1].Kind, samples[1].Embedding, 10));
        Assert.Throws<SemComException>(() => RecordsOf(again).Read(KnowledgeId.Of([1, 2, 3])));
    }

    [Fact]
    public void WhatWasCommitted_SurvivesKillingOfTheClient() => CrashTrial.Run(Address, 3, store => store.Remove(KnowledgeId.Of(Encoding.UTF8.GetBytes("nothing; it waits for the last writer"))));

    protected override IKnowledgeStore Open() => new PostgresKnowledgeStore(Address, Time);

    protected override IRecordSet RecordsOf(IKnowledgeStore store) => ((PostgresKnowledgeStore)store).Records;

    protected override StoreReport Verify(IKnowledgeStore store) => ((PostgresKnowledgeStore)store).Verify();

    protected override int RemoveExpired(IKnowledgeStore store) => ((PostgresKnowledgeStore)store).RemoveExpired();

    protected override void Clean() { }

    private void Refused(params string[] parts)
    {
        var message = Assert.Throws<SemComException>(() => Open()).Message;
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
        Assert.DoesNotContain('\n', message);
    }

    private object? Sql(params string[] statements)
    {
        using var source = NpgsqlDataSource.Create(PostgresAddress.Parse(Address).ConnectionString);
        object? last = null;
        foreach (var sql in statements)
        {
            using var command = source.CreateCommand(sql);
            last = command.ExecuteScalar();
        }
        return last;
    }
}
