using SemCom.Channels;
using SemCom.Knowledge;

namespace SemCom;

/// <summary>One receiver of a group that hears what is sent to all.</summary>
/// <param name="Channel">Its channel, with parameters.</param>
/// <param name="SnrDb">Its Es/N0 [dB].</param>
/// <param name="Store">What it knows.</param>
public sealed record KnowledgeListener(string Channel, double SnrDb, IKnowledgeStore Store);

/// <summary>What became of a prototype that was sent to all.</summary>
/// <param name="Uses">Channel uses of the one frame, and of an answer of each listener that heard it.</param>
/// <param name="Heard">Whether it arrived, for each listener.</param>
public sealed record MulticastResult(int Uses, IReadOnlyList<bool> Heard);

/// <summary>
/// Sends what several receivers will need once: a prototype in one frame for all, coded for the weakest of them. What each of them asks for follows over a link of its own
/// (<see cref="SemanticLinkOptions.Knowledge"/> with the sender's store and its own).
/// </summary>
public sealed class KnowledgeMulticast : IDisposable
{
    private readonly SemanticTransmitter _transmitter;
    private readonly SemanticReceiver _receiver;
    private readonly ScenePrototypes _sender;
    private readonly KnowledgeListener[] _listeners;
    private readonly KnowledgeMessages[] _links;
    private readonly int _weakest;
    private readonly ulong _seed;
    private ulong _frame;

    /// <summary>Prepares the links and loads the model.</summary>
    /// <param name="sender">What the sender knows. The caller keeps it.</param>
    /// <param name="listeners">All receivers; at least one.</param>
    /// <param name="modelId">Id of the model.</param>
    /// <param name="seed">Seed of all random streams.</param>
    /// <param name="threads">Threads inside the model; 0 for one per processor.</param>
    /// <exception cref="SemComException">There is no listener, or a channel or the model is unknown.</exception>
    public KnowledgeMulticast(IKnowledgeStore sender, IReadOnlyList<KnowledgeListener> listeners, string modelId = "image-base", ulong seed = 1, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(listeners);
        if (listeners.Count == 0)
            throw new SemComException("a multicast needs listeners (had none); name at least one");
        _listeners = [.. listeners];
        _links = Array.ConvertAll(_listeners, listener => new KnowledgeMessages(DigitalLink.Create(listener.Channel, listener.SnrDb)));
        _weakest = Array.IndexOf(_listeners, _listeners.MinBy(listener => listener.SnrDb));
        _transmitter = SemanticTransmitter.Load(modelId, threads);
        _receiver = SemanticReceiver.Load(modelId, threads);
        _sender = new ScenePrototypes(sender, _receiver);
        _seed = seed;
    }

    /// <summary>Makes a picture a prototype, and sends it to all.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="prototypeCbr">Channel uses / source values, above 0 and at most 1.</param>
    /// <exception cref="SemComException">It does not fit.</exception>
    public MulticastResult Teach(Picture picture, double prototypeCbr = 1.0 / 4)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var snrDb = _listeners[_weakest].SnrDb;
        var entry = _sender.Learn(_transmitter, picture, _links[_weakest].Capacity((int)(prototypeCbr * picture.ValueCount), snrDb) - PrototypeMessage.Overhead(0))
            ?? throw new SemComException($"knowledge: a prototype of {picture.Width}x{picture.Height} does not fit CBR {prototypeCbr:G4} at {snrDb} dB; allow it more bandwidth");
        var message = new PrototypeMessage([], entry).ToBytes();
        var size = _links[_weakest].Size(message.Length, snrDb);
        var (uses, heard, frame) = (0, new bool[_listeners.Length], _frame++);
        for (var i = 0; i < _listeners.Length; i++)
        {
            // One frame for all: the same message with the same protection over each listener's own channel.
            var (arrived, sent) = _links[i].Send(message, size, snrDb, new ChannelRealization(_seed + (ulong)i, frame), picture);
            if (i == _weakest)
                uses += sent.Ledger.Total;
            if (arrived is null)
                continue;
            heard[i] = true;
            _listeners[i].Store.Add([PrototypeMessage.Read(arrived).Entry]);
            uses += Answer(i, new PrototypeAnswer(ScenePrototypes.KeyOf(entry.Payload), IsKnown: true), frame, picture);
        }
        return new MulticastResult(uses, heard);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _transmitter.Dispose();
        _receiver.Dispose();
    }

    private int Answer(int listener, PrototypeAnswer answer, ulong frame, Picture picture) =>
        _links[listener].Send(answer.ToBytes(), _listeners[listener].SnrDb, new ChannelRealization(_seed + (ulong)listener, frame + (1UL << 59)), picture).Sent.Ledger.Total;
}
