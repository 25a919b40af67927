using System.Buffers.Binary;
using SemCom.Channels;

namespace SemCom.Knowledge;

/// <summary>Brings prototypes to a receiver: a question whether it has one from before, the prototype, the answers. All of it is charged as knowledge.</summary>
internal sealed class PrototypeDelivery(KnowledgeMessages messages, ScenePrototypes sender, KnowledgeReceiving receiver)
{
    /// <summary>Messages meet channels of their own: the number of the frame plus these.</summary>
    private const ulong Entries = (1UL << 61) + (1UL << 60), Answers = (1UL << 61) + (1UL << 59), Offers = (1UL << 61) + (1UL << 58);

    private readonly HashSet<ulong> _known = [];

    /// <summary>Sees to it that the receiver has a prototype; null where it said before that it does.</summary>
    public Passage? Bring(ulong key, Picture picture, double planSnrDb, ChannelRealization realization)
    {
        if (_known.Contains(key))
            return null;
        var offer = Offer(key, picture, planSnrDb, realization);
        return _known.Contains(key) ? offer : offer.Then(Deliver(key, [], picture, planSnrDb, realization));
    }

    /// <summary>Sends a prototype, and waits for the answer. What the receiver shows meanwhile is the prototype.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="letGo">Those that it takes the place of.</param>
    /// <param name="picture">What is to be shown.</param>
    /// <param name="planSnrDb">Planned SNR [dB].</param>
    /// <param name="realization">Which draw of noise and fading.</param>
    public Passage Deliver(ulong key, IReadOnlyList<ulong> letGo, Picture picture, double planSnrDb, ChannelRealization realization)
    {
        var message = new PrototypeMessage(letGo, sender.Entry(key)!).ToBytes();
        var (arrived, sent) = messages.Send(message, planSnrDb, realization with { Frame = realization.Frame + Entries }, picture);
        var passage = Passage.ForKnowledge(sent);
        if (arrived is null)
            return passage with { Reception = new Reception<Picture> { Loss = "the prototype was lost" } };
        var late = receiver.Learn(PrototypeMessage.Read(arrived), realization.Frame);
        var shown = new Reception<Picture> { Value = receiver.Picture(key), EffectiveSnrDb = sent.Reception.EffectiveSnrDb, Confidence = 1 };
        return passage.Then(Answer(new PrototypeAnswer(key, IsKnown: true), picture, planSnrDb, realization)) with { Reception = shown, Late = late };
    }

    /// <summary>What the receiver tells the sender, over a channel like the one on the way there.</summary>
    public Passage Answer(PrototypeAnswer answer, Picture picture, double planSnrDb, ChannelRealization realization)
    {
        var (arrived, sent) = messages.Send(answer.ToBytes(), planSnrDb, realization with { Frame = realization.Frame + Answers + (answer.IsKnown ? 1UL : 0UL) }, picture);
        if (arrived is not null && PrototypeAnswer.Read(arrived) is { } heard)
            _ = heard.IsKnown ? _known.Add(heard.Key) : _known.Remove(heard.Key);
        return Passage.ForKnowledge(sent);
    }

    private Passage Offer(ulong key, Picture picture, double planSnrDb, ChannelRealization realization)
    {
        var (arrived, sent) = messages.Send(ScenePrototypes.ToBytes(key), planSnrDb, realization with { Frame = realization.Frame + Offers }, picture);
        var passage = Passage.ForKnowledge(sent);
        if (arrived is null)
            return passage;
        var asked = BinaryPrimitives.ReadUInt64BigEndian(arrived);
        return passage.Then(Answer(new PrototypeAnswer(asked, receiver.Knows(asked)), picture, planSnrDb, realization));
    }
}
