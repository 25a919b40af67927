using SemCom.Framing;

namespace SemCom.Receiver.Decoding;

/// <summary>Turns the symbols of the message behind a frame's header back into bits, or says that it cannot.</summary>
public static class MessageDecoder
{
    /// <summary>Decodes a message.</summary>
    /// <param name="format">The format that the header gives.</param>
    /// <param name="symbols">Equalised symbols, as many as the format has.</param>
    /// <param name="noise">Effective noise power N0 of each; +∞ where nothing was received.</param>
    /// <param name="messageBits">Receives the message, one bit per byte; all zero on failure.</param>
    /// <returns>True when every CRC was right.</returns>
    public static bool TryDecode(MessageFormat format, ReadOnlySpan<Complex32> symbols, ReadOnlySpan<float> noise, Span<byte> messageBits)
    {
        ArgumentNullException.ThrowIfNull(format);
        if (format.Blocks is { } blocks)
            return new BlockDecoder(blocks).TryDecode(symbols, noise, messageBits);
        if (TransportDemodulator.Decode(format.Transport!, symbols, noise, messageBits).Correct)
            return true;
        messageBits.Clear();
        return false;
    }
}
