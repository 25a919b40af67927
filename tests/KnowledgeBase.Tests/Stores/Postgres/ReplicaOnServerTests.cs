namespace SemCom.Knowledge.Tests.Stores.Postgres;

public sealed class ReplicaOnServerTests(PostgresFixture fixture)
{
    private readonly ManualTime _time = new();

    [Fact]
    public void AReplicaOnAServer_IsUsedByTwoMachines_AndFeedsOneInAFile()
    {
        using var folder = new TemporaryFolder();
        var schema = fixture.NextSchema();
        var name = $"{fixture.Server.Address(schema)}&files={folder["camera"]}";
        Assert.Contains("there is no knowledge base", Assert.Throws<SemComException>(() => KnowledgeReplica.Open(name, _time)).Message, StringComparison.Ordinal);
        using var one = KnowledgeReplica.Found(name, "harbour", "camera", _time);
        Assert.True(File.Exists(folder["camera.key"]));
        using var two = KnowledgeReplica.Open(name, _time);

        one.Put([Fact("a", "crane")]);
        two.Put([Fact("b", "gull"), Fact("a", "heron")]);
        one.Put([Fact("c", "tern")]);
        two.Settle();
        Assert.Equal(one.State.Ids, two.State.Ids);
        Assert.Equal(["heron", "gull", "tern"], one.State.Entries.Select(entry => entry.Text));
        Assert.Equal(one.State.Entries.OrderBy(entry => entry.Id), two.Store.All());
        one.Remove(KnowledgeKind.TextFact, "b");
        two.Settle();
        Assert.Equal(2, two.Store.Count);

        using var station = one.Admit(folder["station.kb"], "station", KnowledgeRole.Reader);
        foreach (var id in one.State.Ids)
            station.State.Add(one.State.Read(id));
        station.Settle();
        Assert.Equal(one.Store.All(), station.Store.All());
        two.Settle();
        Assert.Equal(2, two.State.Group.Members.Count);
        Assert.Empty(two.Store.Verify().Problems);

        Assert.Equal(2, one.Appoint("station", KnowledgeRole.Removed).KeyNumber);
        two.Put([Fact("d", "under the new key")]);
        one.Settle();
        Assert.Equal((2, "under the new key"), (two.State.Group.KeyNumber, one.Store.Find(KnowledgeKind.TextFact, "d")!.Text));
        Assert.Equal(2, KnowledgeGroup.Load(folder["camera.group"]).KeyNumber);
    }

    [Fact]
    public void WhatAMachineLeftUndone_IsDoneByTheNext()
    {
        using var folder = new TemporaryFolder();
        var name = $"{fixture.Server.Address(fixture.NextSchema())}&files={folder["camera"]}";
        using var one = KnowledgeReplica.Found(name, "harbour", "camera", _time);
        one.Put([Fact("a", "crane"), Fact("b", "gull")]);
        using (var killed = KnowledgeReplica.Open(name, _time))
        {
            // As if killed between the records and the entries.
            killed.State.Write([KnowledgeUpdate.Remove(KnowledgeKind.TextFact, "a"), KnowledgeUpdate.Put(Fact("c", "tern"))], _time.GetUtcNow());
        }
        one.Settle();
        Assert.Equal(["b", "c"], one.Store.Places().Keys.Select(place => place.Key).Order(StringComparer.Ordinal));
        one.Store.Remove(Fact("b", "gull").Id);
        using var again = KnowledgeReplica.Open(name, _time);
        Assert.Equal(["b", "c"], again.Store.Places().Keys.Select(place => place.Key).Order(StringComparer.Ordinal));
        Assert.Equal(again.State.Entries.OrderBy(entry => entry.Id), one.Store.All());
    }

    [Fact]
    public void AnotherOnesStore_IsNotTakenOver()
    {
        using var folder = new TemporaryFolder();
        var address = fixture.Server.Address(fixture.NextSchema());
        KnowledgeReplica.Found($"{address}&files={folder["camera"]}", "harbour", "camera", _time).Dispose();
        Assert.Contains("must not replace", Assert.Throws<SemComException>(() => KnowledgeReplica.Found($"{address}&files={folder["other"]}", "other", "other", _time)).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["other.key"]));
    }

    private static KnowledgeEntry Fact(string key, string text) => new(KnowledgeKind.TextFact, key, [1], text: text);
}
