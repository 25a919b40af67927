using System.Buffers.Binary;

namespace SemCom;

/// <summary>
/// One end's prototypes of scenes: pictures as tokens, which both ends decode alike. A prototype's key is the beginning of its payload's hash, so that a key can stand for no other payload.
/// </summary>
/// <param name="store">Where this end keeps what it knows.</param>
/// <param name="receiver">Decodes tokens.</param>
internal sealed class ScenePrototypes(IKnowledgeStore store, SemanticReceiver receiver)
{
    /// <summary>Nearest scenes that are compared with a picture pixel by pixel.</summary>
    private const int Candidates = 3;

    private readonly Dictionary<ulong, Picture> _decoded = [];

    /// <summary>Makes a picture a prototype; null where none fits.</summary>
    /// <param name="transmitter">Makes the tokens.</param>
    /// <param name="picture">The picture.</param>
    /// <param name="maxBytes">Most bytes of the entry.</param>
    public KnowledgeEntry? Learn(SemanticTransmitter transmitter, Picture picture, int maxBytes)
    {
        var bytes = maxBytes - Entry([], picture).Bytes.Length;
        if (bytes < 1 || transmitter.Tokenize(picture).Fit(bytes) is not { } tokens)
            return null;
        var entry = Entry(tokens, picture);
        Add(entry);
        return entry;
    }

    /// <summary>A key as a message.</summary>
    public static byte[] ToBytes(ulong key)
    {
        var bytes = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, key);
        return bytes;
    }

    private static KnowledgeEntry Entry(byte[] tokens, Picture picture) =>
        new(KnowledgeKind.VisualPrototype, Name(KeyOf(tokens)), tokens, SceneDescriptor.Of(picture), provenance: "seen by the sender");

    /// <summary>The key of a payload.</summary>
    public static ulong KeyOf(ReadOnlySpan<byte> payload) => BinaryPrimitives.ReadUInt64BigEndian(KnowledgeId.Of(payload).ToArray());

    /// <summary>Adds a prototype.</summary>
    public void Add(KnowledgeEntry entry) => store.Add([entry]);

    /// <summary>Forgets a prototype, if it is known.</summary>
    public void Remove(ulong key)
    {
        _decoded.Remove(key);
        if (Entry(key) is { } entry)
            store.Remove(entry.Id);
    }

    /// <summary>Keys and descriptors of all prototypes, in the order of their keys.</summary>
    public IEnumerable<(ulong Key, float[] Descriptor)> All() => store.All(KnowledgeKind.VisualPrototype).Where(entry => entry.Embedding.Length == SceneDescriptor.Length)
        .Select(entry => (Key: KeyOf(entry.Payload), entry.Embedding.ToArray())).OrderBy(known => known.Key);

    /// <summary>A prototype's entry; null when it is not known.</summary>
    public KnowledgeEntry? Entry(ulong key) => store.Find(KnowledgeKind.VisualPrototype, Name(key)) is { } entry && KeyOf(entry.Payload) == key ? entry : null;

    /// <summary>A prototype's picture; null when it is not known.</summary>
    public Picture? Picture(ulong key)
    {
        if (Entry(key) is not { } entry)
            return null;
        if (!_decoded.TryGetValue(key, out var picture) && receiver.DecodeTokens(entry.Payload).Value is { } decoded)
            _decoded[key] = picture = decoded;
        return picture;
    }

    /// <summary>The prototype of a picture's size that is most like it; null when there is none.</summary>
    public (ulong Key, Picture Picture)? Nearest(Picture picture)
    {
        var descriptor = SceneDescriptor.Of(picture);
        if (store.DimensionsOf(KnowledgeKind.VisualPrototype) != descriptor.Length)
            return null;
        var (least, best) = (double.PositiveInfinity, ((ulong, Picture)?)null);
        foreach (var hit in store.SearchNearest(KnowledgeKind.VisualPrototype, descriptor, Candidates))
        {
            var key = KeyOf(hit.Entry.Payload);
            if (Picture(key) is not { } prototype || (prototype.Width, prototype.Height) != (picture.Width, picture.Height))
                continue;
            var error = SquaredError(picture, prototype);
            if (error < least)
                (least, best) = (error, (key, prototype));
        }
        return best;
    }

    private static string Name(ulong key) => $"scene/{key:x16}";

    private static double SquaredError(Picture a, Picture b)
    {
        var sum = 0L;
        for (var i = 0; i < a.Rgb.Length; i++)
            sum += (a.Rgb[i] - b.Rgb[i]) * (a.Rgb[i] - b.Rgb[i]);
        return sum;
    }
}
