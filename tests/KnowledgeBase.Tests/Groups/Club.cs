namespace SemCom.Knowledge.Tests.Groups;

/// <summary>A group with an owner, two writers and a reader, and a state for each of them.</summary>
internal sealed class Club
{
    public static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public Club()
    {
        (Owner, Ann, Bob, Reader) = (KnowledgeSecret.Create(), KnowledgeSecret.Create(), KnowledgeSecret.Create(), KnowledgeSecret.Create());
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

    /// <summary>A record as a secret's holder would make it who has the group key, whatever the list says.</summary>
    /// <param name="secret">Who signs.</param>
    /// <param name="update">What it says.</param>
    /// <param name="time">The claimed time.</param>
    /// <param name="sequence">The claimed number.</param>
    /// <param name="group">The list whose version and newest key it names; null for the first.</param>
    public byte[] Record(KnowledgeSecret secret, KnowledgeUpdate update, long time = 1000, long sequence = 1, KnowledgeGroup? group = null) =>
        Code(secret, group ?? Group).Seal(update, sequence, time, group ?? Group).Record;

    /// <summary>Seals as one member with the keys of another one, the owner.</summary>
    public RecordCode Code(KnowledgeSecret secret, KnowledgeGroup group) => new(group.Id, secret, Keys(Owner, group));

    /// <summary>The keys that a list has for a secret.</summary>
    public static KeyRing Keys(KnowledgeSecret secret, KnowledgeGroup group)
    {
        var keys = new KeyRing(group.Id, secret);
        keys.Learn(group);
        return keys;
    }

    public static KnowledgeUpdate Put(string key, byte value, KnowledgeAccess access = KnowledgeAccess.Group) =>
        KnowledgeUpdate.Put(new KnowledgeEntry(KnowledgeKind.TextFact, key, [value], access: access));

    public static KnowledgeUpdate Remove(string key) => KnowledgeUpdate.Remove(KnowledgeKind.TextFact, key);

    /// <summary>What stands at a key; null for nothing.</summary>
    public static byte? At(GroupState state, string key) => state.Find(KnowledgeKind.TextFact, key)?.Payload[0];
}
