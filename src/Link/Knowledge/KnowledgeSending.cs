using System.Diagnostics;
using SemCom.Channels;
using SemCom.Knowledge;

namespace SemCom;

/// <summary>
/// Sends pictures of scenes that both ends know as what differs from a prototype. A message before the frame names the prototype and the patches that refer to it. Where no prototype helps and one would
/// pay, the picture itself is sent as tokens, and is a prototype from then on. Of a prototype from before the sender first asks whether it is known. Everything is charged: prototypes, questions and
/// answers as knowledge, references as side information.
/// </summary>
internal sealed class KnowledgeSending
{
    /// <summary>The message before a frame meets a channel of its own: the number of the frame plus this.</summary>
    private const ulong References = 1UL << 61;

    private readonly SemanticTransmitter _transmitter;
    private readonly SemanticReceiver _decoder;
    private readonly SharedKnowledge _knowledge;
    private readonly KnowledgeMessages _messages;
    private readonly ScenePrototypes _prototypes;
    private readonly KnowledgeReceiving _receiver;
    private readonly PrototypeDelivery _delivery;
    private readonly IReferenceGate _gate;
    private readonly SceneWatch _watch;
    private readonly SceneMemory _memory;

    /// <summary>Prepares both ends.</summary>
    public KnowledgeSending(SemanticTransmitter transmitter, SemanticReceiver receiver, DigitalLink digital, SharedKnowledge knowledge)
    {
        (_transmitter, _decoder, _knowledge) = (transmitter, receiver, knowledge);
        _messages = new KnowledgeMessages(digital);
        _prototypes = new ScenePrototypes(knowledge.Sender, receiver);
        _receiver = new KnowledgeReceiving(new ScenePrototypes(knowledge.Receiver, receiver));
        _delivery = new PrototypeDelivery(_messages, _prototypes, _receiver);
        _gate = knowledge.Gate == PatchGate.Learned ? new LearnedGate(transmitter) : new ClosedFormGate(transmitter);
        _watch = new SceneWatch(_gate, knowledge.LeastGainDb);
        _memory = new SceneMemory(_prototypes, knowledge.Places);
    }

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
        var budget = new ReferenceBudget(uses, planSnrDb, plan, bytes => _messages.Size(bytes, planSnrDb).Uses);
        _watch.Look(picture);
        _memory.Observe(picture);
        var choice = _prototypes.Nearest(picture) is { } near && _gate.Choose(picture, near.Key, near.Picture, budget) is { } best && best.GainDb > _knowledge.LeastGainDb ? best : null;
        var teaches = choice is null && _watch.IsTime(budget, _memory.Knows(picture));
        var chosen = Stopwatch.GetElapsedTime(begin);
        var passage = choice is not null ? Refer(picture, choice, budget, send, realization)
            : (teaches ? Teach(picture, planSnrDb, realization) : null) ?? send(new FrameSending(p => _transmitter.Encode(picture, p), frame => _decoder.Decode(frame), budget.PlanFor(picture, uses), 0));
        return passage with { Encode = chosen + passage.Encode };
    }

    /// <summary>Sends a message and a frame that refer to a prototype, and before them the prototype where the receiver may lack it.</summary>
    private Passage Refer(Picture picture, ReferenceChoice choice, ReferenceBudget budget, Func<FrameSending, Passage> send, ChannelRealization realization)
    {
        _watch.Helped(_knowledge.PrototypeCbr * picture.ValueCount / budget.Uses);
        var brought = _delivery.Bring(choice.Message.Key, picture, budget.PlanSnrDb, realization);
        var message = choice.Message.ToBytes(PatchReference.Columns(picture.Width));
        var (arrived, reference) = _messages.Send(message, budget.PlanSnrDb, realization with { Frame = realization.Frame + References }, picture);
        var frame = send(new FrameSending(p => _transmitter.Encode(choice.Difference, p), received => _decoder.Decode(received, acceptDifference: true), choice.Plan with { IsDifference = true }, 0));
        var (reception, missing) = _receiver.Understand(frame.Reception, reference.Reception.Sequence == frame.Reception.Sequence ? arrived : null, realization.Frame);
        var passage = Passage.ForReference(reference).Then(frame) with { Reception = reception };
        if (missing is { } key)
            passage = passage.Then(_delivery.Answer(new PrototypeAnswer(key, IsKnown: false), picture, budget.PlanSnrDb, realization)) with { Reception = reception };
        return brought is null ? passage : brought.Then(passage);
    }

    /// <summary>Sends the picture as a prototype, which takes the place of what was known of this place; null where none fits.</summary>
    private Passage? Teach(Picture picture, double planSnrDb, ChannelRealization realization)
    {
        var begin = Stopwatch.GetTimestamp();
        var letGo = _memory.LetGoFor(picture);
        var bytes = _messages.Capacity((int)(_knowledge.PrototypeCbr * picture.ValueCount), planSnrDb) - PrototypeMessage.Overhead(letGo.Count);
        if (_prototypes.Learn(_transmitter, picture, bytes) is not { } entry)
            return null;
        var key = ScenePrototypes.KeyOf(entry.Payload);
        letGo = [.. letGo.Where(old => old != key)];
        foreach (var old in letGo)
            _prototypes.Remove(old);
        _watch.Taught();
        var encode = Stopwatch.GetElapsedTime(begin);
        var passage = _delivery.Deliver(key, letGo, picture, planSnrDb, realization);
        return passage with { Encode = encode + passage.Encode };
    }
}
