using System.Diagnostics;
using SemCom.Channels;
using SemCom.Framing;

namespace SemCom;

/// <summary>
/// A transmitter, a simulated channel and a receiver in a row: the shortest way to send something and see what arrives.
/// Sends one after another; for parallel work make one link for each thread, they share the networks.
/// </summary>
public sealed class SemanticLink : IAsyncDisposable
{
    /// <summary>What the protection levels need over one Rayleigh gain per symbol more than over AWGN [dB].</summary>
    private const double FastFadingMarginDb = 4;

    private readonly SemanticLinkOptions _options;
    private readonly ChannelSpec _spec;
    private readonly IChannel _channel;
    private readonly SemanticTransmitter _transmitter;
    private readonly SemanticReceiver _receiver;
    private readonly LinkPlan _plan;
    private ulong _frame;

    private SemanticLink(SemanticLinkOptions options)
    {
        _options = options;
        _spec = ChannelSpec.Parse(options.ChannelText);
        Guard.InRange(options.SnrDb, LinkPlan.MinSnrDb, LinkPlan.MaxSnrDb, "SNR in dB", "choose a value in that range");
        _channel = _spec.Create(options.SnrDb);
        _frame = options.FirstFrame;
        _plan = new LinkPlan(options.Cbr, options.PlanSnrDb ?? options.SnrDb)
        {
            Pilots = PatternFor(_spec.CoherenceSymbols),
            Fading = FadingOf(_spec),
            MarginDb = _spec.CoherenceSymbols < PilotPattern.MinCoherence ? FastFadingMarginDb : LinkPlan.DefaultMarginDb,
        };
        _transmitter = SemanticTransmitter.Load(options.ModelId, options.ThreadCount);
        _receiver = SemanticReceiver.Load(options.ModelId, options.ThreadCount, pilots: _plan.Pilots);
    }

    /// <summary>Builds a link and loads its model.</summary>
    /// <exception cref="SemComException">An option is out of range, the channel or model unknown, or a model file damaged.</exception>
    public static SemanticLink Create(Action<SemanticLinkOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var options = new SemanticLinkOptions();
        configure(options);
        return new SemanticLink(options);
    }

    /// <summary>Sends a picture and judges what arrives.</summary>
    public async ValueTask<SendResult> SendAsync(Picture picture, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return await Task.Run(() => Send(picture, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _transmitter.Dispose();
        _receiver.Dispose();
        return ValueTask.CompletedTask;
    }

    private SendResult Send(Picture picture, CancellationToken cancellationToken)
    {
        var number = _frame++;
        var begin = Stopwatch.GetTimestamp();
        var frame = _transmitter.Encode(picture, _plan with { Sequence = (int)(number & 255) });
        var encode = Stopwatch.GetElapsedTime(begin);
        cancellationToken.ThrowIfCancellationRequested();

        begin = Stopwatch.GetTimestamp();
        var received = _channel.Transmit(frame.Symbols, new ChannelRealization(_options.SeedValue, number)).ToReceivedFrame(_options.UseGenie);
        var air = Stopwatch.GetElapsedTime(begin);
        cancellationToken.ThrowIfCancellationRequested();

        begin = Stopwatch.GetTimestamp();
        var reception = _receiver.Decode(received);
        var decode = Stopwatch.GetElapsedTime(begin);

        var shown = reception.Value ?? PictureConcealment.Grey(picture.Width, picture.Height);
        var record = new QualityRecord
        {
            System = "semantic",
            Model = _options.ModelId,
            Mode = "analog",
            Source = "picture",
            Modality = "picture",
            Channel = _spec.Text,
            Genie = _options.UseGenie,
            SnrDb = _options.SnrDb,
            PlanSnrDb = _plan.SnrDb,
            Seed = _options.SeedValue,
            Cbr = frame.Cbr,
            Uses = UsesRecord.From(frame.Ledger),
            PsnrDb = PictureQuality.PsnrDb(picture, shown),
            MsSsim = PictureQuality.MsSsim(picture, shown),
            Lost = reception.IsLost,
            EncodeMs = encode.TotalMilliseconds,
            ChannelMs = air.TotalMilliseconds,
            DecodeMs = decode.TotalMilliseconds,
            BytesOnWire = frame.MessagePackLength,
        };
        return new SendResult(shown, record, frame.Ledger, reception, [.. Notices(picture, frame, reception)]);
    }

    /// <summary>Header and side message are short: a gain that stays for as long as pilots need stays for most of them, too.</summary>
    private static FadingAssumption FadingOf(ChannelSpec spec) =>
        spec.Channel.Name is "rayleigh" && spec.CoherenceSymbols is null or >= PilotPattern.MinCoherence
            ? FadingAssumption.BlockRayleigh
            : FadingAssumption.None;

    /// <summary>Gains that change too fast for pilots are only usable with a genie, which needs none.</summary>
    private PilotPattern PatternFor(int? coherence) =>
        _options.UseGenie && coherence < PilotPattern.MinCoherence ? PilotPattern.WholeFrame : PilotPattern.ForCoherence(coherence);

    private IEnumerable<string> Notices(Picture picture, TransmitFrame frame, Reception<Picture> reception)
    {
        if (picture.HadAlpha)
            yield return "transparency was laid over white before encoding";
        if (frame.Ledger.Total > _plan.ChannelBandwidthRatio * picture.ValueCount + 1)
            yield return $"the smallest frame for {picture.Width}x{picture.Height} that the planned SNR allows takes {frame.Ledger.Total} channel uses, CBR {frame.Cbr:G4} instead of {_plan.ChannelBandwidthRatio:G4}";
        if (frame.Cbr < 0.9 * _plan.ChannelBandwidthRatio && picture.ValueCount * _plan.ChannelBandwidthRatio > 10_000)
            yield return $"the model uses at most CBR {frame.Cbr:G4} of the {_plan.ChannelBandwidthRatio:G4} allowed";
        if (reception.Loss is { } loss)
            yield return $"the frame was lost: {loss}; the picture shown is a grey stand-in";
    }
}
