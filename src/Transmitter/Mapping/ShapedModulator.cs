using SemCom.Coding;
using SemCom.Transmitter.Coding;

namespace SemCom.Transmitter.Mapping;

/// <summary>One message to symbols with shaped amplitudes: code blocks, distribution matching, LDPC, mapping.</summary>
public static class ShapedModulator
{
    /// <summary>Writes the symbols of a message.</summary>
    /// <param name="format">The format; both ends use the same.</param>
    /// <param name="messageBits">The message, one bit per byte.</param>
    /// <param name="symbols">Receives as many symbols as the format has, of unit mean power in each code block.</param>
    public static void Modulate(ShapedFormat format, ReadOnlySpan<byte> messageBits, Span<Complex32> symbols)
    {
        ArgumentNullException.ThrowIfNull(format);
        var (segmentation, matcher, code) = (format.Segmentation, format.Matcher, format.RateMatcher);
        var blocks = new byte[segmentation.BlockCount * segmentation.BlockBits];
        segmentation.Cut(messageBits, blocks);
        var (encoder, amplitudes) = (new LdpcEncoder(format.Code), new byte[matcher.Length]);
        var (information, codeword) = (new byte[format.Code.InformationLength], new byte[format.Code.CodewordLength]);
        var (selected, coded) = (new byte[code.CodedBits], new byte[code.CodedBits]);
        for (var b = 0; b < segmentation.BlockCount; b++)
        {
            var block = blocks.AsSpan(b * segmentation.BlockBits, segmentation.BlockBits);
            for (var i = 0; i < block.Length; i++)
                block[i] ^= format.Scrambler[i];
            matcher.Match(block[..matcher.InputBits], amplitudes);
            Arrange(format, amplitudes, block[matcher.InputBits..], information);
            encoder.Encode(information, codeword);
            code.Select(codeword, selected);
            for (var i = 0; i < selected.Length; i++)
                coded[format.PositionOf(i)] = selected[i];
            format.Mcs.Constellation.Map(coded, symbols.Slice(b * format.BlockSymbols, format.BlockSymbols));
        }
        foreach (ref var symbol in symbols)
            symbol *= format.Constellation.Scale;
        var inBlocks = segmentation.BlockCount * format.BlockSymbols;
        symbols[..(symbols.Length - inBlocks)].CopyTo(symbols[inBlocks..]);
    }

    /// <summary>The information word: uniform bits that are not sent, labels, uniform bits that are.</summary>
    private static void Arrange(ShapedFormat format, ReadOnlySpan<byte> amplitudes, ReadOnlySpan<byte> uniform, Span<byte> information)
    {
        uniform[..format.PuncturedBits].CopyTo(information);
        var bits = format.Mcs.Constellation.BitsPerAxis - 1;
        var labels = information[format.PuncturedBits..];
        for (var i = 0; i < amplitudes.Length; i++)
        {
            var label = format.Constellation.LabelOf(amplitudes[i]);
            for (var bit = 0; bit < bits; bit++)
                labels[bit * amplitudes.Length + i] = (byte)((label >> (bits - 1 - bit)) & 1);
        }
        uniform[format.PuncturedBits..].CopyTo(labels[format.AmplitudeBits..]);
    }
}
