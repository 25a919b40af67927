using SemCom.Knowledge.Tests.Stores;

namespace SemCom.Knowledge.Tests.Groups;

/// <summary>A member's files together.</summary>
public sealed class ReplicaTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new();

    [Fact]
    public void Opened_ItHasWhatItsRecordsSay_WhateverTheStoreHas()
    {
        var entries = Enumerable.Range(0, 20).Select(i => Entry($"key {i}", i)).ToList();
        KnowledgeId lost;
        using (var replica = KnowledgeReplica.Found(_folder["a.kb"], "club", "ann", _time))
        {
            replica.Put(entries);
            // As if killed between the records and the entries: one is not there yet, and one not gone yet.
            lost = replica.Store.Find(KnowledgeKind.TextFact, "key 3")!.Id;
            replica.Store.Remove(lost);
            replica.State.Write(KnowledgeUpdate.Remove(KnowledgeKind.TextFact, "key 4"), _time.GetUtcNow());
        }
        using var again = KnowledgeReplica.Open(_folder["a.kb"], _time);
        Assert.Equal(again.State.Entries.Select(entry => entry.Id).Order(), again.Store.All().Select(entry => entry.Id));
        Assert.Equal(19, again.Store.Count);
        Assert.NotNull(again.Store.Find(lost));
    }

    [Fact]
    public void Put_IsAllOrNothing_AndTheLastOfAPlaceCounts()
    {
        using var replica = KnowledgeReplica.Found(_folder["a.kb"], "club", "ann", _time);
        var (first, second) = (Entry("k", 1), Entry("k", 2));
        replica.Put([first]);
        replica.Put([first, second, Entry("other", 3), first]);
        Assert.Equal((2, first), (replica.Store.Count, replica.Store.Find(KnowledgeKind.TextFact, "k")));
        var records = replica.State.Ids.Count;
        replica.Put([first]);
        Assert.Throws<SemComException>(() => replica.Put([Entry("more", 4), new KnowledgeEntry(KnowledgeKind.TextFact, "wide", [], [1, 2, 3])]));
        Assert.Equal((records, 2), (replica.State.Ids.Count, replica.Store.Count));
    }

    [Fact]
    public void AnotherMembersEntry_OfOtherDimensions_IsLeftOut_AndTheRestIsThere()
    {
        using var owner = KnowledgeReplica.Found(_folder["a.kb"], "club", "ann", _time);
        using var other = owner.Admit(_folder["b.kb"], "bob", KnowledgeRole.Writer);
        owner.Put([Entry("k", 1)]);
        var ids = other.State.Write([KnowledgeUpdate.Put(new KnowledgeEntry(KnowledgeKind.TextFact, "wide", [], [1, 2, 3])), KnowledgeUpdate.Put(Entry("fits", 2))], _time.GetUtcNow());
        Assert.All(ids, id => owner.State.Apply(other.State.Read(id)));
        owner.Settle();
        Assert.Equal(2, owner.Store.Count);
        Assert.Null(owner.Store.Find(KnowledgeKind.TextFact, "wide"));
        owner.State.Apply(other.State.Read(other.State.Write(KnowledgeUpdate.Put(new KnowledgeEntry(KnowledgeKind.TextFact, "fits", [], [1, 2, 3])), _time.GetUtcNow())));
        owner.Settle();
        Assert.Equal("k", Assert.Single(owner.Store.All()).Key);
        owner.Dispose();
        using var again = KnowledgeReplica.Open(_folder["a.kb"], _time);
        Assert.Equal("k", Assert.Single(again.Store.All()).Key);
        again.Remove(KnowledgeKind.TextFact, "k");
        Assert.Equal(0, again.Store.Count);
        again.Dispose();
        using var third = KnowledgeReplica.Open(_folder["a.kb"], _time);
        Assert.Equal(["fits", "wide"], third.Store.Places().Keys.Select(place => place.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void AKindThatIsFilledAnew_MayHaveAnotherLength_ThoughAllArrivesAtOnce()
    {
        using var owner = KnowledgeReplica.Found(_folder["a.kb"], "club", "ann", _time);
        using var other = owner.Admit(_folder["b.kb"], "bob", KnowledgeRole.Reader);
        owner.Put([Entry("a", 1), Entry("b", 2), Entry("c", 3)]);
        other.State.AddAll([.. owner.State.Ids.Select(id => owner.State.Read(id)!)]);
        other.Settle();
        foreach (var key in (string[])["a", "b", "c"])
            owner.Remove(KnowledgeKind.TextFact, key);
        owner.Put([new KnowledgeEntry(KnowledgeKind.TextFact, "a", [], [1, 2, 3]), new KnowledgeEntry(KnowledgeKind.TextFact, "b", [], [4, 5, 6])]);
        other.State.AddAll([.. owner.State.Ids.Select(id => owner.State.Read(id)!)]);
        other.Settle();
        Assert.Equal(owner.Store.All(), other.Store.All());
        Assert.Equal((2, 3), (other.Store.Count, other.Store.DimensionsOf(KnowledgeKind.TextFact)));
    }

    [Fact]
    public void ARemoval_IsKeptInTheFiles()
    {
        using (var owner = KnowledgeReplica.Found(_folder["a.kb"], "club", "ann", _time))
        {
            owner.Admit(_folder["b.kb"], "bob", KnowledgeRole.Writer).Dispose();
            owner.Put([Entry("k", 1)]);
            Assert.Equal(2, owner.Appoint("bob", KnowledgeRole.Removed).KeyNumber);
            Assert.Contains("ann, bob", Assert.Throws<SemComException>(() => owner.Appoint("carl", KnowledgeRole.Reader)).Message, StringComparison.Ordinal);
            owner.Put([Entry("later", 2)]);
        }
        Assert.Equal(2, KnowledgeGroup.Load(_folder["a.kb.group"]).KeyNumber);
        using var again = KnowledgeReplica.Open(_folder["a.kb"], _time);
        Assert.Equal((2, 2), (again.State.Group.KeyNumber, again.Store.Count));
        using var bob = KnowledgeReplica.Open(_folder["b.kb"], _time);
        Assert.All(again.State.Ids, id => bob.State.Apply(again.State.Read(id)));
        bob.Settle();
        Assert.Equal("k", Assert.Single(bob.Store.All()).Key);
    }

    [Fact]
    public void FilesThatDoNotBelongTogether_AreNamed()
    {
        KnowledgeReplica.Found(_folder["a.kb"], "club", "ann", _time).Dispose();
        KnowledgeReplica.Found(_folder["b.kb"], "club", "bob", _time).Dispose();
        File.Copy(_folder["b.kb.key"], _folder["a.kb.key"], overwrite: true);
        Assert.StartsWith(_folder["a.kb.key"], Refusal(), StringComparison.Ordinal);
        File.WriteAllBytes(_folder["a.kb.group"], [1, 2, 3]);
        Assert.StartsWith(_folder["a.kb.group"], Refusal(), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static KnowledgeEntry Entry(string key, int value) => new(KnowledgeKind.TextFact, key, [(byte)value], [value, 1], $"text {value}");

    private string Refusal() => Assert.Throws<SemComException>(() => KnowledgeReplica.Open(_folder["a.kb"], _time)).Message;
}
