namespace SemCom.Runtime.Quality;

/// <summary>Splits text as the training of the word vectors does.</summary>
internal static class SentenceWords
{
    /// <summary>Words in lower case, in order: runs of letters and digits, apostrophes between them kept.</summary>
    public static string[] Split(string text)
    {
        text = text.Replace('’', '\'').ToLowerInvariant();
        var words = new List<string>();
        for (var start = 0; start < text.Length;)
        {
            var end = start;
            while (Continues(text, start, end))
                end++;
            if (end > start)
                words.Add(text[start..end]);
            start = end + 1;
        }
        return [.. words];
    }

    private static bool Continues(string text, int start, int at) =>
        at < text.Length && (char.IsLetterOrDigit(text[at])
            || (text[at] == '\'' && at > start && at + 1 < text.Length && char.IsLetterOrDigit(text[at + 1])));
}
