using SemCom.Framing;
using SemCom.Transmitter.Mapping;

namespace SemCom.Transmitter.Coding;

/// <summary>Turns the message behind a frame's header into symbols.</summary>
public static class MessageEncoder
{
    /// <summary>Writes the symbols of a message.</summary>
    /// <param name="format">The format that header and length give.</param>
    /// <param name="messageBits">The message, one bit per byte, as many as the format carries.</param>
    /// <param name="symbols">Receives <see cref="MessageFormat.SymbolCount"/> symbols.</param>
    public static void Encode(MessageFormat format, ReadOnlySpan<byte> messageBits, Span<Complex32> symbols)
    {
        ArgumentNullException.ThrowIfNull(format);
        if (format.Blocks is { } blocks)
            new BlockEncoder(blocks).Encode(messageBits).CopyTo(symbols);
        else
            TransportModulator.Modulate(format.Transport!, messageBits, symbols);
    }
}
