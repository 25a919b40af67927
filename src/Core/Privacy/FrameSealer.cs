using System.Buffers.Binary;
using System.Security.Cryptography;
using SemCom.Privacy;

namespace SemCom;

/// <summary>
/// Seals the digital part and the symbols of frames with a key. It makes the nonce of each frame itself, 64 random bits of its own and a count, so that no nonce is ever used twice; there is no way to give it one. Any
/// number of threads may use it.
/// </summary>
public sealed class FrameSealer
{
    private readonly PrivacyKey _key;
    private readonly ulong _origin;
    private long _count;

    /// <summary>Makes a sealer.</summary>
    /// <param name="key">The secret that receivers share.</param>
    public FrameSealer(PrivacyKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        _key = key;
        Span<byte> origin = stackalloc byte[8];
        RandomNumberGenerator.Fill(origin);
        _origin = BinaryPrimitives.ReadUInt64BigEndian(origin);
    }

    /// <summary>The next nonce.</summary>
    /// <exception cref="SemComException">This sealer has made 2³² of them.</exception>
    internal byte[] NextNonce()
    {
        var count = Interlocked.Increment(ref _count) - 1;
        if (count > uint.MaxValue)
            throw new SemComException("seal: one sealer seals at most 2^32 frames (all were used); make another one, best with a new key");
        var nonce = new byte[SealedMessage.NonceBytes];
        BinaryPrimitives.WriteUInt64BigEndian(nonce, _origin);
        BinaryPrimitives.WriteUInt32BigEndian(nonce.AsSpan(8), (uint)count);
        return nonce;
    }

    /// <summary>Bytes by which sealing lengthens a message: nonce and tag.</summary>
    public const int Overhead = SealedMessage.Overhead;

    /// <summary>Seals a frame's message and scrambles its payload, with one nonce that is never used again.</summary>
    /// <param name="plain">Real header and side message.</param>
    /// <param name="open">The open header.</param>
    /// <param name="payload">Analog symbols, scrambled in place.</param>
    /// <returns>Nonce, sealed bytes and tag.</returns>
    /// <exception cref="SemComException">This sealer has sealed 2³² frames.</exception>
    public byte[] Seal(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> open, Span<Complex32> payload)
    {
        var nonce = NextNonce();
        SealedMessage.Scrambler(_key, nonce, payload.Length).Scramble(payload);
        return SealedMessage.Seal(_key, nonce, plain, open);
    }
}
