using SemCom.Randomness;

namespace SemCom.Channels;

/// <summary>
/// Loss of packets by a Markov chain with two states, one in which packets arrive and one in which they are lost (E. N. Gilbert, BSTJ 39,
/// 1960; E. O. Elliott, BSTJ 42, 1963). A packet is a run of channel uses, counted from the start of the frame. The channel uses of a lost
/// packet become exactly zero at every antenna, which a receiver can see.
/// </summary>
public sealed class PacketLossImpairment : IImpairment
{
    internal static readonly ChannelParameter Rate = new("rate", ParameterUnit.Number, 0, 0.95m, "0.05", "share of packets that are lost");
    internal static readonly ChannelParameter Burst = new("burst", ParameterUnit.Number, 1, 1_000_000, "independent losses", "mean packets in a run of losses");
    internal static readonly ChannelParameter Packet = new("packet", ParameterUnit.Symbols, 1, int.MaxValue, "256", "channel uses of a packet");

    private readonly double _rate;
    private readonly double _lossAfterArrival;
    private readonly double _lossAfterLoss;
    private readonly int _packetUses;

    /// <summary>Creates the loss.</summary>
    /// <exception cref="SemComException">An option is out of its range.</exception>
    public PacketLossImpairment(PacketLossOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        (_rate, _packetUses) = (options.Rate, options.PacketUses);
        var burst = options.BurstPackets ?? 1 / (1 - _rate);
        _lossAfterLoss = 1 - 1 / burst;
        _lossAfterArrival = _rate / (burst * (1 - _rate));
        Text = options.BurstPackets is { } given
            ? $"loss:{Rate.Write(_rate)},{Burst.Write(given)},{Packet.Write(_packetUses)}"
            : $"loss:{Rate.Write(_rate)},{Packet.Write(_packetUses)}";
    }

    /// <inheritdoc/>
    public ImpairmentStage Stage => ImpairmentStage.Packets;

    /// <inheritdoc/>
    public string Text { get; }

    /// <inheritdoc/>
    public void Apply(Span<Complex32> samples, in ImpairmentContext context)
    {
        var random = new CounterRandom(context.Realization.Seed, RandomPurpose.PacketLoss, context.Realization.Frame);
        var packet = context.FirstSample / _packetUses;
        var ahead = _packetUses - context.FirstSample % _packetUses;
        var lost = IsLost(random, packet);
        while (!samples.IsEmpty)
        {
            var count = (int)Math.Min(ahead, samples.Length);
            if (lost)
                samples[..count].Clear();
            samples = samples[count..];
            (ahead, packet) = (_packetUses, packet + 1);
            lost = random.Uniform((ulong)packet) < (lost ? _lossAfterLoss : _lossAfterArrival);
        }
    }

    /// <summary>
    /// A packet's state without the whole way from the first packet: the number of a packet often decides alone, whatever came before it.
    /// Goes back to the last such packet and forward from there.
    /// </summary>
    private bool IsLost(in CounterRandom random, long packet)
    {
        var (low, high) = (Math.Min(_lossAfterLoss, _lossAfterArrival), Math.Max(_lossAfterLoss, _lossAfterArrival));
        var first = packet;
        while (first > 0 && random.Uniform((ulong)first) is var u && u >= low && u < high)
            first--;
        var lost = first == 0 ? random.Uniform(0) < _rate : random.Uniform((ulong)first) < low;
        for (var next = first + 1; next <= packet; next++)
            lost = random.Uniform((ulong)next) < (lost ? _lossAfterLoss : _lossAfterArrival);
        return lost;
    }
}
