namespace SemCom.Channels;

/// <summary>Options of <see cref="PacketLossImpairment"/>.</summary>
public sealed record PacketLossOptions
{
    /// <summary>Share of packets that are lost, 0 to 0.95. The default is 0.05.</summary>
    public double Rate { get; init; } = 0.05;

    /// <summary>Mean number of packets in a run of losses, 1 to 1,000,000; null (default) for independent losses, 1 / (1 − rate).</summary>
    public double? BurstPackets { get; init; }

    /// <summary>Channel uses of a packet, from 1. The default is 256.</summary>
    public int PacketUses { get; init; } = 256;

    /// <summary>Checks every value.</summary>
    /// <exception cref="SemComException">A value is out of its range, or bursts are too short for the rate.</exception>
    public void Validate()
    {
        Guard.InRange(Rate, 0, 0.95, "rate of packet loss", "choose for example 0.05");
        Guard.InRange(PacketUses, 1, int.MaxValue, "channel uses of a packet", "choose for example 256");
        if (BurstPackets is not { } burst)
            return;
        Guard.InRange(burst, 1, 1e6, "mean burst in packets", "choose for example 3, or leave it out for independent losses");
        if (Rate > burst / (1 + burst))
            throw new SemComException(FormattableString.Invariant(
                $"mean burst in packets must be at least {Rate / (1 - Rate):0.###} for a rate of {Rate} (was {burst}), since a packet arrives between bursts; choose a longer burst"));
    }

    internal static PacketLossOptions From(ParameterValues values)
    {
        var options = new PacketLossOptions();
        return new()
        {
            Rate = values.Number(PacketLossImpairment.Rate.Name, options.Rate),
            BurstPackets = (double?)values[PacketLossImpairment.Burst.Name],
            PacketUses = values.Whole(PacketLossImpairment.Packet.Name, options.PacketUses),
        };
    }
}
