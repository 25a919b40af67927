using System.Security.Cryptography;
using SemCom.Knowledge;

namespace SemCom;

/// <summary>
/// The public description of a group: its id, which follows from its owner's key, and the list of its members with the group key sealed for each, signed by the owner, with a version that rises. Immutable; each change is another
/// one. It is a record too, and reaches the members like others.
/// </summary>
public sealed class KnowledgeGroup
{
    /// <summary>Most members, removed ones included.</summary>
    public const int MaxMembers = 1000;

    private readonly byte[] _bytes;
    private readonly Dictionary<ulong, KnowledgeMember> _members;

    internal KnowledgeGroup(GroupList list, ReadOnlySpan<byte> bytes)
    {
        (List, _bytes, _members) = (list, bytes.ToArray(), list.Members.ToDictionary(member => member.KeyId));
        Address = KnowledgeId.Of(bytes);
    }

    /// <summary>Hash of the owner's key and of a random number: nobody else can make lists for it.</summary>
    public KnowledgeId Id => List.Id;

    /// <summary>What people call the group.</summary>
    public string Name => List.Name;

    /// <summary>Number of the list, from 1.</summary>
    public int Version => List.Version;

    /// <summary>How many group keys there have been, from 1; a removal brings another one.</summary>
    public int KeyNumber => List.Epochs.Count;

    /// <summary>Members in the order in which they stand in the list, the owner first.</summary>
    public IReadOnlyList<KnowledgeMember> Members => List.Members;

    /// <summary>The description on the wire and in a file.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    internal KnowledgeId Address { get; }

    internal GroupList List { get; }

    /// <summary>Founds a group.</summary>
    /// <param name="name">What people call it, 1 to 64 characters.</param>
    /// <param name="owner">Secret of its owner.</param>
    /// <param name="ownerName">What people call the owner.</param>
    /// <exception cref="SemComException">A name breaks its rule.</exception>
    public static KnowledgeGroup Create(string name, KnowledgeSecret owner, string ownerName)
    {
        ArgumentNullException.ThrowIfNull(owner);
        var salt = RandomNumberGenerator.GetBytes(GroupList.SaltLength);
        var (id, key) = (GroupList.IdOf(owner.PublicKey, salt), GroupKey.Create());
        var self = new KnowledgeMember(ownerName, owner.PublicKey, KnowledgeRole.Owner);
        return GroupList.Sign(new GroupList(name, salt, 1, [new KeyEpoch(GroupKey.NumberOf(key, id), [])], [self.WithSeal(GroupKey.Seal(key, self, id))]), owner);
    }

    /// <summary>The inverse of <see cref="Bytes"/>.</summary>
    /// <exception cref="SemComException">Damaged data, or the signature is not the owner's.</exception>
    public static KnowledgeGroup FromBytes(ReadOnlySpan<byte> bytes) => GroupList.Read(bytes);

    /// <summary>Reads the file.</summary>
    /// <exception cref="SemComException">It cannot be read, is damaged, or the signature is not the owner's.</exception>
    public static KnowledgeGroup Load(string path) => GroupList.Read(SecretFile.Read(path, GroupList.MaxLength, GroupList.Title), $"{path}: {GroupList.Title}");

    /// <summary>Writes the file, or puts another one in its place.</summary>
    /// <exception cref="SemComException">It cannot be written.</exception>
    public void Save(string path) => SecretFile.Replace(path, _bytes, GroupList.Title);

    /// <summary>
    /// The next list, with a member more, or with another role of one that is there. The newest group key is sealed in it for each member, and with it the earlier ones; who is removed is one whom
    /// a new key is not sealed for.
    /// </summary>
    /// <param name="member">The member.</param>
    /// <param name="owner">Secret of the owner.</param>
    /// <exception cref="SemComException">The secret is not the owner's, or the list would break a rule.</exception>
    public KnowledgeGroup With(KnowledgeMember member, KnowledgeSecret owner)
    {
        ArgumentNullException.ThrowIfNull(member);
        List.CheckOwner(owner);
        var key = GroupKey.Open(Members[0].Seal, owner, Id) ?? throw NoKey();
        var (epochs, earlier) = (List.Epochs, Find(member.KeyId));
        var isNew = member.Role == KnowledgeRole.Removed && earlier is { Role: not KnowledgeRole.Removed };
        if (isNew)
        {
            var last = key;
            key = GroupKey.Create();
            epochs = [.. epochs, new KeyEpoch(GroupKey.NumberOf(key, Id), GroupKey.Chain(key, last, Id))];
        }
        var members = earlier is null ? Members.Append(member) : Members.Select(other => other == earlier ? member : other);
        return GroupList.Sign(List with { Version = Version + 1, Epochs = epochs, Members = [.. members.Select(Sealed)] }, owner);

        KnowledgeMember Sealed(KnowledgeMember other) => other.Role == KnowledgeRole.Removed ? other.Seal.Length == 0 ? other : other.WithSeal([])
            : isNew || other.Seal.Length == 0 ? other.WithSeal(GroupKey.Seal(key, other, Id)) : other;
    }

    /// <summary>A member by its key; null when there is none.</summary>
    public KnowledgeMember? Find(ulong keyId) => _members.GetValueOrDefault(keyId);

    /// <summary>The error for a secret that opens no key of the group.</summary>
    internal SemComException NoKey() =>
        new($"secret must be that of a member of the group '{Name}' ({Id.ToString()[..8]}…), for whom its key is sealed; ask the owner to be taken in, or name the right secret file");
}
