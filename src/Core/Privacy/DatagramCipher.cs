using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SemCom;

/// <summary>
/// Seals the datagrams of one sender: AES-256-GCM (NIST SP 800-38D) under a key that follows from the group's secret and the sender's epoch (HKDF, RFC 5869), the nonce being the datagram's number. An epoch is 16
/// random bytes that a sender draws when it begins, so that no nonce is used twice as long as it counts up. For one thread.
/// </summary>
public sealed class DatagramCipher : IDisposable
{
    /// <summary>Bytes of an epoch.</summary>
    public const int EpochBytes = 16;

    /// <summary>Bytes of a tag.</summary>
    public const int TagBytes = 16;

    private const int NonceBytes = 12;

    private static readonly byte[] Purpose = Encoding.ASCII.GetBytes("semcom datagram 1");

    private readonly AesGcm _cipher;

    /// <summary>Derives the key of an epoch.</summary>
    /// <param name="key">The group's secret.</param>
    /// <param name="epoch">16 bytes.</param>
    /// <exception cref="ArgumentException">The epoch has another length.</exception>
    public DatagramCipher(PrivacyKey key, ReadOnlySpan<byte> epoch)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (epoch.Length != EpochBytes)
            throw new ArgumentException($"an epoch has {EpochBytes} bytes (had {epoch.Length})", nameof(epoch));
        _cipher = new AesGcm(key.Derive(epoch, Purpose), TagBytes);
    }

    /// <summary>Seals.</summary>
    /// <param name="number">Of the datagram; never the same twice.</param>
    /// <param name="open">What is sent openly and must not be altered.</param>
    /// <param name="plain">What to hide.</param>
    /// <param name="hidden">Receives it, as long as it was.</param>
    /// <param name="tag">Receives 16 bytes.</param>
    public void Seal(ulong number, ReadOnlySpan<byte> open, ReadOnlySpan<byte> plain, Span<byte> hidden, Span<byte> tag)
    {
        Span<byte> nonce = stackalloc byte[NonceBytes];
        Write(number, nonce);
        _cipher.Encrypt(nonce, plain, hidden, tag, open);
    }

    /// <summary>Opens; false when key, epoch or number are others, or something was altered.</summary>
    /// <param name="number">Of the datagram.</param>
    /// <param name="open">What was sent openly.</param>
    /// <param name="hidden">What is hidden.</param>
    /// <param name="tag">Its tag.</param>
    /// <param name="plain">Receives what was hidden.</param>
    public bool TryOpen(ulong number, ReadOnlySpan<byte> open, ReadOnlySpan<byte> hidden, ReadOnlySpan<byte> tag, Span<byte> plain)
    {
        Span<byte> nonce = stackalloc byte[NonceBytes];
        Write(number, nonce);
        if (tag.Length != TagBytes)
            return false;
        try
        {
            _cipher.Decrypt(nonce, hidden, tag, plain, open);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _cipher.Dispose();

    private static void Write(ulong number, Span<byte> nonce)
    {
        nonce.Clear();
        BinaryPrimitives.WriteUInt64BigEndian(nonce[4..], number);
    }
}
