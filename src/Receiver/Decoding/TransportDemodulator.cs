using SemCom.Framing;

namespace SemCom.Receiver.Decoding;

/// <summary>Symbols of one digital format back to its message: LLRs, descrambling, decoding.</summary>
internal static class TransportDemodulator
{
    /// <summary>Decodes a message.</summary>
    /// <param name="format">The format; both ends use the same.</param>
    /// <param name="symbols">Equalised symbols, as many as the format has.</param>
    /// <param name="noise">Effective noise power of each.</param>
    /// <param name="messageBits">Receives the message, one bit per byte; those of a wrong code block are the decoder's best guess.</param>
    /// <param name="options">Effort of the LDPC decoder.</param>
    public static TransportResult Decode(
        DigitalFormat format, ReadOnlySpan<Complex32> symbols, ReadOnlySpan<float> noise, Span<byte> messageBits, LdpcDecoderOptions? options = null)
    {
        if (format.Shaped is { } shaped)
            return ShapedDemodulator.Decode(shaped, symbols, noise, messageBits, options);
        var llrs = new float[format.Transport!.CodedBits];
        new QamDemapper(format.Transport.Mcs.Constellation, DemapperRule.Exact).Demap(symbols, noise, llrs);
        for (var i = 0; i < llrs.Length; i++)
            llrs[i] *= 1 - 2 * format.Scrambler[i];
        var decoder = new TransportDecoder(format.Transport, options);
        decoder.Accept(llrs);
        return decoder.Decode(messageBits);
    }
}
