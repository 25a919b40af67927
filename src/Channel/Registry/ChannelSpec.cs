namespace SemCom.Channels;

/// <summary>
/// A channel, its parameters and impairments as text: <c>name[:key=value[,key=value…]][+impairment[:key=value…]…]</c>, for example
/// <c>rayleigh:coherence=2048+clip:papr=5dB</c>. The SNR is not part of it. Immutable.
/// </summary>
public sealed class ChannelSpec
{
    private readonly ParameterValues _values;

    internal ChannelSpec(ChannelDescriptor channel, ParameterValues values, IReadOnlyList<IImpairment> impairments)
    {
        _values = values;
        Channel = channel;
        Impairments = impairments;
        Antennas = AntennaParameters.Read(values);
        var head = values.Text.Length == 0 ? channel.Name : $"{channel.Name}:{values.Text}";
        Text = string.Join('+', impairments.Select(impairment => impairment.Text).Prepend(head));
    }

    /// <summary>The kind of channel.</summary>
    public ChannelDescriptor Channel { get; }

    /// <summary>Imperfections of the radios in the order in which they act.</summary>
    public IReadOnlyList<IImpairment> Impairments { get; }

    /// <summary>Antennas at both ends, from the parameters <c>tx</c>, <c>rx</c> and <c>layers</c> where the channel has them.</summary>
    public AntennaScheme Antennas { get; }

    /// <summary>
    /// Canonical text form: lower-case names, parameters in declared order, each in its most readable unit; impairments in the order in
    /// which they act, with all their parameters.
    /// </summary>
    public string Text { get; }

    /// <summary>
    /// Symbols over which the gain is constant; null for a whole frame. Transmitter and receiver agree on pilot spacing
    /// by this configured value.
    /// </summary>
    public int? CoherenceSymbols => Channel.Coherence(this);

    /// <summary>Reads a text form with the channels of <see cref="ChannelRegistry.Default"/>.</summary>
    /// <exception cref="SemComException">Unknown channel, impairment or parameter, or a value that is not allowed.</exception>
    public static ChannelSpec Parse(string text) => ChannelRegistry.Default.Parse(text);

    /// <summary>A parameter's value in its base unit (symbols, seconds, hertz, decibels), or null when it was left out.</summary>
    public decimal? Value(string parameter) => _values[parameter];

    /// <summary>Makes the channel with its impairments.</summary>
    /// <param name="snrDb">Es/N0 per complex symbol, averaged over fading [dB], −30 to 60.</param>
    /// <exception cref="SemComException">The SNR is out of its range.</exception>
    public IChannel Create(double snrDb)
    {
        var channel = Channel.Create(this, snrDb);
        return Impairments.Count == 0 || Channel.AppliesImpairments ? channel : new ImpairedChannel(channel, Impairments);
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
