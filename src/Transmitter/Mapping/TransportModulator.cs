using SemCom.Framing;
using SemCom.Transmitter.Coding;

namespace SemCom.Transmitter.Mapping;

/// <summary>One digital format's message to symbols: coding, scrambling, mapping.</summary>
internal static class TransportModulator
{
    /// <summary>Writes the symbols of a message.</summary>
    /// <param name="format">The format; both ends use the same.</param>
    /// <param name="messageBits">The message, one bit per byte.</param>
    /// <param name="symbols">Receives as many symbols as the format has.</param>
    public static void Modulate(DigitalFormat format, ReadOnlySpan<byte> messageBits, Span<Complex32> symbols)
    {
        if (format.Shaped is { } shaped)
        {
            ShapedModulator.Modulate(shaped, messageBits, symbols);
            return;
        }
        var coded = new byte[format.Transport!.CodedBits];
        new TransportEncoder(format.Transport).Encode(messageBits, coded);
        for (var i = 0; i < coded.Length; i++)
            coded[i] ^= format.Scrambler[i];
        format.Transport.Mcs.Constellation.Map(coded, symbols);
    }
}
