using SemCom.Coding;
using SemCom.Framing;
using SemCom.Receiver.Decoding;
using SemCom.Receiver.Equalization;
using SemCom.Receiver.Estimation;

namespace SemCom.Receiver;

/// <summary>A frame whose header was read.</summary>
/// <param name="Header">The header.</param>
/// <param name="Data">Equalised symbols behind the header: side message, then payload.</param>
/// <param name="Noise">Effective noise power of each of them.</param>
internal sealed record FrameReading(FrameHeader Header, ReadOnlyMemory<Complex32> Data, ReadOnlyMemory<float> Noise);

/// <summary>Finds the header of a received frame and equalises what follows. Only a header with a right CRC counts.</summary>
internal static class FrameReader
{
    /// <summary>Protections that are tried, the likeliest first.</summary>
    private const int Candidates = 3;

    /// <summary>Reads a frame; null when its header cannot be read.</summary>
    public static FrameReading? Read(ReceivedFrame frame, PilotPattern pattern)
    {
        var received = frame.Symbols.Span;
        if (received.Length <= PilotPattern.PreambleLength)
            return null;
        foreach (var protection in PilotEstimator.RankPreambles(received).Take(Candidates))
        {
            var format = CodedBlockFormat.ForHeader(FrameHeader.BitCount, protection);
            var estimate = frame.Genie is { } genie ? ChannelEstimate.OfGenie(genie) : PilotEstimator.Estimate(received, pattern, protection);
            var head = EqualizedSymbols.From(received[..Math.Min(received.Length, pattern.TotalFor(format.SymbolCount))], pattern, estimate);
            if (head.Symbols.Length < format.SymbolCount)
                continue;
            var bits = new byte[FrameHeader.BitCount];
            if (!new BlockDecoder(format).TryDecode(head.Symbols, head.NoisePower, bits) || FrameHeader.FromBits(bits) is not { } header)
                continue;
            if (frame.Genie is null && pattern.BlockLength == 0)
            {
                var known = new Complex32[format.SymbolCount];
                format.Modulate(bits, known);
                estimate = PilotEstimator.EstimateWithHeader(received, protection, known);
            }
            var equalized = EqualizedSymbols.From(received, pattern, estimate);
            return new FrameReading(header, equalized.Symbols.AsMemory(format.SymbolCount), equalized.NoisePower.AsMemory(format.SymbolCount));
        }
        return null;
    }
}
