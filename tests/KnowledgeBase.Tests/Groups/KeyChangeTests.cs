namespace SemCom.Knowledge.Tests.Groups;

/// <summary>A removed member and the group keys: what it can no longer do, and what others still can.</summary>
public sealed class KeyChangeTests
{
    private readonly Club _club = new();
    private readonly MemoryRecordSet _bobsRecords = new();
    private readonly GroupState _owner, _ann, _bob;
    private readonly byte[] _old;
    private readonly KnowledgeGroup _later;

    public KeyChangeTests()
    {
        (_owner, _ann, _bob) = (_club.State(_club.Owner), _club.State(_club.Ann), _club.State(_club.Bob, _bobsRecords));
        _old = _owner.Read(_owner.Write(Club.Put("old", 1), Club.Noon))!;
        Assert.Equal(KnowledgeVerdict.Accepted, _ann.Apply(_old));
        Assert.Equal(KnowledgeVerdict.Accepted, _bob.Apply(_old));
        _later = _owner.Appoint("Bob", _club.Bob.PublicKey, KnowledgeRole.Removed);
        Assert.Equal(KnowledgeVerdict.Accepted, _ann.Apply(_later.Bytes));
    }

    [Fact]
    public void ARemovedMember_CannotReadWhatComesLater_AndStillReadsWhatItHad()
    {
        var later = _ann.Read(_ann.Write(Club.Put("new", 2), Club.Noon))!;
        Assert.Equal(KnowledgeVerdict.Accepted, _owner.Apply(later));
        Assert.Equal(KnowledgeVerdict.NewerList, _bob.Apply(later));
        Assert.Equal(KnowledgeVerdict.Accepted, _bob.Apply(_later.Bytes));
        Assert.Equal(KnowledgeVerdict.CannotOpen, _bob.Apply(later));
        foreach (var state in (GroupState[])[_bob, _club.State(_club.Bob, _bobsRecords)])
            Assert.Equal(((byte?)1, (byte?)null, 2), (Club.At(state, "old"), Club.At(state, "new"), state.Group.KeyNumber));
    }

    /// <summary>With all that it has: its secret, the keys of every list, seals of others, and the old key in the place of the new one.</summary>
    [Fact]
    public void TheNewKey_DoesNotFollowFromAnythingThatTheRemovedMemberHas()
    {
        var (epochs, keys) = (_later.List.Epochs, Club.Keys(_club.Bob, _club.Group));
        Assert.False(keys.Learn(_later));
        Assert.Null(keys.Find(epochs[1].Key));
        Assert.Empty(_later.Find(_club.Bob.KeyId)!.Seal);
        Assert.All(_later.Members, member => Assert.Null(GroupKey.Open(member.Seal, _club.Bob, _later.Id)));
        Assert.Null(GroupKey.Unchain(keys.Find(epochs[0].Key)!, epochs[1].Earlier, _later.Id));
        Assert.NotEqual(Club.Keys(_club.Ann, _later).Find(epochs[1].Key), keys.Find(epochs[0].Key));
    }

    [Fact]
    public void WhatARemovedMemberWritesAfterwards_IsRefusedByAllWhoKnow()
    {
        foreach (var group in (KnowledgeGroup[])[_club.Group, _later])
        {
            foreach (var time in (long[])[1, 5000, Club.Noon.AddYears(1).ToUnixTimeMilliseconds()])
            {
                var record = _club.Record(_club.Bob, Club.Put("k", 3), time, 1, group);
                Assert.All((GroupState[])[_owner, _ann], state => Assert.Equal(KnowledgeVerdict.MayNotWrite, state.Apply(record)));
            }
        }
        _bob.Apply(_later.Bytes);
        Assert.Contains("owner or writer", Assert.Throws<SemComException>(() => _bob.Write(Club.Put("k", 4), Club.Noon)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AReplayedList_DoesNotBringTheOldKeyBack()
    {
        Assert.Equal(KnowledgeVerdict.OldList, _ann.Apply(_club.Group.Bytes));
        var record = _ann.Read(_ann.Write(Club.Put("new", 2), Club.Noon))!;
        Assert.NotEqual(KnowledgeVerdict.Accepted, _bob.Apply(record));

        // Nor does an old file of the description, where the later list is among the records.
        var records = new MemoryRecordSet();
        Assert.Equal(KnowledgeVerdict.Accepted, _club.State(_club.Ann, records).Apply(_later.Bytes));
        var again = _club.State(_club.Ann, records);
        Assert.Equal(2, again.Group.KeyNumber);
        Assert.NotEqual(KnowledgeVerdict.Accepted, _bob.Apply(again.Read(again.Write(Club.Put("new", 3), Club.Noon))!));
    }

    /// <summary>Whoever lets a seal or an epoch of an old list stand in a new one has to sign it.</summary>
    [Fact]
    public void AListWithTheOldKey_MustBeSignedByTheOwner()
    {
        var forged = _later.List with { Version = _later.Version + 1, Epochs = _club.Group.List.Epochs, Members = _club.Group.Members };
        Assert.Contains("owner", Assert.Throws<SemComException>(() => GroupList.Sign(forged, _club.Bob)).Message, StringComparison.Ordinal);
        var (bytes, old) = (_later.Bytes.ToArray(), _club.Group.Members[1].Seal);
        old.CopyTo(bytes.AsSpan(bytes.AsSpan().IndexOf(_later.Members[1].Seal)));
        Assert.Equal(KnowledgeVerdict.BadList, _ann.Apply(bytes));
    }

    [Fact]
    public void NoMoreLinks_WithARemovedMember()
    {
        Assert.Equal(_bob.LinkKeyWith(_club.Ann.KeyId).ToArray(), _club.State(_club.Ann).LinkKeyWith(_club.Bob.KeyId).ToArray());
        Assert.NotEqual(_bob.LinkKeyWith(_club.Ann.KeyId).ToArray(), _owner.LinkKeyWith(_club.Ann.KeyId).ToArray());
        Assert.Contains("'Bob' was removed", Assert.Throws<SemComException>(() => _ann.LinkKeyWith(_club.Bob.KeyId)).Message, StringComparison.Ordinal);
        Assert.Throws<SemComException>(() => _ann.LinkKeyWith(1));
    }

    /// <summary>Ends with different keys still synchronise: their link is between two members, not of the group.</summary>
    [Fact]
    public void TheNewKey_ReachesMembersThroughSynchronisation_AlsoAfterSeveralRemovals()
    {
        _owner.Appoint("Ann", _club.Ann.PublicKey, KnowledgeRole.Removed);
        _owner.Write(Club.Put("new", 2), Club.Noon);
        var reader = _club.State(_club.Reader);
        Synchroniser Session(GroupState state, ulong self, ulong peer) => new(state, new SynchroniserOptions { Self = self, Peer = peer, Incarnation = 1, Key = state.LinkKeyWith(peer) });
        var exchange = new LossyExchange(Session(_owner, _club.Owner.KeyId, _club.Reader.KeyId), Session(reader, _club.Reader.KeyId, _club.Owner.KeyId), 0.3, 5);
        Assert.True(exchange.Run(1000).InStep);
        Assert.Equal((3, (byte?)1, (byte?)2), (reader.Group.KeyNumber, Club.At(reader, "old"), Club.At(reader, "new")));
    }

    [Fact]
    public void ANewcomer_ReadsWhatWasSealedUnderAllKeys()
    {
        using var carl = KnowledgeSecret.Create();
        var list = _owner.Appoint("Carl", carl.PublicKey, KnowledgeRole.Writer);
        Assert.Equal(2, list.KeyNumber);
        var state = new GroupState(new MemoryRecordSet(), list, carl);
        Assert.Equal(KnowledgeVerdict.Accepted, state.Apply(_old));
        Assert.Equal((byte)1, Club.At(state, "old"));
        Assert.Equal(KnowledgeVerdict.Accepted, _owner.Apply(state.Read(state.Write(Club.Put("k", 5), Club.Noon))));
    }

    [Fact]
    public void AMemberWhoDoesNotKnowYet_IsStillUnderstood()
    {
        var reader = _club.State(_club.Reader);
        var record = _club.Record(_club.Ann, Club.Put("late", 6), 5000);
        Assert.Equal(KnowledgeVerdict.Accepted, _owner.Apply(record));
        Assert.Equal(KnowledgeVerdict.Accepted, reader.Apply(record));
        reader.Apply(_later.Bytes);
        Assert.Equal((byte)6, Club.At(reader, "late"));
    }
}
