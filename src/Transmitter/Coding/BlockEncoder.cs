using SemCom.Coding;

namespace SemCom.Transmitter.Coding;

/// <summary>Turns messages of one <see cref="CodedBlockFormat"/> into symbols.</summary>
public sealed class BlockEncoder
{
    private readonly CodedBlockFormat _format;

    /// <summary>Creates the encoder; it holds no state and serves any number of threads.</summary>
    public BlockEncoder(CodedBlockFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        _format = format;
    }

    /// <summary>Encodes a message.</summary>
    /// <param name="message">MessageBits bits, one per byte, 0 or 1.</param>
    /// <returns>SymbolCount symbols of unit mean power.</returns>
    /// <exception cref="ArgumentException">The message has another length, or an element that is no bit.</exception>
    public Complex32[] Encode(ReadOnlySpan<byte> message)
    {
        if (message.ContainsAnyExceptInRange((byte)0, (byte)1))
            throw new ArgumentException("a message holds one bit per byte: 0 or 1", nameof(message));
        var symbols = new Complex32[_format.SymbolCount];
        _format.Modulate(message, symbols);
        return symbols;
    }
}
