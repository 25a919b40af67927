using System.Security.Cryptography;

namespace SemCom;

/// <summary>The secret that sender and receivers of private parts share: 256 bits. Its text form is 43 or 44 characters of Base64.</summary>
public sealed class PrivacyKey
{
    /// <summary>Bytes of a key.</summary>
    public const int Length = 32;

    private readonly byte[] _secret;

    private PrivacyKey(byte[] secret) => _secret = secret;

    /// <summary>Takes a secret.</summary>
    /// <param name="secret">32 bytes that nobody can guess.</param>
    /// <exception cref="SemComException">It has another length.</exception>
    public static PrivacyKey FromBytes(ReadOnlySpan<byte> secret) => secret.Length == Length
        ? new PrivacyKey(secret.ToArray())
        : throw new SemComException($"key: must have {Length} bytes (has {secret.Length}); make one with 'semcom key FILE'");

    /// <summary>Reads the text form; white space around it does not matter.</summary>
    /// <exception cref="SemComException">It is none.</exception>
    public static PrivacyKey Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var secret = new byte[Length];
        var trimmed = text.Trim();
        if (trimmed.Length == 43)
            trimmed += '=';
        return Convert.TryFromBase64String(trimmed, secret, out var written) && written == Length
            ? new PrivacyKey(secret)
            : throw new SemComException($"key: must be {Length} bytes in Base64 (was {text.Trim().Length} characters that are none); make one with 'semcom key FILE'");
    }

    /// <summary>The text form. Whoever has it reads everything that was sealed with the key.</summary>
    public string ToBase64() => Convert.ToBase64String(_secret);

    /// <summary>A key for one purpose, from which the secret does not follow: HKDF with SHA-256 (RFC 5869).</summary>
    internal byte[] Derive(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> purpose)
    {
        var key = new byte[Length];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _secret, key, salt, purpose);
        return key;
    }

    /// <summary>Says nothing of the secret.</summary>
    public override string ToString() => "PrivacyKey";
}
