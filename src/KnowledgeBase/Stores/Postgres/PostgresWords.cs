using System.Security.Cryptography;
using System.Text;

namespace SemCom.Knowledge;

/// <summary>Words as the tables hold them: their UTF-8, or of long ones a mark that is no UTF-8 and their SHA-256, for an index takes no long values.</summary>
internal static class PostgresWords
{
    private const int MaxLength = 255;
    private const byte Mark = 0xFF;

    /// <summary>The bytes of a word.</summary>
    public static byte[] Bytes(string word)
    {
        var bytes = Encoding.UTF8.GetBytes(word);
        return bytes.Length <= MaxLength ? bytes : [Mark, .. SHA256.HashData(bytes)];
    }

    /// <summary>Different words of an entry's text, and how often each stands there.</summary>
    public static IReadOnlyList<(byte[] Word, int Times)> Of(KnowledgeEntry entry) =>
        [.. SearchWords.Of(entry.Text).CountBy(word => word, StringComparer.Ordinal).Select(count => (Bytes(count.Key), count.Value))];

    /// <summary>How many words an entry's text has; null where it has no text.</summary>
    public static int? LengthOf(KnowledgeEntry entry) => entry.Text.Length == 0 ? null : SearchWords.Of(entry.Text).Count();
}
