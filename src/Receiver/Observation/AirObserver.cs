using SemCom.Framing;
using SemCom.Receiver;
using SemCom.Receiver.Estimation;

namespace SemCom;

/// <summary>Reads frames once more for viewers: what the channel looked like, and where symbols came to lie. It changes nothing of what receivers make of them. Any number of threads may observe.</summary>
/// <param name="layout">Where known symbols stand, on which grid and antennas; must be the transmitter's.</param>
/// <param name="estimator">How gains between the pilots of a grid are estimated.</param>
public sealed class AirObserver(FrameLayout layout, EstimatorKind estimator = EstimatorKind.LmmseRobust)
{
    /// <summary>Power of a gain that is as good as none [dB].</summary>
    private const double FloorDb = -80;

    private readonly FrameReader _reader = new(layout, estimator);

    /// <summary>What is seen in a frame; null where its header cannot be read.</summary>
    public AirSnapshot? Observe(ReceivedFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (_reader.Read(frame, _ => true) is not { } reading)
            return null;
        var pairs = layout.Antennas.Transmit * layout.Antennas.Receive;
        var groups = reading.Estimate.Gains.Length / pairs;
        var width = layout.Grid is { } grid && reading.Estimate.BlockLength == 1 ? Math.Min(grid.Subcarriers, groups) : 1;
        var (times, frequencies) = (Math.Min(AirSnapshot.MaxSide, groups / width), Math.Min(AirSnapshot.MaxSide, width));
        var response = new float[times * frequencies];
        for (var t = 0; t < times; t++)
        {
            for (var f = 0; f < frequencies; f++)
                response[t * frequencies + f] = PowerDb(reading.Estimate.Gains.AsSpan((t * (groups / width) / times * width + f * width / frequencies) * pairs, pairs));
        }
        return new AirSnapshot(Spread(reading.Data.Span), response, times, frequencies);
    }

    private static Complex32[] Spread(ReadOnlySpan<Complex32> data)
    {
        var symbols = new Complex32[Math.Min(AirSnapshot.MaxSymbols, data.Length)];
        for (var i = 0; i < symbols.Length; i++)
            symbols[i] = data[(int)((long)i * data.Length / symbols.Length)];
        return symbols;
    }

    /// <summary>Mean over the pairs of antennas.</summary>
    private static float PowerDb(ReadOnlySpan<Complex32> gains)
    {
        double power = 0;
        foreach (var gain in gains)
            power += gain.Power;
        return (float)Math.Max(FloorDb, Decibels.FromLinear(Math.Max(1e-12, power / gains.Length)));
    }
}
