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
/// <param name="Estimate">The channel.</param>
/// <param name="Protection">Of the header.</param>
internal sealed record FrameReading(byte[] HeaderBits, ReadOnlyMemory<Complex32> Data, ReadOnlyMemory<float> Noise, ChannelEstimate Estimate, ProtectionLevel Protection);

/// <summary>
/// Estimates the channel of received frames, finds their headers and equalises what follows. Only a header with a right CRC counts. Any number of
/// threads may read at the same time.
/// </summary>
/// <param name="layout">The layout that the transmitter uses.</param>
/// <param name="estimator">How gains between the pilots of a grid are estimated.</param>
internal sealed class FrameReader(FrameLayout layout, EstimatorKind estimator = EstimatorKind.LmmseRobust)
{
    private readonly GridFrameEstimator? _gridEstimator = layout.Grid is { } grid ? new GridFrameEstimator(grid, estimator) : null;

    /// <summary>Where known symbols stand.</summary>
    public FrameLayout Layout => layout;

    /// <summary>Channel uses of a frame; null when it is too short for a preamble, or comes from other antennas.</summary>
    public static int? UsesOf(ReceivedFrame frame, FrameLayout layout)
    {
        var uses = frame.Symbols.Count / layout.Antennas.Receive;
        var antennas = layout.Antennas.Transmit;
        return frame.Antennas != layout.Antennas.Receive || uses <= FrameLayout.PreambleLength || (frame.Genie?.Antennas.Transmit ?? antennas) != antennas ? null : uses;
    }

    /// <summary>Reads a frame; null when its header cannot be read.</summary>
    /// <param name="frame">What was received.</param>
    /// <param name="accept">Says whether bits with a right CRC are a header that the caller understands.</param>
    public FrameReading? Read(ReceivedFrame frame, Func<byte[], bool> accept)
    {
        if (UsesOf(frame, layout) is not { } uses)
            return null;
        var received = frame.Symbols.Span;
        var map = layout.Map(uses);
        var genie = frame.Genie is { } state ? ChannelEstimate.OfGenie(state) : null;
        var known = genie ?? _gridEstimator?.Estimate(received, map);
        if (layout.Grid is not null && known is null)
            return null;
        var ranking = known is null ? PilotEstimator.RankPreambles(received, layout) : GridFrameEstimator.RankPreambles(received, map, known);
        foreach (var protection in ranking) // the likeliest first
        {
            var estimate = known ?? PilotEstimator.Estimate(received, map, protection);
            if (ReadHeader(received, uses, protection, estimate, accept) is not { } bits)
                continue;
            if (genie is null && layout == FrameLayout.WholeFrame)
                estimate = PilotEstimator.EstimateWithHeader(received, protection, HeaderSymbols(bits, protection));
            return Equalize(received, map, estimate, bits, protection);
        }
        return null;
    }

    /// <summary>True where a frame's channel can be estimated again with the help of its data: on a grid, with one antenna at each end, unless the true channel is given.</summary>
    public bool CanRefine(ReceivedFrame frame) => _gridEstimator is not null && layout.Antennas == AntennaScheme.OneByOne && frame.Genie is null;

    /// <summary>True where a frame has one gain and one noise power, which are estimated.</summary>
    public bool HasOneGain(ReceivedFrame frame) => layout == FrameLayout.WholeFrame && frame.Genie is null;

    /// <summary>Estimates the channel again, with data symbols as pilots, and equalises once more.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="reading">What was read of it.</param>
    /// <param name="behindHeader">What is known of the symbols behind the header, in the order of transmission.</param>
    public FrameReading Refine(ReceivedFrame frame, FrameReading reading, LikelySymbols behindHeader)
    {
        var received = frame.Symbols.Span;
        var map = layout.Map(received.Length);
        var header = HeaderSymbols(reading.HeaderBits, reading.Protection);
        var sent = LikelySymbols.Unknown(received.Length);
        for (var i = 0; i < Math.Min(map.Data.Length, header.Length + behindHeader.Symbols.Length); i++)
        {
            var behind = i - header.Length;
            (sent.Symbols[map.Data[i]], sent.Variances[map.Data[i]]) = behind < 0 ? (header[i], 0) : (behindHeader.Symbols[behind], behindHeader.Variances[behind]);
        }
        var estimate = _gridEstimator!.Refine(received, map, sent, reading.Protection, reading.Estimate);
        return Equalize(received, map, estimate, reading.HeaderBits, reading.Protection);
    }

    private byte[]? ReadHeader(ReadOnlySpan<Complex32> received, int uses, ProtectionLevel protection, ChannelEstimate estimate, Func<byte[], bool> accept)
    {
        var format = CodedBlockFormat.ForHeader(FrameHeader.BitCount, protection);
        var head = layout.TotalFor(format.SymbolCount);
        if (head > uses)
            return null;
        var header = EqualizedSymbols.From(received, layout.Map(head), estimate);
        var bits = new byte[FrameHeader.BitCount];
        var symbols = header.Symbols.AsSpan(0, format.SymbolCount);
        var noise = header.NoisePower.AsSpan(0, format.SymbolCount);
        return new BlockDecoder(format).TryDecode(symbols, noise, bits) && accept(bits) ? bits : null;
    }

    private static FrameReading Equalize(ReadOnlySpan<Complex32> received, FrameMap map, ChannelEstimate estimate, byte[] headerBits, ProtectionLevel protection)
    {
        var equalized = EqualizedSymbols.From(received, map, estimate);
        var header = CodedBlockFormat.ForHeader(FrameHeader.BitCount, protection).SymbolCount;
        return new FrameReading(headerBits, equalized.Symbols.AsMemory(header), equalized.NoisePower.AsMemory(header), estimate, protection);
    }

    private static Complex32[] HeaderSymbols(byte[] bits, ProtectionLevel protection)
    {
        var format = CodedBlockFormat.ForHeader(FrameHeader.BitCount, protection);
        var symbols = new Complex32[format.SymbolCount];
        format.Modulate(bits, symbols);
        return symbols;
    }
}
