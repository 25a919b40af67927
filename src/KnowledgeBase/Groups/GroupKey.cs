using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SemCom.Knowledge;

/// <summary>
/// Keys of groups, and what is made of them by HKDF-SHA256 (RFC 5869), salted by the group's id. A key is sealed for a member by a Diffie-Hellman agreement over P-256 of a key pair made for this
/// seal alone with the member's (SP 800-56A, C(1e, 1s)), and AES-256-GCM.
/// </summary>
internal static class GroupKey
{
    /// <summary>Bytes of a group key.</summary>
    public const int Length = 32;

    /// <summary>Bytes of a key that is sealed under another one.</summary>
    public const int WrappedLength = Length + TagBytes;

    /// <summary>Bytes of a key that is sealed for a member: the public half of the seal's key pair, and the wrapped key.</summary>
    public const int SealLength = AgreementKey.PublicLength + WrappedLength;

    private const int NonceBytes = 12, TagBytes = 16;

    /// <summary>A new key from the operating system.</summary>
    public static byte[] Create() => RandomNumberGenerator.GetBytes(Length);

    /// <summary>64 bits by which records and lists name a key; the key does not follow from them.</summary>
    public static ulong NumberOf(byte[] key, KnowledgeId group) => BinaryPrimitives.ReadUInt64BigEndian(Derive(key, group, "semcom knowledge check 2", [], sizeof(ulong)));

    /// <summary>The key under which an author's records are sealed.</summary>
    public static byte[] RecordKey(byte[] key, KnowledgeId group, ulong author)
    {
        Span<byte> number = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(number, author);
        return Derive(key, group, "semcom knowledge record 2", number, Length);
    }

    /// <summary>Seals the key of an epoch under that of the next one.</summary>
    public static byte[] Chain(byte[] key, byte[] earlier, KnowledgeId group) => Wrap(earlier, Derive(key, group, "semcom knowledge chain 2", [], Length + NonceBytes));

    /// <summary>The inverse of <see cref="Chain"/>; null for other bytes.</summary>
    public static byte[]? Unchain(byte[] key, ReadOnlySpan<byte> earlier, KnowledgeId group) => Unwrap(earlier, Derive(key, group, "semcom knowledge chain 2", [], Length + NonceBytes));

    /// <summary>Seals a key for a member.</summary>
    public static byte[] Seal(byte[] key, KnowledgeMember member, KnowledgeId group)
    {
        using var once = AgreementKey.Create();
        var secret = AgreementKey.Agree(once, member.AgreementKey);
        var seal = AgreementKey.PublicOf(once);
        return [.. seal, .. Wrap(key, Derive(secret, group, "semcom knowledge seal 2", [.. seal, .. member.PublicKey], Length + NonceBytes))];
    }

    /// <summary>The inverse of <see cref="Seal"/>; null for another member's, or other bytes.</summary>
    public static byte[]? Open(ReadOnlySpan<byte> seal, KnowledgeSecret member, KnowledgeId group)
    {
        if (seal.Length != SealLength || !AgreementKey.IsPublic(seal[..AgreementKey.PublicLength]))
            return null;
        var secret = AgreementKey.Agree(member.Agreement, seal[..AgreementKey.PublicLength]);
        var info = (byte[])[.. seal[..AgreementKey.PublicLength], .. member.PublicKey];
        return Unwrap(seal[AgreementKey.PublicLength..], Derive(secret, group, "semcom knowledge seal 2", info, Length + NonceBytes));
    }

    /// <summary>Bytes for a purpose.</summary>
    public static byte[] Derive(byte[] key, KnowledgeId group, string purpose, ReadOnlySpan<byte> about, int length) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, length, group.ToArray(), [.. Encoding.ASCII.GetBytes(purpose), 0, .. about]);

    /// <summary>A wrapping key seals once, so that its nonce may follow from what it does.</summary>
    private static byte[] Wrap(byte[] key, byte[] wrapping)
    {
        var wrapped = new byte[WrappedLength];
        using var cipher = new AesGcm(wrapping.AsSpan(0, Length), TagBytes);
        cipher.Encrypt(wrapping.AsSpan(Length), key, wrapped.AsSpan(0, Length), wrapped.AsSpan(Length));
        return wrapped;
    }

    private static byte[]? Unwrap(ReadOnlySpan<byte> wrapped, byte[] wrapping)
    {
        if (wrapped.Length != WrappedLength)
            return null;
        var key = new byte[Length];
        using var cipher = new AesGcm(wrapping.AsSpan(0, Length), TagBytes);
        try
        {
            cipher.Decrypt(wrapping.AsSpan(Length), wrapped[..Length], wrapped[Length..], key);
            return key;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
