using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SemCom;

/// <summary>
/// Entries as lines of JSON for people and other programs: {"id", "kind", "key", "text", "embedding", "payload" (base64), "provenance", "expiry" (ISO 8601), "access"}.
/// What is empty is left out. Lines read back give the same entries, bit for bit.
/// </summary>
public static class KnowledgeLines
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes all entries of a store in the order of their ids.</summary>
    /// <returns>How many.</returns>
    public static int Export(IKnowledgeStore store, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(writer);
        var count = 0;
        foreach (var entry in store.All())
        {
            writer.Write(Line(entry));
            writer.Write('\n');
            count++;
        }
        return count;
    }

    /// <summary>Adds the entries of an export to a store, all or none; empty lines are passed over.</summary>
    /// <returns>How many there were.</returns>
    /// <exception cref="SemComException">A line is something else; the message has its number.</exception>
    public static int Import(IKnowledgeStore store, TextReader reader)
    {
        ArgumentNullException.ThrowIfNull(store);
        var entries = Read(reader);
        store.Add([.. entries]);
        return entries.Count;
    }

    /// <summary>The entries of an export; empty lines are passed over.</summary>
    /// <exception cref="SemComException">A line is something else; the message has its number.</exception>
    public static IReadOnlyList<KnowledgeEntry> Read(TextReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var entries = new List<KnowledgeEntry>();
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            if (!string.IsNullOrWhiteSpace(line))
                entries.Add(Entry(line, number));
        }
        return entries;
    }

    private static string Line(KnowledgeEntry entry)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Readable))
        {
            json.WriteStartObject();
            json.WriteString("id"u8, entry.Id.ToString());
            json.WriteString("kind"u8, entry.Kind.ToString());
            json.WriteString("key"u8, entry.Key);
            if (entry.Text.Length > 0)
                json.WriteString("text"u8, entry.Text);
            if (entry.Embedding.Length > 0)
                WriteEmbedding(json, entry.Embedding);
            if (entry.Payload.Length > 0)
                json.WriteBase64String("payload"u8, entry.Payload);
            if (entry.Provenance.Length > 0)
                json.WriteString("provenance"u8, entry.Provenance);
            if (entry.Expiry is { } expiry)
                json.WriteString("expiry"u8, expiry);
            if (entry.Access != KnowledgeAccess.Group)
                json.WriteString("access"u8, entry.Access.ToString());
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static void WriteEmbedding(Utf8JsonWriter json, ReadOnlySpan<float> embedding)
    {
        json.WriteStartArray("embedding"u8);
        foreach (var number in embedding)
            json.WriteNumberValue(number);
        json.WriteEndArray();
    }

    private static KnowledgeEntry Entry(string line, int number)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var fields = json.RootElement;
            var entry = new KnowledgeEntry(Name<KnowledgeKind>(fields.GetProperty("kind"u8)), fields.GetProperty("key"u8).GetString()!,
                fields.TryGetProperty("payload"u8, out var payload) ? payload.GetBytesFromBase64() : [],
                fields.TryGetProperty("embedding"u8, out var embedding) ? [.. embedding.EnumerateArray().Select(x => x.GetSingle())] : [],
                Text(fields, "text"), Text(fields, "provenance"), fields.TryGetProperty("expiry"u8, out var expiry) ? expiry.GetDateTimeOffset() : null,
                fields.TryGetProperty("access"u8, out var access) ? Name<KnowledgeAccess>(access) : KnowledgeAccess.Group);
            if (fields.TryGetProperty("id"u8, out var id) && KnowledgeId.Parse(id.GetString() ?? "") != entry.Id)
                throw new SemComException("id must be that of the other fields; take \"id\" out of a line that you change");
            return entry;
        }
        catch (SemComException e)
        {
            throw new SemComException($"line {number} of the import: {e.Message}", e);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
        {
            throw new SemComException($"line {number} of the import must be an entry as an export writes it ({e.Message.ReplaceLineEndings(" ")}); correct or remove it", e);
        }
    }

    private static string Text(JsonElement fields, string name) => fields.TryGetProperty(name, out var text) ? text.GetString() ?? "" : "";

    private static T Name<T>(JsonElement value) where T : struct, Enum =>
        Enum.TryParse<T>(value.GetString(), out var name) && Enum.IsDefined(name)
            ? name
            : throw new SemComException($"{typeof(T).Name} must be one of {string.Join(", ", Enum.GetNames<T>())} (was '{value.GetString()}'); correct it");
}
