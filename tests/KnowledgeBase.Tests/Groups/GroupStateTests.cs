namespace SemCom.Knowledge.Tests.Groups;

public sealed class GroupStateTests
{
    private static readonly string[] Keys = ["a", "b", "c"];

    private readonly Club _club = new();

    [Fact]
    public void WhatOneWrites_OthersRead()
    {
        var (ann, reader) = (_club.State(_club.Ann), _club.State(_club.Reader));
        var entry = new KnowledgeEntry(KnowledgeKind.VisualPrototype, "p", [1, 2], [0.5f, 1f], "a quay", "camera", Club.Noon, KnowledgeAccess.Author);
        var id = ann.Write(KnowledgeUpdate.Put(entry), Club.Noon);
        Assert.Equal(KnowledgeVerdict.Accepted, reader.Apply(ann.Read(id)));
        Assert.InRange(ann.Read(id)!.Length - entry.Bytes.Length, 149, 159);
        Assert.Equal(entry, Assert.Single(reader.Entries));
        Assert.Equal(entry, reader.Find(KnowledgeKind.VisualPrototype, "p"));
        Assert.Equal(id, Assert.Single(reader.RecordsOf([entry.Id, id])));
        Assert.Equal(ann.Ids.Order(), reader.Ids.Order());
    }

    /// <summary>Records of chance in any order, some twice: the state is that of a plain reading of the rule over the whole set, and in all orders the same.</summary>
    [Fact]
    public void TheState_IsAFunctionOfTheSet()
    {
        var random = new Random(1);
        for (var trial = 0; trial < 8; trial++)
        {
            var records = Enumerable.Range(0, 25).Select(i => RandomRecord(random, i)).ToArray();
            var states = Enumerable.Range(0, 3).Select(_ => _club.State(_club.Owner)).ToArray();
            foreach (var state in states)
            {
                foreach (var (_, _, _, record) in records.Concat(records.Take(5)).OrderBy(_ => random.Next()))
                    Assert.InRange(state.Apply(record), KnowledgeVerdict.Accepted, KnowledgeVerdict.Known);
                foreach (var key in Keys)
                    Assert.Equal(Expected(records, key), Club.At(state, key));
                Assert.Equal(states[0].Ids, state.Ids);
            }
        }
    }

    [Fact]
    public void Changes_AreToldOnce_AndRebuildTheEntries()
    {
        var (random, state, copy) = (new Random(2), _club.State(_club.Owner), new Dictionary<string, KnowledgeEntry>(StringComparer.Ordinal));
        for (var i = 0; i < 60; i++)
        {
            state.Apply(RandomRecord(random, i).Record);
            if (i == 40)
                state.Appoint("Bob", _club.Bob.PublicKey, KnowledgeRole.Removed);
            if (random.Next(3) > 0)
                continue;
            foreach (var change in state.TakeChanges())
            {
                Assert.Equal(copy.GetValueOrDefault(change.Key)?.Id, change.Before);
                Assert.NotEqual(change.Before, change.After?.Id);
                copy.Remove(change.Key);
                if (change.After is { } entry)
                    copy.Add(change.Key, entry);
            }
            Assert.Empty(state.TakeChanges());
            Assert.Equal(state.Entries, copy.OrderBy(item => item.Key, StringComparer.Ordinal).Select(item => item.Value));
        }
    }

    [Fact]
    public void ARemovedMember_KeepsWhatItWrote_AndWritesNoMore()
    {
        var (owner, ann) = (_club.State(_club.Owner), _club.State(_club.Ann));
        var (seen, unseen, backdated) = (_club.Record(_club.Bob, Club.Put("a", 1)), _club.Record(_club.Bob, Club.Put("b", 2), 2000, 2), _club.Record(_club.Bob, Club.Put("c", 3), 1));
        owner.Apply(seen);
        ann.Apply(seen);
        ann.Apply(unseen);
        var list = owner.Appoint("Bob", _club.Bob.PublicKey, KnowledgeRole.Removed);
        Assert.Equal(KnowledgeVerdict.Accepted, ann.Apply(list.Bytes));
        Assert.All((GroupState[])[owner, ann], state =>
        {
            Assert.Equal(KnowledgeVerdict.MayNotWrite, state.Apply(unseen));
            Assert.Equal(KnowledgeVerdict.MayNotWrite, state.Apply(backdated));
            Assert.Equal(((byte?)1, (byte?)null), (Club.At(state, "a"), Club.At(state, "b")));
        });
        Assert.Equal(owner.Ids, ann.Ids);
        Assert.Equal(KnowledgeVerdict.Accepted, ann.Apply(owner.Appoint("Bob", _club.Bob.PublicKey, KnowledgeRole.Writer).Bytes));
        Assert.Equal((byte)2, Club.At(ann, "b"));
    }

    [Fact]
    public void ANewMembersRecord_WaitsForTheList()
    {
        using var carl = KnowledgeSecret.Create();
        var (owner, ann) = (_club.State(_club.Owner), _club.State(_club.Ann));
        var list = owner.Appoint("Carl", carl.PublicKey, KnowledgeRole.Writer);
        var record = _club.Record(carl, Club.Put("a", 1), group: list);
        Assert.Equal(KnowledgeVerdict.NewerList, ann.Apply(record));
        ann.Apply(list.Bytes);
        Assert.Equal(KnowledgeVerdict.Accepted, ann.Apply(record));
    }

    [Fact]
    public void AStateOpenedAgain_IsTheSame()
    {
        var (records, random) = (new MemoryRecordSet(), new Random(3));
        var state = _club.State(_club.Owner, records);
        for (var i = 0; i < 30; i++)
            state.Apply(RandomRecord(random, i).Record);
        state.Appoint("Ann", _club.Ann.PublicKey, KnowledgeRole.Reader);
        records.Add([1, 2, 3]);
        var again = _club.State(_club.Owner, records);
        Assert.Equal(state.Ids, again.Ids);
        Assert.Equal(state.Entries, again.Entries);
        Assert.Equal(state.Group.Version, again.Group.Version);
    }

    [Fact]
    public void Opening_ReadsEachRecordOnce_AndTellsOnlyWhatDiffers()
    {
        var records = new CountingRecords(new MemoryRecordSet());
        var state = _club.State(_club.Ann, records);
        state.Write([.. Enumerable.Range(0, 20).Select(i => Club.Put($"k{i}", (byte)i))], Club.Noon);
        state.Apply(_club.Group.With(new KnowledgeMember("Bob", _club.Bob.PublicKey, KnowledgeRole.Reader), _club.Owner).Bytes);
        var (there, before) = (state.Entries.ToDictionary(entry => (entry.Kind, entry.Key), entry => entry.Id), records.Reads);
        var (lacking, gone) = ((KnowledgeKind.TextFact, "k3"), (KnowledgeKind.TextFact, "gone"));
        there.Remove(lacking);
        there[gone] = KnowledgeId.Of([1]);
        var again = _club.State(_club.Ann, records);
        again.Tell(there);
        Assert.Equal(((string, byte?)[])[("gone", null), ("k3", 3)], again.TakeChanges().Select(change => (change.Key, change.After?.Payload[0])));
        Assert.Equal(before + records.Ids.Count + 1, records.Reads);
    }

    [Fact]
    public void ABatch_IsWrittenAsOneByOne()
    {
        var (ann, bob) = (_club.State(_club.Ann), _club.State(_club.Bob));
        var ids = ann.Write([Club.Put("a", 1), Club.Put("a", 2), Club.Remove("b"), Club.Put("b", 3, KnowledgeAccess.Author)], Club.Noon);
        foreach (var id in ids.Reverse())
            Assert.Equal(KnowledgeVerdict.Accepted, bob.Apply(ann.Read(id)));
        Assert.All((GroupState[])[ann, bob], state => Assert.Equal(((byte?)2, (byte?)3), (Club.At(state, "a"), Club.At(state, "b"))));
        var count = bob.Ids.Count;
        Assert.Throws<SemComException>(() => bob.Write([Club.Put("c", 4), Club.Put("b", 5)], Club.Noon));
        Assert.Equal((count, (byte?)null), (bob.Ids.Count, Club.At(bob, "c")));
    }

    /// <summary>Records, wrong and repeated ones among them, and a list in their midst that changes who may write.</summary>
    [Fact]
    public void ABatchThatArrives_IsJudgedAsOneByOne_AndStoredInOneStepBetweenLists()
    {
        var random = new Random(5);
        var list = _club.State(_club.Owner).Appoint("Bob", _club.Bob.PublicKey, KnowledgeRole.Removed);
        var records = Enumerable.Range(0, 40).Select(i => RandomRecord(random, i).Record).ToList();
        records.Insert(20, list.Bytes.ToArray());
        records.AddRange([records[3], [1, 2, 3], _club.Record(_club.Reader, Club.Put("a", 7)), list.Bytes.ToArray()]);
        var counting = new CountingRecords(new MemoryRecordSet());
        var (together, alone) = (_club.State(_club.Ann, counting), _club.State(_club.Ann));
        together.AddAll(records);
        records.ForEach(record => alone.Apply(record));
        Assert.Equal(alone.Ids, together.Ids);
        Assert.Equal(alone.Entries, together.Entries);
        Assert.Equal(list.Address, together.Group.Address);
        Assert.Equal(2, counting.Batches);
        Assert.Equal(together.Ids, _club.State(_club.Ann, counting).Ids);
    }

    [Fact]
    public void WhatAnotherProcessStores_IsTakenInAtARefresh()
    {
        var records = new MemoryRecordSet();
        var (one, two) = (_club.State(_club.Owner, records), _club.State(_club.Owner, records));
        one.Write([Club.Put("a", 1), Club.Put("b", 2)], Club.Noon);
        one.Appoint("Bob", _club.Bob.PublicKey, KnowledgeRole.Removed);
        one.Write(Club.Put("a", 3), Club.Noon);
        Assert.Null(Club.At(two, "a"));
        two.Refresh();
        Assert.Equal(one.Ids, two.Ids);
        Assert.Equal(((byte?)3, 2), (Club.At(two, "a"), two.Group.KeyNumber));
        Assert.Equal(["a", "b"], two.TakeChanges().Select(change => change.Key));
        two.Write(Club.Put("b", 4), Club.Noon);
        one.Refresh();
        Assert.Equal((byte)4, Club.At(one, "b"));
    }

    [Fact]
    public void Written_IsLaterThanAllAboutThePlace_ThoughTheClockStandsBack()
    {
        var (ann, bob) = (_club.State(_club.Ann), _club.State(_club.Bob));
        for (byte i = 0; i < 10; i++)
        {
            var (writer, other) = i % 2 == 0 ? (ann, bob) : (bob, ann);
            other.Apply(writer.Read(writer.Write(Club.Put("k", i), Club.Noon.AddDays(-i))));
            Assert.Equal((i, i), (Club.At(ann, "k"), Club.At(bob, "k")));
        }
    }

    [Fact]
    public void TwoStates_SynchroniseThroughLoss_AndAStrangersRecordGoesNowhere()
    {
        var (owner, ann, random) = (_club.State(_club.Owner), _club.State(_club.Ann), new Random(4));
        for (var i = 0; i < 30; i++)
            (i % 2 == 0 ? owner : ann).Write(Club.Put($"{i % 11}", (byte)i), Club.Noon.AddSeconds(i));
        owner.Appoint("Bob", _club.Bob.PublicKey, KnowledgeRole.Removed);
        Synchroniser Session(GroupState state, ulong self, ulong peer) => new(state, new SynchroniserOptions { Self = self, Peer = peer, Incarnation = 1, Key = state.LinkKeyWith(peer) });
        var (here, there) = (Session(owner, _club.Owner.KeyId, _club.Ann.KeyId), Session(ann, _club.Ann.KeyId, _club.Owner.KeyId));
        for (var round = 0; round < 200; round++)
        {
            foreach (var packet in here.NextPackets(2000).Where(_ => random.Next(10) > 2))
                there.Receive(packet);
            foreach (var packet in there.NextPackets(2000).Where(_ => random.Next(10) > 2))
                here.Receive(packet);
        }
        Assert.Equal((KnowledgeAgreement.InStep, KnowledgeAgreement.InStep), (here.Agreement, there.Agreement));
        Assert.Equal(owner.Ids, ann.Ids);
        Assert.Equal(owner.Entries, ann.Entries);
        Assert.Equal(owner.Group.Version, ann.Group.Version);
    }

    /// <summary>The rule as it is written, over all records.</summary>
    private byte? Expected(IEnumerable<(KnowledgeSecret Author, long Time, KnowledgeUpdate Update, byte[] Record)> records, string key)
    {
        var about = records.Where(item => item.Update.Key == key).OrderBy(item => item.Time).ThenBy(item => item.Author.KeyId).ThenBy(item => KnowledgeId.Of(item.Record)).ToList();
        foreach (var member in _club.Group.Members)
        {
            if (about.LastOrDefault(item => item.Author.KeyId == member.KeyId).Update is { Entry: { Access: KnowledgeAccess.Author } entry })
                return entry.Payload[0];
        }
        return about.LastOrDefault().Update?.Entry?.Payload[0];
    }

    private (KnowledgeSecret Author, long Time, KnowledgeUpdate Update, byte[] Record) RandomRecord(Random random, int number)
    {
        var author = ((KnowledgeSecret[])[_club.Owner, _club.Ann, _club.Bob])[random.Next(3)];
        var key = Keys[random.Next(Keys.Length)];
        var update = random.Next(4) == 0 ? Club.Remove(key) : Club.Put(key, (byte)number, random.Next(6) == 0 ? KnowledgeAccess.Author : KnowledgeAccess.Group);
        var time = random.Next(1, 12);
        return (author, time, update, _club.Record(author, update, time, number + 1));
    }
}
