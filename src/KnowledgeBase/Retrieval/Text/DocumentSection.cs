namespace SemCom.Knowledge;

/// <summary>The lines under one heading.</summary>
/// <param name="Heading">The heading and those above it.</param>
internal sealed record DocumentSection(string Heading)
{
    private static readonly char[] Spaces = [' ', '\t', '\r', '\f', '\v', '\u00A0'];

    private readonly List<(string Text, int Line, bool StartsBlock)> _lines = [];

    /// <summary>Adds a line.</summary>
    public void Add(string text, int line, bool startsBlock) => _lines.Add((text, line, startsBlock));

    /// <summary>Its words in order; what is longer than a limit is divided.</summary>
    public IEnumerable<DocumentWord> Words(int maxLength)
    {
        foreach (var (text, line, startsBlock) in _lines)
        {
            var first = startsBlock;
            foreach (var word in text.Split(Spaces, StringSplitOptions.RemoveEmptyEntries))
            {
                for (var i = 0; i < word.Length; i += maxLength)
                {
                    yield return new DocumentWord(word.Substring(i, Math.Min(maxLength, word.Length - i)), line, first);
                    first = false;
                }
            }
        }
    }
}
