namespace SemCom.Channels;

/// <summary>
/// The channels over OFDM: <c>tdl-a</c> … <c>tdl-e</c>, the simplified <c>tdla30</c>, <c>tdlb100</c>, <c>tdlc300</c>, and <c>awgn-ofdm</c>.
/// </summary>
public static class OfdmChannels
{
    private const decimal DefaultDopplerHertz = 5;

    private static readonly ChannelParameter Doppler = new("fd", ParameterUnit.Hertz, 0, 20_000,
        "5 Hz", "maximum Doppler shift, speed * carrier frequency / speed of light; 0 for one gain a frame");

    /// <summary>Descriptors for the registry.</summary>
    public static IReadOnlyList<ChannelDescriptor> All { get; } = [.. TdlProfile.All.Select(Tdl), AwgnOfdm()];

    private static ChannelDescriptor Tdl(TdlProfile profile)
    {
        var spread = new ChannelParameter("ds", ParameterUnit.Seconds, 0, 0.00001m,
            $"{profile.DefaultDelaySpreadSeconds * 1e9:0} ns", "r.m.s. delay spread");
        return new(profile.Name.ToLowerInvariant(), $"{profile.Name} fading over OFDM, {(profile.KFactor > 0 ? "with" : "without")} a line of sight",
            [spread, Doppler, .. OfdmParameters.All], Create, spec => 1)
        { AppliesImpairments = true };

        IChannel Create(ChannelSpec spec, double snrDb)
        {
            var grid = OfdmParameters.Grid(spec);
            OfdmParameters.PilotSpacing(spec);
            var doppler = (double)(spec.Value(Doppler.Name) ?? DefaultDopplerHertz);
            return new MultipathOfdmChannel(new()
            {
                SnrDb = snrDb,
                Paths = new TdlPathProcess(profile, (double?)spec.Value(spread.Name) ?? profile.DefaultDelaySpreadSeconds, doppler),
                Grid = grid,
                Antennas = spec.Antennas,
                Impairments = spec.Impairments,
                GainSegments = MultipathOfdmOptions.SegmentsFor(grid, doppler),
            });
        }
    }

    private static ChannelDescriptor AwgnOfdm() => new("awgn-ofdm", "white noise alone, over OFDM: for studies of impairments",
        [.. OfdmParameters.All],
        (spec, snrDb) =>
        {
            if (spec.Antennas.Mode == SpatialMode.Multiplexing)
                throw new SemComException($"awgn-ofdm must have one layer (was {spec.Antennas.Transmit}): one path between all antennas separates no layers; choose a tdl channel or layers=1");
            OfdmParameters.PilotSpacing(spec);
            return new MultipathOfdmChannel(new()
            {
                SnrDb = snrDb,
                Paths = new ConstantPath(),
                Grid = OfdmParameters.Grid(spec),
                Antennas = spec.Antennas,
                Impairments = spec.Impairments,
            });
        },
        _ => null)
    {
        AppliesImpairments = true,
    };
}
