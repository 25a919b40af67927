using System.Diagnostics;
using SemCom.Channels;
using SemCom.Coding;
using SemCom.Framing;
using SemCom.Receiver.Estimation;

namespace SemCom;

/// <summary>
/// Bytes over the same simulated link as semantic frames: the same layout, pilots, header and estimation, with NR LDPC and QAM in between. Immutable;
/// any number of threads may send.
/// </summary>
public sealed class DigitalLink
{
    /// <summary>The header gets through at an SNR lower than the message by at least this much [dB].</summary>
    private const double HeaderAdvantageDb = 1;

    /// <summary>What practical codes need beyond the capacity of the channel [dB]; only the header's protection depends on it.</summary>
    private const double CodingGapDb = 1;

    private readonly ChannelSpec _spec;
    private readonly IChannel _channel;
    private readonly ChannelPlanning _planning;
    private readonly DigitalReceiver _receiver;
    private readonly bool _genie;

    private DigitalLink(ChannelSpec spec, double snrDb, bool genie, EstimatorKind estimator)
    {
        (_spec, _genie, SnrDb) = (spec, genie, snrDb);
        _channel = spec.Create(snrDb);
        _planning = new ChannelPlanning(spec, _channel, genie);
        _receiver = new DigitalReceiver(_planning.Layout, estimator);
    }

    /// <summary>Canonical text form of the channel.</summary>
    public string ChannelText => _spec.Text;

    /// <summary>Es/N0 at the receiver, averaged over fading [dB].</summary>
    public double SnrDb { get; }

    /// <summary>A plan for frames of a number of channel uses.</summary>
    internal LinkPlan Plan(double planSnrDb, int channelUses) => _planning.Plan(1, planSnrDb, channelUses);

    /// <summary>Builds a link.</summary>
    /// <param name="channelText">Channel with its parameters.</param>
    /// <param name="snrDb">Es/N0 at the receiver, averaged over fading [dB], −20..60.</param>
    /// <param name="genie">Gives the receiver the true channel.</param>
    /// <param name="estimator">How gains between the pilots of a grid are estimated.</param>
    /// <exception cref="SemComException">The channel is unknown or the SNR out of its range.</exception>
    public static DigitalLink Create(string channelText, double snrDb, bool genie = false, EstimatorKind estimator = EstimatorKind.LmmseRobust)
    {
        Guard.InRange(snrDb, LinkPlan.MinSnrDb, LinkPlan.MaxSnrDb, "SNR in dB", "choose a value in that range");
        return new DigitalLink(ChannelSpec.Parse(channelText), snrDb, genie, estimator);
    }

    /// <summary>Longest message that fits a budget beside preamble, pilots, header and CRCs [bytes]; 0 where none fits.</summary>
    /// <param name="mcs">Modulation and code rate.</param>
    /// <param name="channelUses">Channel uses of the whole frame.</param>
    /// <param name="planSnrDb">Planned SNR, by which the header is protected [dB].</param>
    public int MessageBytes(McsEntry mcs, int channelUses, double planSnrDb) => LongestMessage(mcs, channelUses, Plan(planSnrDb, channelUses)).Bytes;

    /// <summary>The same, and the symbols that the message takes.</summary>
    internal (int Bytes, int Symbols) LongestMessage(McsEntry mcs, int channelUses, LinkPlan plan)
    {
        ArgumentNullException.ThrowIfNull(mcs);
        var symbols = DigitalTransmitter.SymbolsFor(_planning.Layout, HeaderProtection(mcs, channelUses, plan), channelUses);
        return (symbols <= 0 ? 0 : Math.Min(DigitalFormat.MessageBytes(mcs, symbols), DigitalHeader.MaxMessageBytes), symbols);
    }

    /// <summary>Sends one message in a frame that fills the budget: a message shorter than possible has more parity.</summary>
    /// <param name="message">At most <see cref="MessageBytes"/> bytes.</param>
    /// <param name="mcs">Modulation and code rate.</param>
    /// <param name="channelUses">Channel uses of the whole frame.</param>
    /// <param name="planSnrDb">Planned SNR [dB].</param>
    /// <param name="realization">Which draw of noise and fading.</param>
    /// <param name="content">What the message is; see <see cref="DigitalHeader.Content"/>.</param>
    /// <param name="width">Width of the picture in the message.</param>
    /// <param name="height">Height of the picture in the message.</param>
    /// <param name="sourceValueCount">Values of the source; the default is 3·width·height.</param>
    /// <exception cref="SemComException">The message does not fit, or a number is out of its range.</exception>
    public DigitalReception Send(
        ReadOnlySpan<byte> message, McsEntry mcs, int channelUses, double planSnrDb, ChannelRealization realization,
        int content = 0, int width = 1, int height = 1, int? sourceValueCount = null)
    {
        var begin = Stopwatch.GetTimestamp();
        var frame = Encode(message, mcs, channelUses, planSnrDb, (int)(realization.Frame & 255), content, width, height, sourceValueCount);
        var encode = Stopwatch.GetElapsedTime(begin);

        begin = Stopwatch.GetTimestamp();
        var received = _channel.Transmit(frame.Symbols, realization).ToReceivedFrame(_genie);
        var air = Stopwatch.GetElapsedTime(begin);

        begin = Stopwatch.GetTimestamp();
        var reception = _receiver.Decode(received);
        var symbols = DigitalTransmitter.SymbolsFor(_planning.Layout, HeaderProtection(mcs, channelUses, Plan(planSnrDb, channelUses)), channelUses);
        return new DigitalReception(reception, frame.Ledger, frame.MessagePackLength, encode, air, Stopwatch.GetElapsedTime(begin))
        {
            Blocks = DigitalFormat.CountBlocks(message.Length, symbols, mcs),
        };
    }

    /// <summary>The frame of <see cref="Send"/>, for those who bring it over the air by themselves.</summary>
    internal TransmitFrame Encode(
        ReadOnlySpan<byte> message, McsEntry mcs, int channelUses, double planSnrDb, int sequence, int content, int width, int height, int? sourceValueCount = null)
    {
        ArgumentNullException.ThrowIfNull(mcs);
        Guard.InRange(content, 0, 255, "content of a message", "both ends agree on its meaning");
        Guard.InRange(width, 1, Picture.MaxSide, "width of the picture in a message", "1 for other content");
        Guard.InRange(height, 1, Picture.MaxSide, "height of the picture in a message", "1 for other content");
        Guard.InRange(message.Length, 1, MessageBytes(mcs, channelUses, planSnrDb), $"bytes of a message in {channelUses} channel uses with {mcs}", "send fewer bytes or allow more channel uses");
        var protection = HeaderProtection(mcs, channelUses, Plan(planSnrDb, channelUses));
        var header = new DigitalHeader
        {
            Content = content,
            Mcs = mcs,
            Sequence = sequence,
            MessageBytes = message.Length,
            Symbols = DigitalTransmitter.SymbolsFor(_planning.Layout, protection, channelUses),
            Width = width,
            Height = height,
        };
        return DigitalTransmitter.Encode(message, header, protection, _planning.Layout, sourceValueCount ?? 3 * width * height);
    }

    /// <summary>Decodes what came over the air.</summary>
    internal Reception<DigitalMessage> Decode(ReceivedFrame frame) => _receiver.Decode(frame);

    /// <summary>The cheapest that is stronger than the message and, where frames fade, is lost no more often; levels that would take more than half of the frame are left out.</summary>
    private ProtectionLevel HeaderProtection(McsEntry mcs, int channelUses, LinkPlan plan)
    {
        var needed = Decibels.FromLinear(Math.Pow(2, mcs.BitsPerSymbol) - 1) + CodingGapDb;
        var fading = plan.HeaderFading ?? plan.Fading;
        var tolerable = plan.Fading.IsConstant ? 0 : Math.Max(0.005, plan.Fading.Outage(plan.SnrDb, needed));
        var levels = HeaderLevels.LeavingHalf(_planning.Layout.DataFor(channelUses));
        return levels.FirstOrDefault(level => level.HeaderEsN0Db <= needed - HeaderAdvantageDb
            && FadingLoss.HeaderEsN0Db(level, fading) <= plan.SnrDb + fading.ConstantGainDb - plan.MarginDb
            && fading.Outage(plan.SnrDb - plan.MarginDb, FadingLoss.HeaderEsN0Db(level, fading)) <= tolerable) ?? levels[^1];
    }
}
