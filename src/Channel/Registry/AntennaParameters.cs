namespace SemCom.Channels;

/// <summary>The parameters <c>tx</c>, <c>rx</c> and <c>layers</c>, the same for every channel that has several antennas.</summary>
internal static class AntennaParameters
{
    private static readonly ChannelParameter Transmit = Antennas("tx", "1", "transmit antennas");
    private static readonly ChannelParameter Receive = Antennas("rx", "1", "receive antennas");
    private static readonly ChannelParameter Layers = Antennas("layers", "tx", "symbols in a channel use; layers=1 with tx=2 is Alamouti's code");

    /// <summary>The parameters in canonical order.</summary>
    public static IReadOnlyList<ChannelParameter> All { get; } = [Transmit, Receive, Layers];

    /// <summary>How the antennas are used.</summary>
    /// <exception cref="SemComException">The numbers do not fit each other.</exception>
    public static AntennaScheme Read(ParameterValues values)
    {
        var (tx, rx) = (values.Whole(Transmit.Name, 1), values.Whole(Receive.Name, 1));
        var layers = values.Whole(Layers.Name, tx);
        if (layers != 1 && layers != tx)
            throw new SemComException($"channel parameter layers must be 1 or as many as transmit antennas (was {layers} with tx={tx}); leave it out");
        return new(layers > 1 ? SpatialMode.Multiplexing : tx > 1 ? SpatialMode.Alamouti : SpatialMode.Diversity, tx, rx);
    }

    private static ChannelParameter Antennas(string name, string otherwise, string description) =>
        new(name, ParameterUnit.Count, 1, AntennaScheme.MaxAntennas, otherwise, description);
}
