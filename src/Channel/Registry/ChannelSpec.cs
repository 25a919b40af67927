namespace SemCom.Channels;

/// <summary>
/// A channel and its parameters as text: <c>name[:key=value[,key=value…]]</c>, for example <c>rayleigh:coherence=2048</c>. The SNR is
/// not part of it. Immutable.
/// </summary>
public sealed class ChannelSpec
{
    private readonly IReadOnlyDictionary<string, decimal> _values;

    internal ChannelSpec(ChannelDescriptor channel, IReadOnlyDictionary<string, decimal> values)
    {
        Channel = channel;
        _values = values;
        var parameters = channel.Parameters.Where(p => values.ContainsKey(p.Name)).Select(p => $"{p.Name}={p.Format(values[p.Name])}").ToArray();
        Text = parameters.Length == 0 ? channel.Name : $"{channel.Name}:{string.Join(',', parameters)}";
    }

    /// <summary>The kind of channel.</summary>
    public ChannelDescriptor Channel { get; }

    /// <summary>Canonical text form: lower-case name, parameters in declared order, each in its most readable unit.</summary>
    public string Text { get; }

    /// <summary>
    /// Symbols over which the gain is constant; null for a whole frame. Transmitter and receiver agree on pilot spacing
    /// by this configured value.
    /// </summary>
    public int? CoherenceSymbols => Channel.Coherence(this);

    /// <summary>Reads a text form with the channels of <see cref="ChannelRegistry.Default"/>.</summary>
    /// <exception cref="SemComException">Unknown channel or parameter, or a value that is not allowed.</exception>
    public static ChannelSpec Parse(string text) => ChannelRegistry.Default.Parse(text);

    /// <summary>A parameter's value in its base unit (symbols, seconds, hertz), or null when it was left out.</summary>
    public decimal? Value(string parameter) => _values.TryGetValue(parameter, out var value) ? value : null;

    /// <summary>Makes the channel.</summary>
    /// <param name="snrDb">Es/N0 per complex symbol, averaged over fading [dB], −30 to 60.</param>
    /// <exception cref="SemComException">The SNR is out of its range.</exception>
    public IChannel Create(double snrDb) => Channel.Create(this, snrDb);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
