using SemCom.Wire;

namespace SemCom.Knowledge;

/// <summary>
/// What the owner signs: ["semcom-kg", 2, name, salt, version, epochs, members, signature], each epoch [number of its key, the earlier key sealed under it], each member [name, public key, role,
/// accepted ids, the newest key sealed for it]. The signature is over all bytes before it.
/// </summary>
internal sealed record GroupList(string Name, byte[] Salt, int Version, IReadOnlyList<KeyEpoch> Epochs, IReadOnlyList<KnowledgeMember> Members)
{
    public const int SaltLength = 16, MaxLength = KnowledgeEntry.MaxLength, MaxEpochs = 1000;

    public const string Format = "semcom-kg";

    /// <summary>What messages call it.</summary>
    public const string Title = "group description";

    private const string Purpose = "semcom knowledge group 2";
    private const int EpochItems = 2, MemberItems = 5;

    private static readonly DocumentHead Head = new(Format, 2, 6);

    public KnowledgeId Id { get; } = IdOf(Members[0].PublicKey, Salt);

    public static KnowledgeId IdOf(ReadOnlySpan<byte> owner, ReadOnlySpan<byte> salt) => KnowledgeId.Of([.. owner, .. salt]);

    /// <summary>Whether bytes begin as a list does.</summary>
    public static bool IsList(ReadOnlySpan<byte> bytes) => bytes.Length > 2 + Format.Length && bytes[2..].StartsWith("semcom-kg"u8);

    /// <summary>Reads a list; null where it is damaged or the signature is not the owner's.</summary>
    public static KnowledgeGroup? TryRead(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Read(bytes);
        }
        catch (SemComException)
        {
            return null;
        }
    }

    /// <summary>Signs a list.</summary>
    /// <exception cref="SemComException">The secret is not the owner's, or the list breaks a rule.</exception>
    public static KnowledgeGroup Sign(GroupList list, KnowledgeSecret owner)
    {
        list.CheckOwner(owner);
        if (list.Fault() is { } fault)
            throw new SemComException($"{Title}: {fault}; change the list");
        var writer = Head.Open(4096);
        list.Write(writer);
        writer.WriteBinary(MemberSignature.Sign(owner.Key, Purpose, list.Id, writer.WrittenSpan));
        var bytes = writer.TakeBytes();
        return bytes.Length <= MaxLength ? new KnowledgeGroup(list, bytes) : throw new SemComException($"{Title}: must have at most {MaxLength} bytes (has {bytes.Length}); found a new group");
    }

    /// <summary>Reads and verifies a list.</summary>
    /// <param name="bytes">The list.</param>
    /// <param name="title">What messages call it.</param>
    public static KnowledgeGroup Read(ReadOnlySpan<byte> bytes, string title = Title)
    {
        var reader = Head.Read(bytes, title);
        var (name, salt, number) = (reader.ReadText(4 * KnowledgeMember.MaxName), reader.ReadBinary(SaltLength).ToArray(), reader.ReadInt32(1, int.MaxValue));
        var epochs = new KeyEpoch[reader.ReadArrayHead(MaxEpochs)];
        for (var i = 0; i < epochs.Length; i++)
            epochs[i] = ReadEpoch(ref reader);
        var members = new KnowledgeMember[reader.ReadArrayHead(KnowledgeGroup.MaxMembers)];
        for (var i = 0; i < members.Length; i++)
            members[i] = ReadMember(ref reader);
        if (members.Length == 0)
            throw reader.Fail("no members");
        var list = new GroupList(name, salt, number, epochs, members);
        if (list.Fault() is { } fault)
            throw reader.Fail(fault);
        var content = bytes[..reader.Position];
        var signature = reader.ReadBinary(MemberSignature.Length);
        reader.End();
        using var owner = MemberSignature.Import(members[0].SigningKey);
        return MemberSignature.IsValid(owner, Purpose, list.Id, content, signature)
            ? new KnowledgeGroup(list, bytes)
            : throw new SemComException($"{title}: must be signed by the owner of the group ('{name}' is not); get it from the owner again");
    }

    /// <summary>Checks that a secret is the owner's.</summary>
    /// <exception cref="SemComException">It is another one's.</exception>
    public void CheckOwner(KnowledgeSecret owner)
    {
        ArgumentNullException.ThrowIfNull(owner);
        if (!Members[0].PublicKey.SequenceEqual(owner.PublicKey))
            throw new SemComException($"{Title}: must be changed by the owner ('{Members[0].Name}'); name the owner's secret file");
    }

    private static KeyEpoch ReadEpoch(ref MessagePackReader reader) => reader.ReadArrayHead(EpochItems) == EpochItems
        ? new KeyEpoch(reader.ReadUInt64(), reader.ReadBinary(GroupKey.WrappedLength).ToArray())
        : throw reader.Fail("another kind of epoch");

    private static KnowledgeMember ReadMember(ref MessagePackReader reader)
    {
        if (reader.ReadArrayHead(MemberItems) != MemberItems)
            throw reader.Fail("another kind of member");
        var name = reader.ReadText(4 * KnowledgeMember.MaxName);
        var key = reader.ReadBinary(KnowledgeMember.PublicKeyLength);
        var role = (KnowledgeRole)reader.ReadInt32(0, int.MaxValue);
        var accepted = reader.ReadBinary(MaxLength);
        if (accepted.Length % KnowledgeId.Length != 0)
            throw reader.Fail("half an id");
        var ids = new KnowledgeId[accepted.Length / KnowledgeId.Length];
        for (var i = 0; i < ids.Length; i++)
            ids[i] = new KnowledgeId(accepted.Slice(KnowledgeId.Length * i, KnowledgeId.Length));
        return new KnowledgeMember(name, key, role, ids) { Seal = reader.ReadBinary(GroupKey.SealLength).ToArray() };
    }

    private void Write(MessagePackWriter writer)
    {
        writer.Write(Name);
        writer.WriteBinary(Salt);
        writer.Write((long)Version);
        writer.WriteArrayHead(Epochs.Count);
        foreach (var epoch in Epochs)
        {
            writer.WriteArrayHead(EpochItems);
            writer.Write(epoch.Key);
            writer.WriteBinary(epoch.Earlier);
        }
        writer.WriteArrayHead(Members.Count);
        foreach (var member in Members)
        {
            writer.WriteArrayHead(MemberItems);
            writer.Write(member.Name);
            writer.WriteBinary(member.PublicKey);
            writer.Write((long)member.Role);
            writer.WriteBinary([.. member.Accepted.SelectMany(id => id.ToArray())]);
            writer.WriteBinary(member.Seal);
        }
    }

    private string? Fault() => Name.Length is < 1 or > KnowledgeMember.MaxName ? $"the name must have 1 to {KnowledgeMember.MaxName} characters (has {Name.Length})"
        : Salt.Length != SaltLength ? "the salt must be whole"
        : Epochs.Count is < 1 or > MaxEpochs ? $"there must be 1 to {MaxEpochs} epochs of keys (are {Epochs.Count})"
        : Epochs.Index().Any(item => item.Item.Earlier.Length != (item.Index == 0 ? 0 : GroupKey.WrappedLength)) ? "each epoch but the first must hold the earlier key"
        : Members.Count > KnowledgeGroup.MaxMembers ? $"there must be at most {KnowledgeGroup.MaxMembers} members (are {Members.Count})"
        : Members.Select(member => member.Role == KnowledgeRole.Owner).Index().Any(item => item.Item != (item.Index == 0)) ? "the first member must be the only owner"
        : Members.Any(member => member.Seal.Length != (member.Role == KnowledgeRole.Removed ? 0 : GroupKey.SealLength)) ? "the newest key must be sealed for each member, and for no removed one"
        : Members.DistinctBy(member => member.KeyId).Count() != Members.Count ? "members must have different keys" : null;
}
