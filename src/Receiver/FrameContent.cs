using SemCom.Framing;
using SemCom.Receiver.Decoding;
using SemCom.Receiver.Latents;

namespace SemCom.Receiver;

/// <summary>Symbols behind a frame's header, equalised and in order: first those of the message, then the payload.</summary>
/// <param name="Symbols">The symbols.</param>
/// <param name="Noise">Effective N0 of each; +∞ where nothing arrived.</param>
/// <param name="MessageSymbols">Symbols of the message.</param>
internal sealed record FrameContent(Complex32[] Symbols, float[] Noise, int MessageSymbols)
{
    public ReadOnlySpan<Complex32> Message => Symbols.AsSpan(0, MessageSymbols);

    public ReadOnlySpan<float> MessageNoise => Noise.AsSpan(0, MessageSymbols);

    public ReadOnlySpan<Complex32> Payload => Symbols.AsSpan(MessageSymbols);

    public ReadOnlySpan<float> PayloadNoise => Noise.AsSpan(MessageSymbols);

    /// <summary>Reads what stands behind a header: the message's bits, one per byte, and the content; or why it is lost, and neither.</summary>
    /// <param name="reading">The frame.</param>
    /// <param name="messageBits">Bits of the message; 0 where there is none.</param>
    /// <param name="protection">Its protection.</param>
    /// <param name="payloadSymbols">Symbols of the payload.</param>
    /// <param name="unreadable">What is said of a message that cannot be read.</param>
    public static (byte[]? Message, FrameContent? Content, string? Loss) Read(FrameReading reading, int messageBits, MessageProtection protection, int payloadSymbols, string unreadable)
    {
        var messageSymbols = messageBits == 0 ? 0 : protection.SymbolCount(messageBits);
        if (IsCut(reading, messageSymbols, payloadSymbols))
            return (null, null, "the frame ends before its payload");
        var content = Of(reading, messageSymbols, payloadSymbols);
        var bits = new byte[messageBits];
        return messageBits > 0 && !MessageDecoder.TryDecode(MessageFormat.For(messageBits, protection), content.Message, content.MessageNoise, bits) ? (null, null, unreadable) : (bits, content, null);
    }

    /// <summary>True when too little arrived to go on.</summary>
    private static bool IsCut(FrameReading reading, int messageSymbols, int payloadSymbols) =>
        reading.Data.Length < (messageSymbols + (long)payloadSymbols) / 16 || reading.Data.Length < messageSymbols / 2 || reading.Data.Length == 0;

    /// <summary>Undoes the interleaving.</summary>
    public static FrameContent Of(FrameReading reading, int messageSymbols, int payloadSymbols)
    {
        var (symbols, noise) = FrameInterleaver.Gather(reading.Data.Span, reading.Noise.Span, messageSymbols + payloadSymbols);
        return new FrameContent(symbols, noise, messageSymbols);
    }

    /// <summary>What is known of the symbols, as they were sent, once they are decoded: those of the message for sure, the others from what the decoder says of them.</summary>
    /// <param name="reproduced">Symbols of the decoded message and picture, in order.</param>
    public LikelySymbols Explain(Complex32[] reproduced)
    {
        var ordered = LikelySymbols.Unknown(reproduced.Length);
        reproduced.AsSpan(0, MessageSymbols).CopyTo(ordered.Symbols);
        ExtrinsicSymbols.Fill(reproduced.AsSpan(MessageSymbols), Payload, PayloadNoise, ordered, MessageSymbols);
        var sent = LikelySymbols.Unknown(reproduced.Length);
        FrameInterleaver.Spread<Complex32>(ordered.Symbols, sent.Symbols);
        FrameInterleaver.Spread<float>(ordered.Variances, sent.Variances);
        return sent;
    }
}
