using System.Buffers.Binary;
using System.Diagnostics;
using SemCom.Channels;

namespace SemCom;

/// <summary>
/// Sends pictures of scenes that both ends know as what differs from a prototype. A message before the frame names the prototype and the patches that refer to it. Where no prototype helps and the
/// scene stays, the picture itself is sent as tokens, and is a prototype from then on. Of a prototype from before the sender first asks whether it is known. A receiver without the prototype that a frame needs shows nothing of it and answers so.
/// Everything is charged: prototypes and answers as knowledge, references as side information.
/// </summary>
internal sealed class KnowledgeSending(SemanticTransmitter transmitter, SemanticReceiver receiver, DigitalLink digital, SharedKnowledge knowledge)
{
    /// <summary>Shares of a patch's own variance below which its difference from the prototype is sent, that are tried.</summary>
    private static readonly double[] Shares = [double.PositiveInfinity, 1, 0.5, 0.25];

    /// <summary>Frames between two prototypes, and how many times as many after one that helped fewer frames than it cost.</summary>
    private const int FirstPatience = 4, Disappointment = 8;

    /// <summary>A picture is made a prototype when one from so many frames ago would have helped it: what moves on is not worth one.</summary>
    private const int Watched = 3;

    /// <summary>How much it must have helped, in units of the least gain.</summary>
    private const double WatchedGain = 2;

    /// <summary>Messages meet channels of their own: the number of the frame plus these.</summary>
    private const ulong References = 1UL << 61, Entries = (1UL << 61) + (1UL << 60), Answers = (1UL << 61) + (1UL << 59), Offers = (1UL << 61) + (1UL << 58);

    private const byte Known = 1, Lacking = 0;

    private readonly KnowledgeMessages _messages = new(digital);
    private readonly ScenePrototypes _sender = new(knowledge.Sender, receiver), _receiver = new(knowledge.Receiver, receiver);
    private readonly HashSet<ulong> _delivered = [];
    private int _patience = FirstPatience, _sinceTaught = int.MaxValue / 2, _watchedFor, _helped;
    private Picture? _watched;

    /// <summary>Sends a picture.</summary>
    /// <param name="picture">Any size.</param>
    /// <param name="uses">Channel uses of the frame and its reference together.</param>
    /// <param name="planSnrDb">Planned SNR [dB].</param>
    /// <param name="plan">A plan for a CBR of a picture.</param>
    /// <param name="send">Sends one frame and reads it.</param>
    /// <param name="realization">Which draw of noise and fading.</param>
    public Passage Send(Picture picture, int uses, double planSnrDb, Func<double, int, LinkPlan> plan, Func<FrameSending, Passage> send, ChannelRealization realization)
    {
        var begin = Stopwatch.GetTimestamp();
        _sinceTaught++;
        var choice = _sender.Nearest(picture) is { } near ? Choose(picture, near.Key, near.Picture, knowledge.LeastGainDb) : null;
        var stays = choice is null && Stays(picture, Choose);
        var chosen = Stopwatch.GetElapsedTime(begin);
        if (choice is not null)
        {
            if (++_helped * (double)uses >= knowledge.PrototypeCbr * picture.ValueCount)
                _patience = FirstPatience;
        }
        else if (stays && _sinceTaught > _patience && Teach(picture, planSnrDb, realization) is { } taught)
            return taught with { Encode = chosen + taught.Encode };
        if (choice is null)
        {
            var plain = send(new FrameSending(p => transmitter.Encode(picture, p), frame => receiver.Decode(frame), plan((double)uses / picture.ValueCount, uses), 0));
            return plain with { Encode = chosen + plain.Encode };
        }
        var delivery = _delivered.Contains(choice.Message.Key) ? null : Offer(choice.Message.Key, picture, planSnrDb, realization);
        if (delivery is not null && !_delivered.Contains(choice.Message.Key))
            delivery = Sum(delivery, Deliver(choice.Message.Key, picture, planSnrDb, realization));
        var referred = Refer(picture, choice, planSnrDb, send, realization);
        var passage = delivery is null ? referred : Sum(delivery, referred);
        return passage with { Encode = chosen + passage.Encode };

        Choice? Choose(Picture picture, ulong key, Picture prototype, double leastGainDb) => this.Choose(picture, key, prototype, leastGainDb, uses, planSnrDb, plan);
    }

    /// <summary>Whether a picture from some frames ago would have helped, so that the scene seems to stay.</summary>
    private bool Stays(Picture picture, Func<Picture, ulong, Picture, double, Choice?> choose)
    {
        if (_watched is not null && ++_watchedFor < Watched)
            return false;
        var stays = _watched is { } before && (before.Width, before.Height) == (picture.Width, picture.Height) && choose(picture, 0, before, WatchedGain * knowledge.LeastGainDb) is not null;
        (_watched, _watchedFor) = (picture, 0);
        return stays;
    }

    /// <summary>The patches that had best refer to a prototype, and the plan for the rest; null when less than a gain is expected.</summary>
    private Choice? Choose(Picture picture, ulong key, Picture prototype, double leastGainDb, int uses, double planSnrDb, Func<double, int, LinkPlan> plan)
    {
        Choice? best = null;
        var least = transmitter.ExpectedQuality(picture, Plan(uses), isSealed: false) + leastGainDb;
        foreach (var refers in PatchReference.Choose(picture, prototype, Shares))
        {
            var message = new ReferenceMessage(key, refers);
            var left = uses - _messages.Size(message.ToBytes(PatchReference.Columns(picture.Width)).Length, planSnrDb).Uses;
            if (left < 1 || !refers.Contains(true))
                continue;
            var difference = PatchReference.Difference(picture, prototype, refers);
            var quality = transmitter.ExpectedQuality(difference, Plan(left), isSealed: false);
            if (quality > least)
                (least, best) = (quality, new Choice(message, difference, Plan(left)));
        }
        return best;

        LinkPlan Plan(int its) => plan((double)its / picture.ValueCount, its);
    }

    private Passage Refer(Picture picture, Choice choice, double planSnrDb, Func<FrameSending, Passage> send, ChannelRealization realization)
    {
        var message = choice.Message.ToBytes(PatchReference.Columns(picture.Width));
        var (arrived, reference) = _messages.Send(message, planSnrDb, realization with { Frame = realization.Frame + References }, picture);
        var frame = send(new FrameSending(p => transmitter.Encode(choice.Difference, p), received => receiver.Decode(received, acceptDifference: true), choice.Plan with { IsDifference = true }, 0));
        var (reception, missing) = Understand(frame.Reception, reference.Reception.Sequence == frame.Reception.Sequence ? arrived : null);
        var passage = frame with
        {
            Reception = reception,
            Ledger = frame.Ledger + new ChannelUseLedger(0, reference.Ledger.Header, reference.Ledger.Pilots, reference.Ledger.Payload, 0),
            BytesOnWire = frame.BytesOnWire + reference.BytesOnWire,
            Encode = frame.Encode + reference.Encode,
            Air = frame.Air + reference.Air,
            Decode = frame.Decode + reference.Decode,
        };
        return missing is { } key ? Sum(passage, Answer(key, Lacking, picture, planSnrDb, realization)) with { Reception = reception } : passage;
    }

    /// <summary>What the receiver makes of a frame and the message before it, and the prototype that it lacks for it.</summary>
    private (Reception<Picture> Reception, ulong? Missing) Understand(Reception<Picture> frame, byte[]? reference)
    {
        if (frame.Value is not { } difference)
            return (frame, null);
        if (reference is null || ReferenceMessage.Read(reference, difference.Width, difference.Height) is not { } message)
            return (frame with { Value = null, Loss = "the message that names the frame's prototype was lost" }, null);
        if (_receiver.Picture(message.Key) is not { } prototype || (prototype.Width, prototype.Height) != (difference.Width, difference.Height))
            return (frame with { Value = null, Loss = $"the frame needs prototype {message.Key:x16}, which the receiver lacks; it asks for it" }, message.Key);
        return (frame with { Value = PatchReference.Restore(difference, prototype, message.Refers) }, null);
    }

    /// <summary>Sends the picture as a prototype; null where none fits.</summary>
    private Passage? Teach(Picture picture, double planSnrDb, ChannelRealization realization)
    {
        var begin = Stopwatch.GetTimestamp();
        if (_sender.Learn(transmitter, picture, _messages.Capacity((int)(knowledge.PrototypeCbr * picture.ValueCount), planSnrDb)) is not { } entry)
            return null;
        (_sinceTaught, _helped, _patience) = (0, 0, Math.Min(Disappointment * _patience, int.MaxValue / (2 * Disappointment)));
        var encode = Stopwatch.GetElapsedTime(begin);
        var delivery = Deliver(ScenePrototypes.KeyOf(entry.Payload), picture, planSnrDb, realization);
        return delivery with { Encode = encode + delivery.Encode };
    }

    /// <summary>Asks whether the receiver knows a prototype from before.</summary>
    private Passage Offer(ulong key, Picture picture, double planSnrDb, ChannelRealization realization)
    {
        var (arrived, sent) = _messages.Send(ScenePrototypes.ToBytes(key), planSnrDb, realization with { Frame = realization.Frame + Offers }, picture);
        var passage = Cost(sent);
        if (arrived is null)
            return passage;
        var asked = BinaryPrimitives.ReadUInt64BigEndian(arrived);
        return Sum(passage, Answer(asked, _receiver.Entry(asked) is null ? Lacking : Known, picture, planSnrDb, realization));
    }

    /// <summary>Sends a prototype's entry, and waits for the answer. What the receiver shows meanwhile is the prototype.</summary>
    private Passage Deliver(ulong key, Picture picture, double planSnrDb, ChannelRealization realization)
    {
        var (arrived, sent) = _messages.Send(_sender.Entry(key)!.Bytes.ToArray(), planSnrDb, realization with { Frame = realization.Frame + Entries }, picture);
        var passage = Cost(sent);
        if (arrived is null)
            return passage with { Reception = new Reception<Picture> { Loss = "the prototype was lost" } };
        _receiver.Add(KnowledgeEntry.FromBytes(arrived));
        var shown = new Reception<Picture> { Value = _receiver.Picture(key), EffectiveSnrDb = sent.Reception.EffectiveSnrDb, Confidence = 1 };
        return Sum(passage, Answer(key, Known, picture, planSnrDb, realization)) with { Reception = shown };
    }

    /// <summary>What the receiver tells the sender, over a channel like the one on the way there.</summary>
    private Passage Answer(ulong key, byte state, Picture picture, double planSnrDb, ChannelRealization realization)
    {
        var (arrived, sent) = _messages.Send([.. ScenePrototypes.ToBytes(key), state], planSnrDb, realization with { Frame = realization.Frame + Answers + state }, picture);
        if (arrived is [.., Known])
            _delivered.Add(BinaryPrimitives.ReadUInt64BigEndian(arrived));
        else if (arrived is [.., Lacking])
            _delivered.Remove(BinaryPrimitives.ReadUInt64BigEndian(arrived));
        return Cost(sent);
    }

    /// <summary>What a message about knowledge costs; it shows nothing.</summary>
    private static Passage Cost(DigitalReception sent) =>
        new(new Reception<Picture>(), new ChannelUseLedger(0, 0, 0, 0, sent.Ledger.Total), sent.BytesOnWire, sent.Encode, sent.Air, sent.Decode);

    private static Passage Sum(Passage a, Passage b) =>
        new(b.Reception, a.Ledger + b.Ledger, a.BytesOnWire + b.BytesOnWire, a.Encode + b.Encode, a.Air + b.Air, a.Decode + b.Decode);

    private sealed record Choice(ReferenceMessage Message, Picture Difference, LinkPlan Plan);
}
