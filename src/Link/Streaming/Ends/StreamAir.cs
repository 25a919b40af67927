using SemCom.Channels;

namespace SemCom.Streaming;

/// <summary>A channel by its text, at any SNR: what both ends know of it by configuration, and the simulated air. Any thread.</summary>
internal sealed class StreamAir
{
    /// <summary>Channels of one specification at different SNRs that are kept.</summary>
    private const int Kept = 64;

    private readonly ChannelSpec _spec;
    private readonly RecentValues<double, IChannel> _channels = new(Kept);

    /// <param name="channel">Channel with its parameters.</param>
    /// <exception cref="SemComException">The channel is unknown, or pilots cannot follow it.</exception>
    public StreamAir(string channel)
    {
        _spec = ChannelSpec.Parse(channel);
        Planning = new ChannelPlanning(_spec, _spec.Create(0), genie: false);
    }

    /// <summary>Canonical text of the channel.</summary>
    public string Channel => _spec.Text;

    /// <summary>Layout and long-term statistics.</summary>
    public ChannelPlanning Planning { get; }

    /// <summary>Sends a frame over the air.</summary>
    /// <param name="symbols">What is sent.</param>
    /// <param name="snrDb">True SNR [dB]; tenths count.</param>
    /// <param name="realization">Which draw of noise and fading.</param>
    public ReceivedFrame Transmit(SymbolBlock symbols, double snrDb, ChannelRealization realization)
    {
        var rounded = Math.Clamp(Math.Round(snrDb, 1), ChannelOptions.MinSnrDb, ChannelOptions.MaxSnrDb);
        return _channels.GetOrAdd(rounded, _spec.Create).Transmit(symbols, realization).ToReceivedFrame();
    }
}
