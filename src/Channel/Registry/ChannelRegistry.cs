namespace SemCom.Channels;

/// <summary>The channels that can be named in text. <see cref="Default"/> is the one list; a new channel is one more entry there.</summary>
public sealed class ChannelRegistry
{
    private static readonly ChannelParameter Coherence = new("coherence", ParameterUnit.Symbols, 1, int.MaxValue,
        "the whole frame", "symbols over which the gain is constant");

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
        new("rayleigh", "Rayleigh block fading, one complex gain a frame or a block of coherence", [Coherence],
            (spec, snrDb) => new RayleighChannel(new() { SnrDb = snrDb, CoherenceSymbols = spec.CoherenceSymbols }),
            spec => (int?)spec.Value(Coherence.Name)),
        new("rayleigh-fast", "Rayleigh fading, one complex gain a symbol", [],
            (_, snrDb) => new RayleighChannel(new() { SnrDb = snrDb, CoherenceSymbols = 1 }), _ => 1),
        .. OfdmChannels.All]);

    /// <summary>All channels in the order of the list.</summary>
    public IReadOnlyList<ChannelDescriptor> Channels { get; }

    /// <summary>Reads <c>name[:key=value[,key=value…]]</c>. Case does not matter, spaces around names and values neither.</summary>
    /// <exception cref="SemComException">Unknown channel or parameter, a parameter given twice, or a value that is not allowed.</exception>
    public ChannelSpec Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var name = (colon < 0 ? text : text[..colon]).Trim();
        if (!_byName.TryGetValue(name, out var channel))
            throw new SemComException($"channel must be one of {List(Channels.Select(c => c.Name))} (was {OneLine.Quote(name)}); choose one of these");

        var values = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var part in colon < 0 ? [] : text[(colon + 1)..].Split(','))
        {
            var pair = part.Split('=', 2, StringSplitOptions.TrimEntries);
            var parameter = channel.Parameters.FirstOrDefault(p => p.Name.Equals(pair[0], StringComparison.OrdinalIgnoreCase))
                ?? throw UnknownParameter(channel, pair[0]);
            if (pair.Length < 2)
                throw new SemComException($"channel parameter {parameter.Name} must have a value (was {OneLine.Quote(part)}); write {parameter.Name}=VALUE");
            if (!values.TryAdd(parameter.Name, parameter.Parse(pair[1])))
                throw new SemComException($"channel parameter {parameter.Name} must stand only once (was twice in {OneLine.Quote(text)}); remove one");
        }
        return new(channel, values);
    }

    private static SemComException UnknownParameter(ChannelDescriptor channel, string name) => new(channel.Parameters.Count == 0
        ? $"channel {channel.Name} must have no parameters (was {OneLine.Quote(name)}); write {channel.Name} alone"
        : $"parameter of channel {channel.Name} must be one of {List(channel.Parameters.Select(p => p.Name))} (was {OneLine.Quote(name)}); choose one of these");

    private static string List(IEnumerable<string> names) => string.Join(", ", names);
}
