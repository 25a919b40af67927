using SemCom.Framing;
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
