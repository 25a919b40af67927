namespace SemCom.Channels;

/// <summary>The channels that can be named in text. <see cref="Default"/> is the one list; a new channel is one more entry there.</summary>
public sealed class ChannelRegistry
{
    private static readonly ChannelParameter Coherence = new("coherence", ParameterUnit.Symbols, 1, int.MaxValue,
        "the whole frame", "symbols over which the gain is constant");

    private static readonly ChannelParameter KFactor = new("k", ParameterUnit.Decibels, -20, 40,
        "6dB", "power of the line of sight over that of the scattered part");

    private static readonly ChannelParameter Shape = new("m", ParameterUnit.Number, 0.5m, 1000,
        "2", "shape: 0.5 fades most, 1 is Rayleigh fading");

    private readonly Dictionary<string, ChannelDescriptor> _byName;

    /// <summary>Makes a registry of other channels.</summary>
    public ChannelRegistry(params IReadOnlyList<ChannelDescriptor> channels)
    {
        Channels = channels;
        _byName = channels.ToDictionary(channel => channel.Name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Every channel that SemCom brings.</summary>
    public static ChannelRegistry Default { get; } = new([
        new("awgn", "additive white Gaussian noise", [],
            (_, snrDb) => new AwgnChannel(new() { SnrDb = snrDb }), _ => null),
        new("rayleigh", "Rayleigh block fading, one complex gain a frame or a block of coherence", [Coherence, .. AntennaParameters.All],
            (spec, snrDb) => new RayleighChannel(new() { SnrDb = snrDb, CoherenceSymbols = spec.CoherenceSymbols, Antennas = spec.Antennas }),
            CoherenceOf),
        new("rayleigh-fast", "Rayleigh fading, one complex gain a symbol", [],
            (_, snrDb) => new RayleighChannel(new() { SnrDb = snrDb, CoherenceSymbols = 1 }), _ => 1),
        new("rician", "Rician block fading, a line of sight and scattered waves", [KFactor, Coherence, .. AntennaParameters.All],
            CreateRician, CoherenceOf),
        new("nakagami", "Nakagami-m block fading", [Shape, Coherence, .. AntennaParameters.All],
            CreateNakagami, CoherenceOf),
        .. OfdmChannels.All]);

    /// <summary>All channels in the order of the list.</summary>
    public IReadOnlyList<ChannelDescriptor> Channels { get; }

    /// <summary>The impairments that may follow a channel.</summary>
    public ImpairmentRegistry Impairments { get; init; } = ImpairmentRegistry.Default;

    /// <summary>
    /// Reads <c>name[:key=value[,key=value…]][+impairment[:key=value…]…]</c>. Case does not matter, spaces around names and values neither,
    /// nor the order of the impairments: each acts at its stage. A name that ends with <c>.trace</c> is a file, see <see cref="TraceFile"/>.
    /// </summary>
    /// <exception cref="SemComException">
    /// Unknown channel, impairment or parameter, one of them given twice, a value that is not allowed, or an impairment that the channel's
    /// receiver cannot follow.
    /// </exception>
    public ChannelSpec Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (file, rest) = TraceDescriptor.SplitFile(text);
        var parts = TextForm.Parts(rest);
        var channel = file is null ? Find(TextForm.Split(parts[0]).Name) : TraceDescriptor.Of(file);
        var values = ParameterValues.Parse($"channel {channel.Name}", channel.Parameters, parts[0]);
        var impairments = Impairments.Parse([.. parts.Skip(1)]);
        if (!channel.AppliesImpairments)
            ImpairedChannel.CheckSingleCarrier(impairments, $"channel {channel.Name}");
        return new(channel, values, impairments);
    }

    private ChannelDescriptor Find(string name) => _byName.TryGetValue(name, out var channel)
        ? channel
        : throw new SemComException($"channel must be one of {string.Join(", ", Channels.Select(c => c.Name))}, or a file that ends with {TraceFile.Extension} (was {OneLine.Quote(name)}); choose one of these");

    private static RicianChannel CreateRician(ChannelSpec spec, double snrDb)
    {
        var options = new RicianChannelOptions { SnrDb = snrDb, CoherenceSymbols = spec.CoherenceSymbols, Antennas = spec.Antennas };
        return new(spec.Value(KFactor.Name) is { } k ? options with { KFactorDb = (double)k } : options);
    }

    private static NakagamiChannel CreateNakagami(ChannelSpec spec, double snrDb)
    {
        var options = new NakagamiChannelOptions { SnrDb = snrDb, CoherenceSymbols = spec.CoherenceSymbols, Antennas = spec.Antennas };
        return new(spec.Value(Shape.Name) is { } m ? options with { Shape = (double)m } : options);
    }

    private static int? CoherenceOf(ChannelSpec spec) => (int?)spec.Value(Coherence.Name);
}
