using SemCom.Privacy;

namespace SemCom;

/// <summary>Opens with a key what a <see cref="FrameSealer"/> sealed. Any number of threads may use it.</summary>
public sealed class FrameOpener
{
    private readonly PrivacyKey _key;

    /// <summary>Makes an opener.</summary>
    /// <param name="key">The secret of the sender.</param>
    public FrameOpener(PrivacyKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        _key = key;
    }

    /// <summary>What a sealed message holds; null when the key is another one, or message or open header were altered.</summary>
    /// <param name="message">What <see cref="FrameSealer.Seal"/> returned.</param>
    /// <param name="open">The open header.</param>
    public byte[]? Open(ReadOnlySpan<byte> message, ReadOnlySpan<byte> open) => SealedMessage.Open(_key, message, open);

    /// <summary>Puts the symbols of the payload, and their noise, back.</summary>
    /// <param name="message">The frame's sealed message.</param>
    /// <param name="payload">Received symbols, put back in place.</param>
    /// <param name="noise">Effective N0 of each.</param>
    /// <exception cref="SemComException">The message is too short to be one, or noise and symbols differ in number.</exception>
    public void Restore(ReadOnlySpan<byte> message, Span<Complex32> payload, Span<float> noise)
    {
        if (message.Length < SealedMessage.Overhead || payload.Length != noise.Length)
            throw new SemComException($"open: a sealed message has at least {SealedMessage.Overhead} bytes, and each symbol has its noise (got {message.Length} bytes, {payload.Length} symbols, {noise.Length} noises); pass what was received");
        SealedMessage.Scrambler(_key, message[..SealedMessage.NonceBytes], payload.Length).Restore(payload, noise);
    }
}
