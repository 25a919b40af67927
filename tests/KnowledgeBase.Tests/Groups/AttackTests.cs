using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace SemCom.Knowledge.Tests.Groups;

/// <summary>What outsiders and members may try, and what comes of it: a reason, and nothing stored.</summary>
public sealed class AttackTests
{
    private readonly Club _club = new();

    [Fact]
    public void AnOutsiderWithoutTheKey_ReadsNothing()
    {
        var record = _club.Record(_club.Ann, KnowledgeUpdate.Put(new KnowledgeEntry(KnowledgeKind.TextFact, "the secret key", [1], text: "the secret text")));
        foreach (var words in (string[])["secret", "key", "text", "semcom-kb"])
            Assert.Equal(-1, record.AsSpan().IndexOf(Encoding.ASCII.GetBytes(words)));
        using var outsider = KnowledgeSecret.Create();
        var message = Assert.Throws<SemComException>(() => _club.State(outsider)).Message;
        Assert.Contains("a member of the group 'club'", message, StringComparison.Ordinal);
        Assert.All(_club.Group.Members, member => Assert.Null(GroupKey.Open(member.Seal, outsider, _club.Group.Id)));
        Assert.Equal(KnowledgeVerdict.CannotOpen, new RecordCode(_club.Group.Id, outsider, Club.Keys(outsider, _club.Group)).Open(record, _club.Group, out var update, out _));
        Assert.Null(update);
    }

    [Fact]
    public void AnOutsider_CannotWrite()
    {
        using var outsider = KnowledgeSecret.Create();
        Refused(_club.Record(outsider, Club.Put("k", 1)), KnowledgeVerdict.UnknownAuthor);
    }

    [Fact]
    public void AForgedSignature_IsRefused()
    {
        using var outsider = KnowledgeSecret.Create();
        Refused(Renamed(_club.Record(outsider, Club.Put("k", 1)), outsider.KeyId, _club.Ann.KeyId), KnowledgeVerdict.BadSignature);
    }

    [Fact]
    public void AReader_CannotWrite()
    {
        Refused(_club.Record(_club.Reader, Club.Put("k", 1)), KnowledgeVerdict.MayNotWrite);
        Assert.Contains("owner or writer", Assert.Throws<SemComException>(() => _club.State(_club.Reader).Write(Club.Put("k", 1), Club.Noon)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AMember_CannotWriteAsAnother() =>
        Refused(Renamed(_club.Record(_club.Bob, Club.Put("k", 1)), _club.Bob.KeyId, _club.Ann.KeyId), KnowledgeVerdict.BadSignature);

    [Fact]
    public void AReplayedRecord_BringsNothingBack()
    {
        var (ann, bob) = (_club.State(_club.Ann), _club.State(_club.Bob));
        var old = ann.Read(ann.Write(Club.Put("k", 1), Club.Noon))!;
        bob.Apply(old);
        var removal = bob.Read(bob.Write(Club.Remove("k"), Club.Noon))!;
        Assert.Equal(KnowledgeVerdict.Accepted, ann.Apply(removal));
        Assert.Null(Club.At(ann, "k"));
        Assert.Equal(KnowledgeVerdict.Known, ann.Apply(old));
        Assert.Null(Club.At(ann, "k"));
        var late = _club.State(_club.Reader);
        late.Apply(removal);
        Assert.Equal(KnowledgeVerdict.Accepted, late.Apply(old));
        Assert.Null(Club.At(late, "k"));
    }

    [Fact]
    public void ARecordOfAnotherGroup_IsRefused()
    {
        var other = KnowledgeGroup.Create("other", _club.Owner, "owner");
        Refused(_club.Record(_club.Owner, Club.Put("k", 1), group: other), KnowledgeVerdict.AnotherGroup);
        var renamed = Renamed(_club.Record(_club.Owner, Club.Put("k", 1), group: other), IdPrefix.HeadOf(other.Id), IdPrefix.HeadOf(_club.Group.Id));
        Refused(renamed, KnowledgeVerdict.BadSignature);
    }

    [Fact]
    public void AnAlteredByteAnywhere_IsRefused()
    {
        var (record, state) = (_club.Record(_club.Ann, Club.Put("k", 1)), _club.State(_club.Bob));
        for (var i = 0; i < record.Length; i++)
        {
            record[i] ^= (byte)(1 << (i % 8));
            Assert.InRange(state.Apply(record), KnowledgeVerdict.Damaged, KnowledgeVerdict.BadSignature);
            record[i] ^= (byte)(1 << (i % 8));
            Assert.Equal(KnowledgeVerdict.Damaged, state.Apply(record.AsSpan(0, i)));
        }
        Assert.Equal(KnowledgeVerdict.Damaged, state.Apply([.. record, 0]));
        Assert.Single(state.Ids);
        Assert.Equal(KnowledgeVerdict.Accepted, state.Apply(record));
    }

    /// <summary>s and n − s both verify in ECDSA; the second would be another address for the same record.</summary>
    [Fact]
    public void TheOtherSignature_IsRefused()
    {
        var record = _club.Record(_club.Ann, Club.Put("k", 1));
        var order = BigInteger.Parse("115792089210356248762697446949407573529996955224135760342422259061068512044369");
        var s = (order - new BigInteger(record.AsSpan(^32..), isUnsigned: true, isBigEndian: true)).ToByteArray(isUnsigned: true, isBigEndian: true);
        record.AsSpan(^32..).Clear();
        s.CopyTo(record.AsSpan(^s.Length..));
        using var key = MemberSignature.Import(_club.Ann.PublicKey.AsSpan(0, MemberSignature.KeyLength));
        Assert.True(key.VerifyData((byte[])[.. "semcom knowledge record 2"u8, 0, .. _club.Group.Id.ToArray(), .. record[..^66]], record[^64..], HashAlgorithmName.SHA256), "it is a right signature otherwise");
        Refused(record, KnowledgeVerdict.BadSignature);
    }

    /// <summary>Not even with a claimed time before all others, or a later one.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(1_000_000_000_000_000 / 10)]
    public void AnEntryOfItsAuthorAlone_IsReplacedByNobodyElse(long time)
    {
        var state = _club.State(_club.Owner);
        Assert.Equal(KnowledgeVerdict.Accepted, state.Apply(_club.Record(_club.Ann, Club.Put("k", 1, KnowledgeAccess.Author), 5000)));
        foreach (var update in (KnowledgeUpdate[])[Club.Put("k", 2), Club.Put("k", 3, KnowledgeAccess.Author), Club.Remove("k")])
        {
            state.Apply(_club.Record(_club.Bob, update, time++));
            Assert.Equal((byte)1, Club.At(state, "k"));
        }
        Assert.Contains("author ('Ann')", Assert.Throws<SemComException>(() => state.Write(Club.Put("k", 4), Club.Noon)).Message, StringComparison.Ordinal);
        state.Apply(_club.Record(_club.Ann, Club.Put("k", 5, KnowledgeAccess.Author), 6000, 2));
        Assert.Equal((byte)5, Club.At(state, "k"));
    }

    [Fact]
    public void AForgedList_IsRefused()
    {
        var state = _club.State(_club.Bob);
        Assert.Contains("owner", Assert.Throws<SemComException>(() => _club.Group.With(new KnowledgeMember("Bob", _club.Bob.PublicKey, KnowledgeRole.Removed), _club.Bob)).Message, StringComparison.Ordinal);
        var own = KnowledgeGroup.Create("club", _club.Bob, "owner");
        Assert.Equal(KnowledgeVerdict.AnotherGroup, state.Apply(own.Bytes));
        var bytes = _club.Group.Bytes.ToArray();
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= 1;
            Assert.True(state.Apply(bytes) is KnowledgeVerdict.BadList or KnowledgeVerdict.Damaged, $"byte {i}");
            bytes[i] ^= 1;
        }
        Assert.Equal(_club.Group.Version, state.Group.Version);
        Assert.Single(state.Ids);
    }

    [Fact]
    public void AListRolledBack_IsRefused_AndAnOldFileDoesNotRuleOverALaterRecord()
    {
        var (records, bobs) = (new MemoryRecordSet(), _club.Record(_club.Bob, Club.Put("k", 1)));
        var state = _club.State(_club.Owner, records);
        var later = state.Appoint("Bob", _club.Bob.PublicKey, KnowledgeRole.Removed);
        Assert.Equal(KnowledgeVerdict.OldList, state.Apply(_club.Group.Bytes));
        Assert.Equal(KnowledgeVerdict.MayNotWrite, state.Apply(bobs));
        var again = _club.State(_club.Owner, records);
        Assert.Equal(later.Version, again.Group.Version);
        Assert.Equal(KnowledgeVerdict.MayNotWrite, again.Apply(bobs));
    }

    private static byte[] Renamed(byte[] record, ulong from, ulong to)
    {
        var place = record.AsSpan().IndexOf([.. BitConverter.GetBytes(from).Reverse()]);
        BitConverter.GetBytes(to).Reverse().ToArray().CopyTo(record, place);
        return record;
    }

    private void Refused(byte[] record, KnowledgeVerdict verdict)
    {
        var (records, state) = (new MemoryRecordSet(), default(GroupState));
        state = _club.State(_club.Owner, records);
        Assert.Equal(verdict, state.Apply(record));
        Assert.False(state.Add(record));
        Assert.Single(records.Ids);
        Assert.Empty(state.Entries);
    }
}
