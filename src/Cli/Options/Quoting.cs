namespace SemCom.Cli;

/// <summary>Writes a command line so that a POSIX shell reads it back.</summary>
internal static class Quoting
{
    /// <summary>Joins words, with quotes where they are needed.</summary>
    public static string Join(IEnumerable<string> words) => string.Join(' ', words.Select(Quote));

    private static string Quote(string word) =>
        word.Length > 0 && word.All(c => char.IsLetterOrDigit(c) || "-_./:,=+@%".Contains(c, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
