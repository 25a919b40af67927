using System.Text;
using SemCom.Wire;

namespace SemCom;

/// <summary>A statement: subject, relation, object. Names are compared as they are, without spaces around them: Unicode normalisation is the caller's.</summary>
/// <remarks>As an entry its key is the three names divided by '|', with '\' before a '|' or '\' of a name, or the hash of its payload where that is too long. The payload is a MessagePack array of
/// the names.</remarks>
public sealed record KnowledgeTriple
{
    /// <summary>Most characters of a name.</summary>
    public const int MaxName = 1024;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private const int Names = 3, MaxKey = 256;

    /// <summary>Makes a statement.</summary>
    /// <exception cref="SemComException">A name is empty, too long, or no valid Unicode.</exception>
    public KnowledgeTriple(string subject, string relation, string target)
    {
        (Subject, Relation, Target) = (Canonical(subject, "subject"), Canonical(relation, "relation"), Canonical(target, "object"));
    }

    /// <summary>What it is about.</summary>
    public string Subject { get; }

    /// <summary>How they are related.</summary>
    public string Relation { get; }

    /// <summary>What it is related to.</summary>
    public string Target { get; }

    /// <summary>What an entry of it is known by.</summary>
    public string Key
    {
        get
        {
            var key = $"{Escaped(Subject)}|{Escaped(Relation)}|{Escaped(Target)}";
            return key.Length <= MaxKey ? key : $"#{KnowledgeId.Of(Payload())}";
        }
    }

    /// <summary>The statement as knowledge.</summary>
    /// <param name="provenance">Where it comes from.</param>
    /// <param name="expiry">When it is no longer true; null for never.</param>
    /// <param name="access">Who may replace or remove it.</param>
    public KnowledgeEntry ToEntry(string provenance = "", DateTimeOffset? expiry = null, KnowledgeAccess access = KnowledgeAccess.Group) =>
        new(KnowledgeKind.Triple, Key, Payload(), text: $"{Subject} {Relation} {Target}", provenance: provenance, expiry: expiry, access: access);

    /// <summary>The inverse of <see cref="ToEntry"/>.</summary>
    /// <exception cref="SemComException">The entry is of another kind or damaged, or has the key of another statement.</exception>
    public static KnowledgeTriple FromEntry(KnowledgeEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (entry.Kind != KnowledgeKind.Triple)
            throw new SemComException($"a statement must be an entry of kind {KnowledgeKind.Triple} ('{entry.Key}' is of kind {entry.Kind}); give another");
        var reader = new MessagePackReader(entry.Payload, "statement");
        if (reader.ReadArrayHead(Names) is var count && count != Names)
            throw reader.Fail($"{count} names");
        var triple = new KnowledgeTriple(reader.ReadText(4 * MaxName), reader.ReadText(4 * MaxName), reader.ReadText(4 * MaxName));
        reader.End();
        return triple.Key == entry.Key ? triple : throw new SemComException($"the key of a statement must say what it says ('{entry.Key}' is not '{triple.Key}'); remove the entry");
    }

    private static string Canonical(string name, string part)
    {
        ArgumentNullException.ThrowIfNull(name);
        var canonical = name.Trim();
        try
        {
            StrictUtf8.GetByteCount(canonical);
        }
        catch (EncoderFallbackException exception)
        {
            throw new SemComException($"the {part} of a statement must be valid Unicode (it has half a character); repair the text", exception);
        }
        Guard.InRange(canonical.Length, 1, MaxName, $"characters of a statement's {part}", "give a short name");
        return canonical;
    }

    private static string Escaped(string name) => name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal);

    private byte[] Payload()
    {
        var writer = new MessagePackWriter(Subject.Length + Relation.Length + Target.Length + 16);
        writer.WriteArrayHead(Names);
        writer.Write(Subject);
        writer.Write(Relation);
        writer.Write(Target);
        return writer.TakeBytes();
    }
}
