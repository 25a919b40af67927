using SemCom.Coding;
using SemCom.Framing;
using SemCom.Receiver.Decoding;
using SemCom.Receiver.Equalization;
using SemCom.Receiver.Estimation;

namespace SemCom.Receiver;

/// <summary>A frame whose header was read.</summary>
/// <param name="HeaderBits">The header [<see cref="FrameHeader.BitCount"/>], one bit per byte.</param>
/// <param name="Data">Equalised symbols behind the header, in the order of transmission.</param>
/// <param name="Noise">Effective noise power of each of them.</param>
internal sealed record FrameReading(byte[] HeaderBits, ReadOnlyMemory<Complex32> Data, ReadOnlyMemory<float> Noise);

/// <summary>Finds the header of a received frame and equalises what follows. Only a header with a right CRC counts.</summary>
internal static class FrameReader
{
    /// <summary>Protections that are tried, the likeliest first.</summary>
    private const int Candidates = 3;

    /// <summary>Reads a frame; null when its header cannot be read.</summary>
    /// <param name="frame">What was received.</param>
    /// <param name="layout">The layout that the transmitter used.</param>
    /// <param name="accept">Says whether bits with a right CRC are a header that the caller understands.</param>
    public static FrameReading? Read(ReceivedFrame frame, FrameLayout layout, Func<byte[], bool> accept)
    {
        var received = frame.Symbols.Span;
        var uses = received.Length / layout.Antennas.Receive;
        if (uses <= FrameLayout.PreambleLength)
            return null;
        var map = layout.Map(uses);
        foreach (var protection in PilotEstimator.RankPreambles(received, layout).Take(Candidates))
        {
            var format = CodedBlockFormat.ForHeader(FrameHeader.BitCount, protection);
            var head = layout.TotalFor(format.SymbolCount);
            if (head > uses)
                continue;
            var estimate = frame.Genie is { } genie ? ChannelEstimate.OfGenie(genie) : PilotEstimator.Estimate(received, map, protection);
            var header = EqualizedSymbols.From(received, layout.Map(head), estimate);
            var bits = new byte[FrameHeader.BitCount];
            if (!new BlockDecoder(format).TryDecode(header.Symbols.AsSpan(0, format.SymbolCount), header.NoisePower.AsSpan(0, format.SymbolCount), bits) || !accept(bits))
                continue;
            if (frame.Genie is null && layout == FrameLayout.WholeFrame)
            {
                var known = new Complex32[format.SymbolCount];
                format.Modulate(bits, known);
                estimate = PilotEstimator.EstimateWithHeader(received, protection, known);
            }
            var equalized = EqualizedSymbols.From(received, map, estimate);
            return new FrameReading(bits, equalized.Symbols.AsMemory(format.SymbolCount), equalized.NoisePower.AsMemory(format.SymbolCount));
        }
        return null;
    }
}
