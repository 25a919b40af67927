using System.Security.Cryptography;
using System.Text;

namespace SemCom.Privacy;

/// <summary>
/// The digital part of a sealed frame: nonce, then the frame's real header and side message under AES-256-GCM (NIST SP 800-38D), which also authenticates the open header. Keys for it and for
/// the analog symbols follow from the secret, the latter from the nonce too.
/// </summary>
internal static class SealedMessage
{
    /// <summary>Bytes of a nonce.</summary>
    public const int NonceBytes = 12;

    /// <summary>Bytes by which sealing lengthens what is sealed.</summary>
    public const int Overhead = NonceBytes + TagBytes;

    private const int TagBytes = 16;

    private static readonly byte[] MessagePurpose = Encoding.ASCII.GetBytes("semcom sealed message 1");
    private static readonly byte[] SymbolPurpose = Encoding.ASCII.GetBytes("semcom sealed symbols 1");

    /// <summary>Seals bytes.</summary>
    /// <param name="key">The secret.</param>
    /// <param name="nonce">Never used before with this key.</param>
    /// <param name="plain">What to hide.</param>
    /// <param name="open">What is sent openly and must not be altered.</param>
    public static byte[] Seal(PrivacyKey key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> open)
    {
        var message = new byte[plain.Length + Overhead];
        nonce.CopyTo(message);
        using var cipher = new AesGcm(key.Derive([], MessagePurpose), TagBytes);
        cipher.Encrypt(nonce, plain, message.AsSpan(NonceBytes, plain.Length), message.AsSpan(NonceBytes + plain.Length), open);
        return message;
    }

    /// <summary>What was sealed; null when the key is another one, or something was altered.</summary>
    public static byte[]? Open(PrivacyKey key, ReadOnlySpan<byte> message, ReadOnlySpan<byte> open)
    {
        if (message.Length < Overhead)
            return null;
        var plain = new byte[message.Length - Overhead];
        using var cipher = new AesGcm(key.Derive([], MessagePurpose), TagBytes);
        try
        {
            cipher.Decrypt(message[..NonceBytes], message.Slice(NonceBytes, plain.Length), message[^TagBytes..], plain, open);
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    /// <summary>The scrambler of a sealed frame's analog symbols.</summary>
    /// <param name="key">The secret.</param>
    /// <param name="nonce">The message's nonce.</param>
    /// <param name="count">Number of symbols.</param>
    public static SymbolScrambler Scrambler(PrivacyKey key, ReadOnlySpan<byte> nonce, int count)
    {
        using var stream = new KeyStream(key.Derive(nonce, SymbolPurpose));
        return new SymbolScrambler(stream, count);
    }
}
