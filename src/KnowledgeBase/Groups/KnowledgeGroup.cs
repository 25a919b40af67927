using System.Security.Cryptography;
using SemCom.Knowledge;

namespace SemCom;

/// <summary>
/// The public description of a group: its id, which follows from its owner's key, and the list of its members, signed by the owner, with a version that rises. Immutable; each change is another
/// one. It is a record too, and reaches the members like others.
/// </summary>
public sealed class KnowledgeGroup
{
    /// <summary>Most members, removed ones included.</summary>
    public const int MaxMembers = 1000;

    private readonly byte[] _bytes;

    internal KnowledgeGroup(GroupList list, ReadOnlySpan<byte> bytes)
    {
        (List, _bytes) = (list, bytes.ToArray());
        Address = KnowledgeId.Of(bytes);
    }

    /// <summary>Hash of the owner's key and of a random number: nobody else can make lists for it.</summary>
    public KnowledgeId Id => List.Id;

    /// <summary>What people call the group.</summary>
    public string Name => List.Name;

    /// <summary>Number of the list, from 1.</summary>
    public int Version => List.Version;

    /// <summary>Members in the order in which they stand in the list, the owner first.</summary>
    public IReadOnlyList<KnowledgeMember> Members => List.Members;

    /// <summary>The description on the wire and in a file.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    internal KnowledgeId Address { get; }

    internal GroupList List { get; }

    /// <summary>Founds a group.</summary>
    /// <param name="name">What people call it, 1 to 64 characters.</param>
    /// <param name="owner">Secret of its owner, whose group key is the group's.</param>
    /// <param name="ownerName">What people call the owner.</param>
    /// <exception cref="SemComException">A name breaks its rule.</exception>
    public static KnowledgeGroup Create(string name, KnowledgeSecret owner, string ownerName)
    {
        ArgumentNullException.ThrowIfNull(owner);
        var salt = RandomNumberGenerator.GetBytes(GroupList.SaltLength);
        var id = GroupList.IdOf(owner.PublicKey, salt);
        return GroupList.Sign(new GroupList(name, salt, owner.Check(id), 1, [new KnowledgeMember(ownerName, owner.PublicKey, KnowledgeRole.Owner)]), owner);
    }

    /// <summary>The inverse of <see cref="Bytes"/>.</summary>
    /// <exception cref="SemComException">Damaged data, or the signature is not the owner's.</exception>
    public static KnowledgeGroup FromBytes(ReadOnlySpan<byte> bytes) => GroupList.Read(bytes);

    /// <summary>Reads the file.</summary>
    /// <exception cref="SemComException">It cannot be read, is damaged, or the signature is not the owner's.</exception>
    public static KnowledgeGroup Load(string path) => FromBytes(SecretFile.Read(path, GroupList.MaxLength, "group description"));

    /// <summary>Writes the file.</summary>
    /// <exception cref="SemComException">It cannot be written.</exception>
    public void Save(string path) => SecretFile.Write(path, _bytes, isSecret: false, "group description");

    /// <summary>The next list, with a member more, or with another role of one that is there.</summary>
    /// <param name="member">The member.</param>
    /// <param name="owner">Secret of the owner.</param>
    /// <exception cref="SemComException">The secret is not the owner's, or the list would break a rule.</exception>
    public KnowledgeGroup With(KnowledgeMember member, KnowledgeSecret owner)
    {
        ArgumentNullException.ThrowIfNull(member);
        var members = Find(member.KeyId) is null ? Members.Append(member) : Members.Select(other => other.KeyId == member.KeyId ? member : other);
        return GroupList.Sign(List with { Version = Version + 1, Members = [.. members] }, owner);
    }

    /// <summary>A member by its key; null when there is none.</summary>
    public KnowledgeMember? Find(ulong keyId) => Members.FirstOrDefault(member => member.KeyId == keyId);

    /// <summary>Checks that a secret's group key is this group's.</summary>
    /// <exception cref="SemComException">It is another one's.</exception>
    public void Check(KnowledgeSecret secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        if (!CryptographicOperations.FixedTimeEquals(secret.Check(Id), List.KeyCheck))
            throw new SemComException($"group key must be that of the group '{Name}' ({Id.ToString()[..8]}…); ask its owner for it, or name the right secret file");
    }
}
