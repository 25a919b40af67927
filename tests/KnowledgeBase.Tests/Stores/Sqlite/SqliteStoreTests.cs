using Microsoft.Data.Sqlite;

namespace SemCom.Knowledge.Tests.Stores.Sqlite;

public sealed class SqliteStoreTests : StoreContract
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder["store.db"];

    [Fact]
    public void WhatIsNoStore_IsRefusedByName_AndLeftAsItIs()
    {
        File.WriteAllText(Path, "a text that somebody wrote");
        Refused("no SQLite file");
        Assert.Equal("a text that somebody wrote", File.ReadAllText(Path));

        File.Delete(Path);
        Sql("CREATE TABLE theirs(x)", "INSERT INTO theirs VALUES(1)");
        var bytes = File.ReadAllBytes(Path);
        Refused("another program");
        Assert.Equal(bytes, File.ReadAllBytes(Path));

        File.Delete(Path);
        Open().Dispose();
        Sql("PRAGMA user_version = 2");
        Refused("version 2", "must be of schema version 1");
        Sql("PRAGMA user_version = 1", "CREATE TRIGGER foreign_hand AFTER INSERT ON entry BEGIN DELETE FROM record; END");
        Refused("tables");
        Sql("DROP TRIGGER foreign_hand");
        Open().Dispose();

        Assert.Contains("opened", Assert.Throws<SemComException>(() => new SqliteKnowledgeStore(_folder["missing/store.db"], Time)).Message, StringComparison.Ordinal);
        Assert.Throws<SemComException>(() => new SqliteKnowledgeStore(System.IO.Path.GetDirectoryName(Path)!, Time));
    }

    [Fact]
    public void ABrokenOffCreation_IsDoneAgain()
    {
        File.WriteAllBytes(Path, []);
        Open().Dispose();
        File.Delete(Path);
        Sql("PRAGMA journal_mode = WAL");
        using var store = Open();
        Assert.Equal(0, store.Count);
    }

    [Theory]
    [InlineData("UPDATE entry SET bytes = (SELECT bytes FROM entry WHERE number = 2) WHERE number = 1", "other bytes")]
    [InlineData("UPDATE entry SET bytes = x'00' WHERE number = 1", "row 1")]
    [InlineData("UPDATE entry SET id = x'00' WHERE number = 1", "row 1")]
    [InlineData("UPDATE entry SET key = 'another' WHERE number = 1", "another kind, key")]
    [InlineData("UPDATE entry SET kind = 2 WHERE number = 1", "another kind")]
    [InlineData("UPDATE entry SET expiry = 1 WHERE number = 1", "expiry")]
    [InlineData("UPDATE entry SET dimensions = dimensions + 1 WHERE number = 2", "different dimensions")]
    [InlineData("UPDATE entry SET text = 'other words' WHERE number = 2", "words")]
    [InlineData("INSERT INTO word(word, rowid, text) VALUES('delete', 2, 'quay number1 at noon')", "words")]
    [InlineData("INSERT INTO word(word) VALUES('delete-all')", "words")]
    [InlineData("UPDATE record SET bytes = x'00'", "record")]
    public void TheReport_NamesWhatIsWrong(string change, string part)
    {
        using (var store = Open())
        {
            store.Add(Samples(12, seed: 3));
            RecordsOf(store).Add([1, 2, 3]);
            Assert.True(Verify(store).IsSound);
        }
        Sql(change);
        using var again = Open();
        var report = Verify(again);
        Assert.False(report.IsSound);
        Assert.Contains(report.Problems, p => p.Contains(part, StringComparison.Ordinal));
        Assert.Equal(12, report.Entries);
    }

    [Fact]
    public void Ids_AreWhatAllConnectionsHaveAdded_AndReadAgainOnlyAfterAChange()
    {
        using IKnowledgeStore here = Open(), there = Open();
        var (random, expected) = (new Random(7), new SortedSet<KnowledgeId>());
        for (var i = 0; i < 60; i++)
        {
            var records = Enumerable.Range(0, random.Next(3)).Select(j => (byte[])[(byte)i, (byte)j, 9]).ToList();
            var store = RecordsOf(random.Next(2) == 0 ? here : there);
            if (random.Next(2) == 0)
                store.AddAll(records);
            else
                records.ForEach(record => store.Add(record));
            expected.UnionWith(records.Select(record => KnowledgeId.Of(record)));
            foreach (var reader in (IKnowledgeStore[])[here, there])
            {
                if (random.Next(3) > 0)
                    continue;
                Assert.Equal(expected, RecordsOf(reader).Ids);
                Assert.Same(RecordsOf(reader).Ids, RecordsOf(reader).Ids);
            }
        }
        Sql("DELETE FROM record WHERE number <> 2");
        Assert.Equal(RecordsOf(here).Ids, RecordsOf(there).Ids);
        Assert.Single(RecordsOf(here).Ids);
    }

    [Fact]
    public void WrongBytes_AreNeverReturned()
    {
        var samples = Samples(12, seed: 3);
        using (var store = Open())
        {
            store.Add(samples);
            RecordsOf(store).Add([1, 2, 3]);
        }
        Sql("CREATE TEMP TABLE old AS SELECT number, bytes FROM entry", "UPDATE entry SET bytes = (SELECT bytes FROM old WHERE old.number = 13 - entry.number)", "UPDATE record SET bytes = x'00'");
        using var again = Open();
        Assert.All(samples, s => Assert.Throws<SemComException>(() => again.Find(s.Id)));
        Assert.All(samples, s => Assert.Throws<SemComException>(() => again.Find(s.Kind, s.Key)));
        Assert.Throws<SemComException>(() => again.All().Count());
        Assert.Throws<SemComException>(() => again.SearchText("quay", 10));
        Assert.Throws<SemComException>(() => again.SearchNearest(samples[1].Kind, samples[1].Embedding, 10));
        Assert.Throws<SemComException>(() => RecordsOf(again).Read(KnowledgeId.Of([1, 2, 3])));
    }

    protected override IKnowledgeStore Open() => new SqliteKnowledgeStore(Path, Time);

    protected override IRecordSet RecordsOf(IKnowledgeStore store) => ((SqliteKnowledgeStore)store).Records;

    protected override StoreReport Verify(IKnowledgeStore store) => ((SqliteKnowledgeStore)store).Verify();

    protected override int RemoveExpired(IKnowledgeStore store) => ((SqliteKnowledgeStore)store).RemoveExpired();

    protected override void Clean() => _folder.Dispose();

    private void Refused(params string[] parts)
    {
        var message = Assert.Throws<SemComException>(() => new SqliteKnowledgeStore(Path, Time)).Message;
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    private void Sql(params string[] statements)
    {
        SQLitePCL.Batteries_V2.Init();
        using var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        foreach (var sql in statements)
        {
            using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are those of the tests.
            command.CommandText = sql;
#pragma warning restore CA2100
            command.ExecuteNonQuery();
        }
    }
}
