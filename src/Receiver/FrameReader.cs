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

/// <summary>
/// Estimates the channel of received frames, finds their headers and equalises what follows. Only a header with a right CRC counts. Any number of
/// threads may read at the same time.
/// </summary>
/// <param name="layout">The layout that the transmitter uses.</param>
/// <param name="estimator">How gains between the pilots of a grid are estimated.</param>
internal sealed class FrameReader(FrameLayout layout, EstimatorKind estimator = EstimatorKind.LmmseRobust)
{
    /// <summary>Protections that are tried, the likeliest first.</summary>
    private const int Candidates = 3;

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
        foreach (var protection in ranking.Take(Candidates))
        {
            var estimate = known ?? PilotEstimator.Estimate(received, map, protection);
            if (ReadHeader(received, uses, protection, estimate, accept) is not { } bits)
                continue;
            var format = CodedBlockFormat.ForHeader(FrameHeader.BitCount, protection);
            if (genie is null && layout == FrameLayout.WholeFrame)
                estimate = EstimateWithHeader(received, protection, format, bits);
            var equalized = EqualizedSymbols.From(received, map, estimate);
            return new FrameReading(bits, equalized.Symbols.AsMemory(format.SymbolCount), equalized.NoisePower.AsMemory(format.SymbolCount));
        }
        return null;
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

    private static ChannelEstimate EstimateWithHeader(ReadOnlySpan<Complex32> received, ProtectionLevel protection, CodedBlockFormat format, byte[] bits)
    {
        var known = new Complex32[format.SymbolCount];
        format.Modulate(bits, known);
        return PilotEstimator.EstimateWithHeader(received, protection, known);
    }
}
