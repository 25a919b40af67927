using System.Diagnostics;
using SemCom.Channels;
using SemCom.Framing;

namespace SemCom;

/// <summary>
/// Symbols of somebody else's codec over the same simulated link as semantic frames: the same layout, preamble, pilots, interleaving and estimation, without a
/// header. Immutable; any number of threads may send.
/// </summary>
public sealed class SymbolLink
{
    private readonly ChannelSpec _spec;
    private readonly IChannel _channel;
    private readonly FrameLayout _layout;
    private readonly SymbolReceiver _receiver;
    private readonly bool _genie;

    private SymbolLink(ChannelSpec spec, double snrDb, bool genie)
    {
        (_spec, _genie) = (spec, genie);
        _channel = spec.Create(snrDb);
        _layout = new ChannelPlanning(spec, _channel, genie).Layout;
        _receiver = new SymbolReceiver(_layout);
    }

    /// <summary>Canonical text form of the channel.</summary>
    public string ChannelText => _spec.Text;

    /// <summary>Builds a link.</summary>
    /// <param name="channelText">Channel with its parameters.</param>
    /// <param name="snrDb">Es/N0 at the receiver, averaged over fading [dB], −20..60.</param>
    /// <param name="genie">Gives the receiver the true channel.</param>
    /// <exception cref="SemComException">The channel is unknown or the SNR out of its range.</exception>
    public static SymbolLink Create(string channelText, double snrDb, bool genie = false)
    {
        Guard.InRange(snrDb, LinkPlan.MinSnrDb, LinkPlan.MaxSnrDb, "SNR in dB", "choose a value in that range");
        return new SymbolLink(ChannelSpec.Parse(channelText), snrDb, genie);
    }

    /// <summary>Symbols that fit a budget beside preamble and pilots; 0 where none does.</summary>
    public int MaxSymbols(int channelUses) => Math.Max(0, _layout.DataFor(channelUses));

    /// <summary>Channel uses of a frame with a number of symbols, preamble and pilots included.</summary>
    public int ChannelUses(int symbols) => _layout.TotalFor(symbols);

    /// <summary>Sends symbols in one frame.</summary>
    /// <param name="symbols">At least one, all finite; they are scaled to unit mean power.</param>
    /// <param name="sourceValueCount">Values of the source: 3·H·W for a picture.</param>
    /// <param name="realization">Which draw of noise and fading.</param>
    /// <exception cref="SemComException">There is no symbol, one is not finite, or all are zero.</exception>
    public SymbolPassage Send(ReadOnlySpan<Complex32> symbols, int sourceValueCount, ChannelRealization realization)
    {
        var begin = Stopwatch.GetTimestamp();
        var frame = SymbolTransmitter.Encode(symbols, _layout, sourceValueCount);
        var encode = Stopwatch.GetElapsedTime(begin);

        begin = Stopwatch.GetTimestamp();
        var received = _channel.Transmit(frame.Symbols, realization).ToReceivedFrame(_genie);
        var air = Stopwatch.GetElapsedTime(begin);

        begin = Stopwatch.GetTimestamp();
        var reception = _receiver.Receive(received, symbols.Length);
        return new SymbolPassage(reception, frame.Ledger, frame.MessagePackLength, encode, air, Stopwatch.GetElapsedTime(begin));
    }
}
