using System.Diagnostics;
using SemCom.Channels;

namespace SemCom;

/// <summary>Pictures as tokens in bytes over a digital link: they arrive whole or not at all.</summary>
/// <param name="link">Carries the bytes.</param>
/// <param name="transmitter">Makes the tokens.</param>
/// <param name="receiver">Reads them.</param>
/// <param name="generative">Asks the receiver to fill in details.</param>
internal sealed class TokenLink(DigitalLink link, SemanticTransmitter transmitter, SemanticReceiver receiver, bool generative)
{
    /// <summary>What headers call such messages; see <c>DigitalHeader.Content</c>.</summary>
    public const int Content = 255;

    private readonly TokenPlanner _planner = new(link);

    /// <summary>Sends a picture.</summary>
    /// <param name="picture">Any size.</param>
    /// <param name="channelUses">Channel uses of the frame.</param>
    /// <param name="planSnrDb">Planned SNR [dB].</param>
    /// <param name="marginDb">How far below it the message still gets through; null for what is usual [dB].</param>
    /// <param name="realization">Which draw of noise and fading.</param>
    /// <param name="cancellationToken">Ends the work between its parts.</param>
    public Passage Send(
        Picture picture, int channelUses, double planSnrDb, double? marginDb, ChannelRealization realization, CancellationToken cancellationToken)
    {
        var begin = Stopwatch.GetTimestamp();
        var tokens = transmitter.Tokenize(picture, generative);
        var tokenize = Stopwatch.GetElapsedTime(begin);
        var passage = Send(tokens, picture, channelUses, planSnrDb, marginDb, realization, cancellationToken);
        return passage with { Encode = tokenize + passage.Encode };
    }

    /// <summary>The same for a picture whose tokens are known.</summary>
    public Passage Send(
        PictureTokens tokens, Picture picture, int channelUses, double planSnrDb, double? marginDb, ChannelRealization realization, CancellationToken cancellationToken)
    {
        var begin = Stopwatch.GetTimestamp();
        var choice = _planner.Choose(tokens, channelUses, link.Plan(planSnrDb, channelUses), marginDb);
        var message = choice is { Bytes: var bytes } ? tokens.Fit(bytes) : null;
        var encode = Stopwatch.GetElapsedTime(begin);
        cancellationToken.ThrowIfCancellationRequested();
        if (message is null)
        {
            // Nothing is sent, and the whole budget is charged.
            var nothing = new Reception<Picture> { Loss = $"no message is short enough for {channelUses} channel uses and the planned SNR; allow more bandwidth" };
            return new Passage(nothing, new ChannelUseLedger(channelUses, 0, 0, 0, 0), 0, encode, TimeSpan.Zero, TimeSpan.Zero) { Blocks = (0, 0) };
        }
        var sent = link.Send(message, choice!.Value.Mcs, channelUses, planSnrDb, realization, Content, picture.Width, picture.Height);
        cancellationToken.ThrowIfCancellationRequested();

        begin = Stopwatch.GetTimestamp();
        var reception = Read(sent.Reception);
        return new Passage(reception, sent.Ledger, sent.BytesOnWire, encode + sent.Encode, sent.Air, sent.Decode + Stopwatch.GetElapsedTime(begin))
        {
            Blocks = (sent.Blocks, sent.BlocksLost),
        };
    }

    private Reception<Picture> Read(Reception<DigitalMessage> arrived)
    {
        if (arrived.Value is not { } message)
            return new Reception<Picture> { Loss = arrived.Loss, EffectiveSnrDb = arrived.EffectiveSnrDb, Sequence = arrived.Sequence };
        var read = message.IsIntact ? receiver.DecodeTokens(message.Bytes) : new Reception<Picture> { Loss = "blocks of the message were lost" };
        return read with { EffectiveSnrDb = arrived.EffectiveSnrDb, Sequence = arrived.Sequence };
    }
}
