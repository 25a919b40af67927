namespace SemCom.Knowledge;

/// <summary>
/// The receiver's side: understands frames by its prototypes. A frame whose prototype it lacks is held for <see cref="Patience"/> frames, and shown late if the prototype comes by then; it is never decoded
/// with another one.
/// </summary>
internal sealed class KnowledgeReceiving(ScenePrototypes prototypes)
{
    /// <summary>Frames for which one is held; so many are held at most.</summary>
    public const int Patience = 8;

    private readonly List<(ulong Frame, Picture Difference, ReferenceMessage Message)> _held = [];

    /// <summary>Whether a prototype is known.</summary>
    public bool Knows(ulong key) => prototypes.Entry(key) is not null;

    /// <summary>A prototype's picture; null when it is not known.</summary>
    public Picture? Picture(ulong key) => prototypes.Picture(key);

    /// <summary>What the receiver makes of a frame and the message before it, and the prototype that it lacks for it.</summary>
    public (Reception<Picture> Reception, ulong? Missing) Understand(Reception<Picture> frame, byte[]? reference, ulong number)
    {
        if (frame.Value is not { } difference)
            return (frame, null);
        if (reference is null || ReferenceMessage.Read(reference, difference.Width, difference.Height) is not { } message)
            return (frame with { Value = null, Loss = "the message that names the frame's prototype was lost" }, null);
        if (Restore(difference, message) is { } picture)
            return (frame with { Value = picture }, null);
        _held.RemoveAll(held => held.Frame + Patience <= number);
        _held.Add((number, difference, message));
        return (frame with { Value = null, Loss = $"the frame needs prototype {message.Key:x16}, which the receiver lacks; it asks for it and holds the frame" }, message.Key);
    }

    /// <summary>Takes in what was brought; the pictures that were held for it.</summary>
    public IReadOnlyList<LatePicture> Learn(PrototypeMessage message, ulong now)
    {
        foreach (var key in message.LetGo)
            prototypes.Remove(key);
        prototypes.Add(message.Entry);
        var late = new List<LatePicture>();
        foreach (var held in _held.Where(held => held.Frame + Patience > now))
        {
            if (Restore(held.Difference, held.Message) is { } picture)
                late.Add(new LatePicture((int)(now - held.Frame), picture));
        }
        _held.RemoveAll(held => held.Frame + Patience <= now || Knows(held.Message.Key));
        return late;
    }

    private Picture? Restore(Picture difference, ReferenceMessage message) =>
        prototypes.Picture(message.Key) is { } prototype && (prototype.Width, prototype.Height) == (difference.Width, difference.Height)
            ? PatchReference.Restore(difference, prototype, message.Refers) : null;
}
