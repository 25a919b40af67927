using SemCom.Coding;

namespace SemCom.Receiver.Decoding;

/// <summary>Symbols with shaped amplitudes back to their message: LLRs that know the distribution, decoding, dematching.</summary>
public static class ShapedDemodulator
{
    /// <summary>Decodes a message.</summary>
    /// <param name="format">The format; both ends use the same.</param>
    /// <param name="symbols">Equalised symbols, as many as the format has.</param>
    /// <param name="noise">Effective noise power of each.</param>
    /// <param name="messageBits">Receives the message, one bit per byte; those of a wrong code block are the decoder's best guess, or 0 where its amplitudes stand for no bits.</param>
    /// <param name="options">Effort of the LDPC decoder.</param>
    public static TransportResult Decode(
        ShapedFormat format, ReadOnlySpan<Complex32> symbols, ReadOnlySpan<float> noise, Span<byte> messageBits, LdpcDecoderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(format);
        var (segmentation, matcher, code) = (format.Segmentation, format.Matcher, format.RateMatcher);
        var (demapper, decoder) = (new QamDemapper(format.Constellation), TransportDecoder.DecoderOf(format.Code, format.InformationBits, options));
        var (llrs, selected, codeword) = (new float[code.CodedBits], new float[code.CodedBits], new float[format.Code.CodewordLength]);
        var (information, amplitudes) = (new byte[format.InformationBits], new byte[matcher.Length]);
        var (blocks, blockCorrect) = (new byte[segmentation.BlockCount * segmentation.BlockBits], new bool[segmentation.BlockCount]);
        var iterations = 0;
        for (var b = 0; b < blockCorrect.Length; b++)
        {
            var first = b * format.BlockSymbols;
            demapper.Demap(symbols.Slice(first, format.BlockSymbols), noise.Slice(first, format.BlockSymbols), llrs);
            for (var i = 0; i < selected.Length; i++)
                selected[i] = llrs[format.PositionOf(i)];
            Array.Clear(codeword);
            code.Combine(selected, codeword);
            var decoding = decoder.Decode(codeword, information);
            iterations += decoding.Iterations;

            var block = blocks.AsSpan(b * segmentation.BlockBits, segmentation.BlockBits);
            Collect(format, information, amplitudes, block[matcher.InputBits..]);
            blockCorrect[b] = matcher.TryDematch(amplitudes, block[..matcher.InputBits]) && decoding.Decided;
            for (var i = 0; i < block.Length; i++)
                block[i] ^= format.Scrambler[i];
        }
        return new TransportResult(segmentation.Join(blocks, messageBits, blockCorrect), blockCorrect, iterations);
    }

    /// <summary>Amplitudes and uniform bits from an information word.</summary>
    private static void Collect(ShapedFormat format, ReadOnlySpan<byte> information, Span<byte> amplitudes, Span<byte> uniform)
    {
        information[..format.PuncturedBits].CopyTo(uniform);
        var labels = information[format.PuncturedBits..];
        for (var i = 0; i < amplitudes.Length; i++)
        {
            var label = 0;
            for (var bit = i; bit < format.AmplitudeBits; bit += amplitudes.Length)
                label = 2 * label + labels[bit];
            amplitudes[i] = (byte)format.Constellation.AmplitudeOf(label);
        }
        labels[format.AmplitudeBits..].CopyTo(uniform[format.PuncturedBits..]);
    }
}
