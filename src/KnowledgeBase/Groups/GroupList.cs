using SemCom.Wire;

namespace SemCom.Knowledge;

/// <summary>
/// What the owner signs: ["semcom-kg", 1, name, salt, key check, version, members, signature], each member [name, public key, role, accepted ids]. The signature is over all bytes before it.
/// </summary>
internal sealed record GroupList(string Name, byte[] Salt, byte[] KeyCheck, int Version, IReadOnlyList<KnowledgeMember> Members)
{
    public const int SaltLength = 16, MaxLength = KnowledgeEntry.MaxLength;

    public const string Format = "semcom-kg";

    private const string Title = "group description", Purpose = "semcom knowledge group 1";
    private const int FormatVersion = 1, Items = 8, MemberItems = 4, CheckLength = 8;

    public KnowledgeId Id { get; } = IdOf(Members[0].PublicKey, Salt);

    public static KnowledgeId IdOf(ReadOnlySpan<byte> owner, ReadOnlySpan<byte> salt) => KnowledgeId.Of([.. owner, .. salt]);

    /// <summary>Signs a list.</summary>
    /// <exception cref="SemComException">The secret is not the owner's, or the list breaks a rule.</exception>
    public static KnowledgeGroup Sign(GroupList list, KnowledgeSecret owner)
    {
        ArgumentNullException.ThrowIfNull(owner);
        if (list.Fault() is { } fault)
            throw new SemComException($"{Title}: {fault}; change the list");
        if (!list.Members[0].PublicKey.SequenceEqual(owner.PublicKey))
            throw new SemComException($"{Title}: must be changed by the owner ('{list.Members[0].Name}'); name the owner's secret file");
        var writer = new MessagePackWriter(4096);
        list.Write(writer);
        writer.WriteBinary(MemberSignature.Sign(owner.Key, Purpose, list.Id, writer.WrittenSpan));
        var bytes = writer.TakeBytes();
        return bytes.Length <= MaxLength ? new KnowledgeGroup(list, bytes) : throw new SemComException($"{Title}: must have at most {MaxLength} bytes (has {bytes.Length}); found a new group");
    }

    /// <summary>Reads and verifies a list.</summary>
    public static KnowledgeGroup Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new MessagePackReader(bytes, Title);
        if (reader.ReadArrayHead(Items) != Items || reader.ReadText(Format.Length) != Format)
            throw reader.Fail("another format");
        if (reader.ReadInt32(0, int.MaxValue) is var version && version != FormatVersion)
            throw reader.Fail($"version {version}, known is {FormatVersion}");
        var (name, salt, check, number) = (reader.ReadText(4 * KnowledgeMember.MaxName), reader.ReadBinary(SaltLength).ToArray(), reader.ReadBinary(CheckLength).ToArray(), reader.ReadInt32(1, int.MaxValue));
        var members = new KnowledgeMember[reader.ReadArrayHead(KnowledgeGroup.MaxMembers)];
        for (var i = 0; i < members.Length; i++)
            members[i] = ReadMember(ref reader);
        if (members.Length == 0)
            throw reader.Fail("no members");
        var list = new GroupList(name, salt, check, number, members);
        if (list.Fault() is { } fault)
            throw reader.Fail(fault);
        var content = bytes[..reader.Position];
        var signature = reader.ReadBinary(MemberSignature.Length);
        reader.End();
        using var owner = MemberSignature.Import(members[0].PublicKey);
        return MemberSignature.IsValid(owner, Purpose, list.Id, content, signature)
            ? new KnowledgeGroup(list, bytes)
            : throw new SemComException($"{Title}: must be signed by the owner of the group ('{name}' is not); get it from the owner again");
    }

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
        return new KnowledgeMember(name, key, role, ids);
    }

    private void Write(MessagePackWriter writer)
    {
        writer.WriteArrayHead(Items);
        writer.Write(Format);
        writer.Write((long)FormatVersion);
        writer.Write(Name);
        writer.WriteBinary(Salt);
        writer.WriteBinary(KeyCheck);
        writer.Write((long)Version);
        writer.WriteArrayHead(Members.Count);
        foreach (var member in Members)
        {
            writer.WriteArrayHead(MemberItems);
            writer.Write(member.Name);
            writer.WriteBinary(member.PublicKey);
            writer.Write((long)member.Role);
            writer.WriteBinary([.. member.Accepted.SelectMany(id => id.ToArray())]);
        }
    }

    private string? Fault() => Name.Length is < 1 or > KnowledgeMember.MaxName ? $"the name must have 1 to {KnowledgeMember.MaxName} characters (has {Name.Length})"
        : Salt.Length != SaltLength || KeyCheck.Length != CheckLength ? "salt and key check must be whole"
        : Members.Count > KnowledgeGroup.MaxMembers ? $"there must be at most {KnowledgeGroup.MaxMembers} members (are {Members.Count})"
        : Members.Select(member => member.Role == KnowledgeRole.Owner).Index().Any(item => item.Item != (item.Index == 0)) ? "the first member must be the only owner"
        : Members.DistinctBy(member => member.KeyId).Count() != Members.Count ? "members must have different keys" : null;
}
