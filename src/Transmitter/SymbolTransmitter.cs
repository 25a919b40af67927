using SemCom.Framing;

namespace SemCom;

/// <summary>
/// The transmitting end for symbols that somebody else's codec made: in frames with the same preamble, pilots and interleaving as semantic ones, without a
/// header. Holds no state.
/// </summary>
public static class SymbolTransmitter
{
    /// <summary>Puts symbols into a frame, scaled to unit mean power.</summary>
    /// <param name="symbols">At least one symbol, all finite, not all zero, of any power.</param>
    /// <param name="layout">Where known symbols stand, on which grid and antennas.</param>
    /// <param name="sourceValueCount">Values of the source: 3·H·W for a picture.</param>
    /// <exception cref="SemComException">There is no symbol, one is not finite, or all are zero.</exception>
    public static TransmitFrame Encode(ReadOnlySpan<Complex32> symbols, FrameLayout layout, int sourceValueCount)
    {
        ArgumentNullException.ThrowIfNull(layout);
        var sent = new Complex32[symbols.Length];
        FrameInterleaver.Spread(Normalized(symbols), sent);
        var frame = FrameSymbols.Compose(layout, KnownSymbols.Headerless, sent);
        var antennas = layout.Antennas.Transmit;
        var payload = layout.UsesFor(sent.Length);
        var ledger = new ChannelUseLedger(payload, Header: 0, frame.Length / antennas - payload, SideInformation: 0, Knowledge: 0);
        return new TransmitFrame(new SymbolBlock(frame), ledger, sourceValueCount, antennas);
    }

    /// <summary>Symbols of unit mean power.</summary>
    /// <exception cref="SemComException">There is no symbol, one is not finite, or all are zero.</exception>
    private static Complex32[] Normalized(ReadOnlySpan<Complex32> symbols)
    {
        if (symbols.IsEmpty)
            throw new SemComException("symbols: at least one is needed (there is none); write some");
        double power = 0;
        for (var i = 0; i < symbols.Length; i++)
        {
            var (real, imaginary) = ((double)symbols[i].Real, (double)symbols[i].Imaginary);
            if (!double.IsFinite(real) || !double.IsFinite(imaginary))
                throw new SemComException($"symbols: all must be finite (symbol {i} was {real}, {imaginary}); check what computed it");
            power += real * real + imaginary * imaginary;
        }
        if (power == 0)
            throw new SemComException($"symbols: their mean power must be above 0 (all {symbols.Length} were 0), for it is scaled to 1; check what computed them");
        var scale = 1 / Math.Sqrt(power / symbols.Length);
        var normalized = new Complex32[symbols.Length];
        for (var i = 0; i < normalized.Length; i++)
            normalized[i] = new Complex32((float)(symbols[i].Real * scale), (float)(symbols[i].Imaginary * scale));
        return normalized;
    }
}
