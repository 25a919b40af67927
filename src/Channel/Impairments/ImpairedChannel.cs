namespace SemCom.Channels;

/// <summary>
/// A channel without a grid, with imperfections of the radios around it: first those of the transmitter, then the channel, then those of
/// the receiver, its converter, and the packets. One channel use is one sample at <see cref="SymbolRateHertz"/>; there is no pulse shape.
/// <see cref="ChannelOutput.Truth"/> is that of the channel, with zero gains where nothing arrived; N0 does not count distortion.
/// </summary>
public sealed class ImpairedChannel : IChannel
{
    /// <summary>Channel uses per second of a single carrier [Hz], wherever a rate in hertz meets one.</summary>
    public const double SymbolRateHertz = 1e6;

    private readonly IChannel _inner;
    private readonly IReadOnlyList<IImpairment> _impairments;

    /// <summary>Puts impairments around a channel; their stages give the order, and within a stage their order in the list.</summary>
    /// <exception cref="ArgumentException">The channel has a grid: it has to apply impairments to its waveform itself.</exception>
    /// <exception cref="SemComException">An impairment that only the pilots of a grid can follow.</exception>
    public ImpairedChannel(IChannel inner, IReadOnlyList<IImpairment> impairments)
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentNullException.ThrowIfNull(impairments);
        if (inner.Grid != null)
            throw new ArgumentException("a channel with a grid applies impairments to its own waveform", nameof(inner));
        CheckSingleCarrier(impairments, "a single carrier");
        (_inner, _impairments) = (inner, [.. impairments.OrderBy(impairment => impairment.Stage)]);
    }

    /// <inheritdoc/>
    public double SnrDb => _inner.SnrDb;

    /// <inheritdoc/>
    public double NoisePower => _inner.NoisePower;

    /// <inheritdoc/>
    public int? CoherenceSymbols => _inner.CoherenceSymbols;

    /// <inheritdoc/>
    public AntennaScheme Antennas => _inner.Antennas;

    /// <inheritdoc/>
    public ChannelOutput Transmit(SymbolBlock x, ChannelRealization realization)
    {
        ArgumentNullException.ThrowIfNull(x);
        var (tx, rx) = (Antennas.Transmit, Antennas.Receive);
        var context = new ImpairmentContext(realization, SymbolRateHertz, MeanPower: 1);
        var sent = Apply(x, tx, context with { MeanPower = 1.0 / tx }, i => i.Stage == ImpairmentStage.Transmitter);
        var output = _inner.Transmit(sent, realization);
        var received = Apply(output.Received, rx, context, i => i.Stage != ImpairmentStage.Transmitter);
        return new(received, () => LostUses.Mark(output.Truth, received.Count / rx, _impairments, context));
    }

    /// <summary>Refuses impairments that turn the phase within a frame: a single carrier has no pilots that follow them.</summary>
    internal static void CheckSingleCarrier(IReadOnlyList<IImpairment> impairments, string owner)
    {
        if (impairments.FirstOrDefault(impairment => impairment.NeedsGrid) is { } impairment)
            throw new SemComException($"impairment {TextForm.Split(impairment.Text).Name} must stand on an OFDM channel, whose pilots follow it (was on {owner}); choose a channel with a grid or leave it out");
    }

    private SymbolBlock Apply(SymbolBlock block, int antennas, ImpairmentContext context, Func<IImpairment, bool> acts)
    {
        var acting = _impairments.Where(acts).ToArray();
        if (acting.Length == 0)
            return block;
        var symbols = block.Span.ToArray();
        var plane = antennas == 1 ? symbols : new Complex32[symbols.Length / antennas];
        for (var antenna = 0; antenna < antennas; antenna++)
        {
            if (antennas > 1)
                AntennaPlanes.Take(block.Span, antenna, antennas, plane);
            foreach (var impairment in acting)
                impairment.Apply(plane, context with { Antenna = antenna });
            if (antennas > 1)
                AntennaPlanes.Put(plane, antenna, antennas, symbols);
        }
        return new(symbols);
    }
}
