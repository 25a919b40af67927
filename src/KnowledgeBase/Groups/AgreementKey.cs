using System.Security.Cryptography;

namespace SemCom.Knowledge;

/// <summary>Keys for Diffie-Hellman agreements over P-256 (SP 800-56A). They are others than those that sign.</summary>
internal static class AgreementKey
{
    /// <summary>Bytes of x and y.</summary>
    public const int PublicLength = 64;

    private const int Half = PublicLength / 2;

    /// <summary>A new pair from the operating system.</summary>
    public static ECDiffieHellman Create() => ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>x and y of a key.</summary>
    public static byte[] PublicOf(ECDiffieHellman key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return [.. point.X!, .. point.Y!];
    }

    /// <summary>True for a point of the curve.</summary>
    public static bool IsPublic(ReadOnlySpan<byte> publicKey)
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

    /// <summary>What both ends of an agreement compute, to be given to a key derivation.</summary>
    public static byte[] Agree(ECDiffieHellman own, ReadOnlySpan<byte> publicKey)
    {
        using var other = Import(publicKey);
        using var shared = other.PublicKey;
        return own.DeriveRawSecretAgreement(shared);
    }

    private static ECDiffieHellman Import(ReadOnlySpan<byte> publicKey) => ECDiffieHellman.Create(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = new ECPoint { X = publicKey[..Half].ToArray(), Y = publicKey[Half..].ToArray() },
    });
}
