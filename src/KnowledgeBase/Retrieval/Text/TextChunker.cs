namespace SemCom;

/// <summary>
/// Divides documents into pieces of whole paragraphs, list items and lines of code or tables. A piece belongs to one heading; long paragraphs are divided between words. Neighbours under
/// a heading share words, so that what stands across a border is in one of them as a whole.
/// </summary>
public sealed class TextChunker
{
    private const int MaxWordLength = 200;

    /// <summary>Sets the sizes.</summary>
    /// <param name="maxWords">Most words of a piece, 8 to 2000.</param>
    /// <param name="overlap">Words that a piece repeats of the one before, 0 to half of <paramref name="maxWords"/>.</param>
    /// <exception cref="SemComException">A size is out of its range.</exception>
    public TextChunker(int maxWords = 120, int overlap = 24)
    {
        MaxWords = Guard.InRange(maxWords, 8, 2000, "words of a chunk", "120 suits documentation");
        Overlap = Guard.InRange(overlap, 0, maxWords / 2, "words that chunks share", "a fifth of a chunk is usual");
    }

    /// <summary>Most words of a piece.</summary>
    public int MaxWords { get; }

    /// <summary>Words that a piece repeats of the one before.</summary>
    public int Overlap { get; }

    /// <summary>The pieces of a document, in order.</summary>
    public IReadOnlyList<TextChunk> Divide(TextDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var chunks = new List<TextChunk>();
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var section in SemCom.Knowledge.DocumentSections.Of(document))
        {
            var words = section.Words(MaxWordLength).ToList();
            foreach (var (from, to) in Windows(words))
            {
                var number = numbers[section.Heading] = numbers.GetValueOrDefault(section.Heading) + 1;
                var text = string.Join(' ', words.Skip(from).Take(to - from).Select(w => w.Text));
                chunks.Add(new TextChunk(document.Name, section.Heading, number, words[from].Line, words[to - 1].Line, text));
            }
        }
        return chunks;
    }

    /// <summary>Windows end after the last whole paragraph that fits, unless that would leave less than half of one.</summary>
    private IEnumerable<(int From, int To)> Windows(List<SemCom.Knowledge.DocumentWord> words)
    {
        for (var from = 0; from < words.Count;)
        {
            var to = Math.Min(words.Count, from + MaxWords);
            if (to < words.Count)
            {
                var whole = to;
                while (whole > from + MaxWords / 2 && !words[whole].StartsBlock)
                    whole--;
                to = words[whole].StartsBlock ? whole : to;
            }
            yield return (from, to);
            from = to == words.Count ? to : Math.Max(from + 1, to - Overlap);
        }
    }
}
