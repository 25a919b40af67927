using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using SemCom.Knowledge;
using SemCom.Wire;

namespace SemCom;

/// <summary>
/// What a member keeps to itself: the group's key, by which all members read, and its own private key, by which it signs. In a file a MessagePack array: ["semcom-ks", 1, group key, private key in
/// PKCS #8 (RFC 5958)].
/// </summary>
public sealed class KnowledgeSecret : IDisposable
{
    /// <summary>Bytes of a group key.</summary>
    public const int GroupKeyLength = 32;

    private const string Format = "semcom-ks", Name = "group secret";
    private const int Version = 1, Items = 4, MaxPrivateKey = 1024, MaxFile = 2048, CheckLength = 8;

    private readonly byte[] _groupKey;

    private KnowledgeSecret(ReadOnlySpan<byte> groupKey, ECDsa key)
    {
        (_groupKey, Key) = (groupKey.ToArray(), key);
        PublicKey = MemberSignature.PublicKeyOf(key);
        KeyId = IdPrefix.HeadOf(KnowledgeId.Of(PublicKey));
    }

    /// <summary>x and y of the member's key, for the owner's list.</summary>
    public byte[] PublicKey { get; }

    /// <summary>By what records of the member name it.</summary>
    public ulong KeyId { get; }

    internal ECDsa Key { get; }

    /// <summary>Makes the secret of a new group's owner. Both keys come from the operating system.</summary>
    public static KnowledgeSecret Create() => Join(RandomNumberGenerator.GetBytes(GroupKeyLength));

    /// <summary>Makes the secret of a new member, with a private key of its own from the operating system.</summary>
    /// <param name="groupKey">What the owner has handed over.</param>
    /// <exception cref="SemComException">It has another length.</exception>
    public static KnowledgeSecret Join(ReadOnlySpan<byte> groupKey) => groupKey.Length == GroupKeyLength
        ? new KnowledgeSecret(groupKey, ECDsa.Create(ECCurve.NamedCurves.nistP256))
        : throw new SemComException($"group key: must have {GroupKeyLength} bytes (has {groupKey.Length}); ask the owner of the group for it");

    /// <summary>Reads the file.</summary>
    /// <exception cref="SemComException">It cannot be read, or is none.</exception>
    public static KnowledgeSecret Load(string path)
    {
        var reader = new MessagePackReader(SecretFile.Read(path, MaxFile, Name), Name);
        if (reader.ReadArrayHead(Items) != Items || reader.ReadText(Format.Length) != Format)
            throw reader.Fail("another format");
        if (reader.ReadInt32(0, int.MaxValue) is var version && version != Version)
            throw reader.Fail($"version {version}, known is {Version}");
        var groupKey = reader.ReadBinary(GroupKeyLength);
        var privateKey = reader.ReadBinary(MaxPrivateKey);
        reader.End();
        var key = ECDsa.Create();
        try
        {
            key.ImportPkcs8PrivateKey(privateKey, out var read);
            if (groupKey.Length == GroupKeyLength && read == privateKey.Length && key.ExportParameters(false) is { Q.X.Length: 32, Curve.Oid.Value: "1.2.840.10045.3.1.7" })
                return new KnowledgeSecret(groupKey, key);
        }
        catch (CryptographicException)
        {
            // As for a key of another kind.
        }
        key.Dispose();
        throw reader.Fail("keys of another kind");
    }

    /// <summary>Writes a new file that its owner alone may read.</summary>
    /// <exception cref="SemComException">There is such a file, or it cannot be written.</exception>
    public void Save(string path)
    {
        var writer = new MessagePackWriter();
        writer.WriteArrayHead(Items);
        writer.Write(Format);
        writer.Write((long)Version);
        writer.WriteBinary(_groupKey);
        writer.WriteBinary(Key.ExportPkcs8PrivateKey());
        SecretFile.Write(path, writer.TakeBytes(), isSecret: true, Name);
    }

    /// <summary>The group's key, to be handed to a new member where nobody else sees it. Whoever has it reads everything.</summary>
    public byte[] ExportGroupKey() => [.. _groupKey];

    /// <inheritdoc/>
    public void Dispose() => Key.Dispose();

    /// <summary>Says nothing of the secret.</summary>
    public override string ToString() => "KnowledgeSecret";

    /// <summary>64 bits by which a wrong group key is told from the right one; the key does not follow from them.</summary>
    internal byte[] Check(KnowledgeId group) => Derive(group, "semcom knowledge check 1", 0)[..CheckLength];

    /// <summary>The key under which an author's records are sealed.</summary>
    internal byte[] RecordKey(KnowledgeId group, ulong author) => Derive(group, "semcom knowledge record 1", author);

    /// <summary>The key that authenticates packets between members.</summary>
    internal byte[] LinkKey(KnowledgeId group) => Derive(group, "semcom knowledge link 1", 0);

    private byte[] Derive(KnowledgeId group, string purpose, ulong author)
    {
        var info = new byte[purpose.Length + sizeof(ulong)];
        Encoding.ASCII.GetBytes(purpose, info);
        BinaryPrimitives.WriteUInt64BigEndian(info.AsSpan(purpose.Length), author);
        return HKDF.DeriveKey(HashAlgorithmName.SHA256, _groupKey, GroupKeyLength, group.ToArray(), info);
    }
}
