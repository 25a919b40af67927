using System.Security.Cryptography;
using SemCom.Knowledge;
using SemCom.Wire;

namespace SemCom;

/// <summary>
/// What a member keeps to itself: a private key by which it signs, and one by which it opens what is sealed for it, as group keys in the list of members are. In a file a MessagePack array:
/// ["semcom-ks", 2, signing key, agreement key], both in PKCS #8 (RFC 5958).
/// </summary>
public sealed class KnowledgeSecret : IDisposable
{
    private const string Title = "group secret";
    private const int MaxPrivateKey = 1024, MaxFile = 2048;

    private static readonly DocumentHead Head = new("semcom-ks", 2, 2);

    private KnowledgeSecret(ECDsa key, ECDiffieHellman agreement)
    {
        (Key, Agreement) = (key, agreement);
        PublicKey = [.. MemberSignature.PublicKeyOf(key), .. AgreementKey.PublicOf(agreement)];
        KeyId = IdPrefix.HeadOf(KnowledgeId.Of(PublicKey));
    }

    /// <summary>The member's public keys, for the owner's list; <see cref="KnowledgeMember.PublicKeyLength"/> bytes.</summary>
    public byte[] PublicKey { get; }

    /// <summary>By what records of the member name it.</summary>
    public ulong KeyId { get; }

    internal ECDsa Key { get; }

    internal ECDiffieHellman Agreement { get; }

    /// <summary>Makes the secret of an owner or member. The keys come from the operating system.</summary>
    public static KnowledgeSecret Create() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256), AgreementKey.Create());

    /// <summary>Reads the file.</summary>
    /// <exception cref="SemComException">It cannot be read, or is none.</exception>
    public static KnowledgeSecret Load(string path)
    {
        var reader = Head.Read(SecretFile.Read(path, MaxFile, Title), $"{path}: {Title}");
        var signing = reader.ReadBinary(MaxPrivateKey);
        var agreement = reader.ReadBinary(MaxPrivateKey);
        reader.End();
        var (key, second) = (ECDsa.Create(), ECDiffieHellman.Create());
        if (Takes(key, signing) && Takes(second, agreement))
            return new KnowledgeSecret(key, second);
        key.Dispose();
        second.Dispose();
        throw reader.Fail("keys of another kind");
    }

    /// <summary>Writes a new file that its owner alone may read.</summary>
    /// <exception cref="SemComException">There is such a file, or it cannot be written.</exception>
    public void Save(string path)
    {
        var writer = Head.Open();
        writer.WriteBinary(Key.ExportPkcs8PrivateKey());
        writer.WriteBinary(Agreement.ExportPkcs8PrivateKey());
        SecretFile.WriteNew(path, writer.TakeBytes(), Title);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Key.Dispose();
        Agreement.Dispose();
    }

    /// <summary>Says nothing of the secret.</summary>
    public override string ToString() => "KnowledgeSecret";

    /// <summary>The key that authenticates packets between this member and another one; the same at both, and nobody else's.</summary>
    internal byte[] LinkKey(KnowledgeId group, KnowledgeMember peer) => GroupKey.Derive(AgreementKey.Agree(Agreement, peer.AgreementKey), group, "semcom knowledge link 2", [], GroupKey.Length);

    private static bool Takes(ECAlgorithm key, ReadOnlySpan<byte> bytes)
    {
        try
        {
            key.ImportPkcs8PrivateKey(bytes, out var read);
            return read == bytes.Length && key.ExportParameters(false) is { Q.X.Length: AgreementKey.PublicLength / 2, Curve.Oid.Value: "1.2.840.10045.3.1.7" };
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
