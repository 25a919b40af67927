namespace SemCom.Agents;

/// <summary>Finds the longest phrase of the vocabulary at a place.</summary>
internal sealed class IntentPhrases
{
    private readonly Dictionary<string, List<(string[] Words, IntentTerm Term)>> _byFirstWord = new(StringComparer.Ordinal);

    private IntentPhrases(IEnumerable<IntentVocabularyRow> rows)
    {
        foreach (var row in rows)
        {
            foreach (var phrase in row.Phrases)
            {
                var words = IntentLexer.Read(phrase).Select(token => token.Word).ToArray();
                if (!_byFirstWord.TryGetValue(words[0], out var list))
                    _byFirstWord[words[0]] = list = [];
                list.Add((words, row.Term));
            }
        }
        foreach (var list in _byFirstWord.Values)
            list.Sort((a, b) => b.Words.Length.CompareTo(a.Words.Length));
    }

    /// <summary>Units, which stand behind numbers.</summary>
    public static IntentPhrases Units { get; } = new(IntentVocabulary.Rows.Where(row => row.Term.Kind == IntentTermKind.Unit));

    /// <summary>All else.</summary>
    public static IntentPhrases General { get; } = new(IntentVocabulary.Rows.Where(row => row.Term.Kind != IntentTermKind.Unit));

    /// <summary>The longest phrase from a token on; null when there is none.</summary>
    public IntentMark? Find(IReadOnlyList<IntentToken> tokens, int at)
    {
        if (at >= tokens.Count || tokens[at].Kind != IntentTokenKind.Word || !_byFirstWord.TryGetValue(tokens[at].Word, out var list))
            return null;
        foreach (var (words, term) in list)
        {
            var isHere = at + words.Length <= tokens.Count;
            for (var i = 1; isHere && i < words.Length; i++)
                isHere = tokens[at + i].Kind == IntentTokenKind.Word && tokens[at + i].Word == words[i];
            if (isHere)
                return new IntentMark(at, words.Length, term);
        }
        return null;
    }
}
