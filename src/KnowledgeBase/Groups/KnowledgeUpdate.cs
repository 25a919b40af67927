using SemCom.Wire;

namespace SemCom;

/// <summary>What a record says: an entry takes its place, or a place becomes empty. A place is a kind and a key. On the wire [1, entry] or [2, kind, key].</summary>
public sealed class KnowledgeUpdate
{
    private const string Name = "knowledge update";
    private const int PutItems = 2, RemoveItems = 3, MaxKey = 256;

    private KnowledgeUpdate(KnowledgeKind kind, string key, KnowledgeEntry? entry) => (Kind, Key, Entry) = (kind, key, entry);

    /// <summary>Kind of the place.</summary>
    public KnowledgeKind Kind { get; }

    /// <summary>Key of the place.</summary>
    public string Key { get; }

    /// <summary>What takes the place; null when it becomes empty.</summary>
    public KnowledgeEntry? Entry { get; }

    /// <summary>Puts an entry where its kind and key say.</summary>
    public static KnowledgeUpdate Put(KnowledgeEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return new KnowledgeUpdate(entry.Kind, entry.Key, entry);
    }

    /// <summary>Empties a place.</summary>
    /// <exception cref="SemComException">There can be no such place.</exception>
    public static KnowledgeUpdate Remove(KnowledgeKind kind, string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Enum.IsDefined(kind) && key.Length is > 0 and <= MaxKey
            ? new KnowledgeUpdate(kind, key, null)
            : throw new SemComException($"what is removed must have a kind of 1 to 6 and a key of 1 to {MaxKey} characters (was {(int)kind} and '{key}'); name an entry that is there");
    }

    /// <summary>The inverse of <see cref="ToBytes"/>.</summary>
    internal static KnowledgeUpdate FromBytes(ReadOnlySpan<byte> bytes)
    {
        var reader = new MessagePackReader(bytes, Name);
        var (items, verb) = (reader.ReadArrayHead(RemoveItems), reader.ReadInt32(1, 2));
        if (items != (verb == 1 ? PutItems : RemoveItems))
            throw reader.Fail("another number of values");
        var update = verb == 1 ? Put(KnowledgeEntry.FromBytes(reader.ReadBinary(KnowledgeEntry.MaxLength))) : Remove((KnowledgeKind)reader.ReadInt32(0, int.MaxValue), reader.ReadText(4 * MaxKey));
        reader.End();
        return update;
    }

    internal byte[] ToBytes()
    {
        var writer = new MessagePackWriter((Entry?.Bytes.Length ?? 4 * MaxKey) + 16);
        writer.WriteArrayHead(Entry is null ? RemoveItems : PutItems);
        writer.Write(Entry is null ? 2L : 1L);
        if (Entry is null)
        {
            writer.Write((long)Kind);
            writer.Write(Key);
        }
        else
        {
            writer.WriteBinary(Entry.Bytes);
        }
        return writer.TakeBytes();
    }
}
