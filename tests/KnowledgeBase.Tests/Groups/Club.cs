namespace SemCom.Knowledge.Tests.Groups;

/// <summary>A group with an owner, two writers and a reader, and a state for each of them.</summary>
internal sealed class Club
{
    public static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public Club()
    {
        Owner = KnowledgeSecret.Create();
        (Ann, Bob, Reader) = (KnowledgeSecret.Join(Owner.ExportGroupKey()), KnowledgeSecret.Join(Owner.ExportGroupKey()), KnowledgeSecret.Join(Owner.ExportGroupKey()));
        Group = KnowledgeGroup.Create("club", Owner, "owner")
            .With(new KnowledgeMember("Ann", Ann.PublicKey, KnowledgeRole.Writer), Owner)
            .With(new KnowledgeMember("Bob", Bob.PublicKey, KnowledgeRole.Writer), Owner)
            .With(new KnowledgeMember("reader", Reader.PublicKey, KnowledgeRole.Reader), Owner);
    }

    public KnowledgeSecret Owner { get; }

    public KnowledgeSecret Ann { get; }

    public KnowledgeSecret Bob { get; }

    public KnowledgeSecret Reader { get; }

    public KnowledgeGroup Group { get; }

    public GroupState State(KnowledgeSecret secret, IRecordSet? records = null) => new(records ?? new MemoryRecordSet(), Group, secret);

    /// <summary>A record as a secret's holder would make it, whatever the list says.</summary>
    public byte[] Record(KnowledgeSecret secret, KnowledgeUpdate update, long time = 1000, long sequence = 1, int? list = null) =>
        new RecordCode(Group.Id, secret).Seal(update, sequence, time, list ?? Group.Version);

    public static KnowledgeUpdate Put(string key, byte value, KnowledgeAccess access = KnowledgeAccess.Group) =>
        KnowledgeUpdate.Put(new KnowledgeEntry(KnowledgeKind.TextFact, key, [value], access: access));

    public static KnowledgeUpdate Remove(string key) => KnowledgeUpdate.Remove(KnowledgeKind.TextFact, key);

    /// <summary>What stands at a key; null for nothing.</summary>
    public static byte? At(GroupState state, string key) => state.Find(KnowledgeKind.TextFact, key)?.Payload[0];
}
