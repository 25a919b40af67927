using SemCom.Framing;
using SemCom.Receiver;
using SemCom.Receiver.Equalization;
using SemCom.Receiver.Estimation;

namespace SemCom;

/// <summary>
/// The receiving end for symbols of somebody else's codec, in frames without a header: estimation and equalisation are those of semantic frames. It knows the layout
/// of frames and how many symbols one has. Any number of threads may receive at the same time.
/// </summary>
/// <param name="layout">Where known symbols stand, on which grid and antennas; must be the transmitter's.</param>
/// <param name="estimator">How gains between the pilots of a grid are estimated.</param>
public sealed class SymbolReceiver(FrameLayout layout, EstimatorKind estimator = EstimatorKind.LmmseRobust)
{
    private readonly GridFrameEstimator? _gridEstimator = layout.Grid is { } grid ? new GridFrameEstimator(grid, estimator) : null;

    /// <summary>Equalises one frame; null when nothing usable arrived.</summary>
    /// <param name="frame">What was received.</param>
    /// <param name="count">Symbols that were sent.</param>
    public ReceivedSymbols? Receive(ReceivedFrame frame, int count)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (FrameReader.UsesOf(frame, layout) is not { } uses)
            return null;
        var received = frame.Symbols.Span;
        var map = layout.Map(uses);
        var estimate = frame.Genie is { } state ? ChannelEstimate.OfGenie(state)
            : _gridEstimator is { } grid ? grid.Estimate(received, map)
            : PilotEstimator.Estimate(received, map, KnownSymbols.Headerless);
        if (estimate is null)
            return null;
        var equalized = EqualizedSymbols.From(received, map, estimate);
        var (symbols, noise) = FrameInterleaver.Gather(equalized.Symbols, equalized.NoisePower, count);
        return Array.TrueForAll(noise, float.IsPositiveInfinity) ? null : new ReceivedSymbols(symbols, noise);
    }
}
