using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace SemCom.Knowledge;

/// <summary>
/// ECDSA with SHA-256 over P-256 (FIPS 186-5), as r and s of 32 bytes each. Of the two signatures s and n − s, which anybody can turn into each other, only the lower is valid, so that nobody
/// but the signer can make a second address for the same content.
/// </summary>
internal static class MemberSignature
{
    public const int Length = 64;

    /// <summary>Bytes of x and y of a key.</summary>
    public const int KeyLength = 64;

    private const int Half = Length / 2;

    /// <summary>Order of the group of P-256 (SP 800-186, 3.2.1.3).</summary>
    private static readonly BigInteger Order = new(Convert.FromHexString("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551"), isUnsigned: true, isBigEndian: true);

    /// <summary>x and y of a key.</summary>
    public static byte[] PublicKeyOf(ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return [.. point.X!, .. point.Y!];
    }

    /// <summary>True for a point of the curve.</summary>
    public static bool IsKey(ReadOnlySpan<byte> publicKey)
    {
        try
        {
            using var key = Import(publicKey);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>A key that verifies.</summary>
    public static ECDsa Import(ReadOnlySpan<byte> publicKey) => ECDsa.Create(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = new ECPoint { X = publicKey[..Half].ToArray(), Y = publicKey[Half..].ToArray() },
    });

    /// <summary>Signs content for a purpose.</summary>
    public static byte[] Sign(ECDsa key, string purpose, KnowledgeId group, ReadOnlySpan<byte> content)
    {
        var signature = key.SignData(Whole(purpose, group, content), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        var s = new BigInteger(signature.AsSpan(Half), isUnsigned: true, isBigEndian: true);
        if (s <= Order >> 1)
            return signature;
        var low = (Order - s).ToByteArray(isUnsigned: true, isBigEndian: true);
        signature.AsSpan(Half).Clear();
        low.CopyTo(signature.AsSpan(Length - low.Length));
        return signature;
    }

    public static bool IsValid(ECDsa key, string purpose, KnowledgeId group, ReadOnlySpan<byte> content, ReadOnlySpan<byte> signature) =>
        signature.Length == Length && new BigInteger(signature[Half..], isUnsigned: true, isBigEndian: true) <= Order >> 1
        && key.VerifyData(Whole(purpose, group, content), signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

    private static byte[] Whole(string purpose, KnowledgeId group, ReadOnlySpan<byte> content) => [.. Encoding.ASCII.GetBytes(purpose), 0, .. group.ToArray(), .. content];
}
