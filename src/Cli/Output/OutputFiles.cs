namespace SemCom.Cli;

/// <summary>Files that verbs write.</summary>
internal static class OutputFiles
{
    /// <summary>Writes a text file.</summary>
    /// <exception cref="SemComException">It cannot be written.</exception>
    public static void WriteText(string path, string text)
    {
        try
        {
            File.WriteAllText(path, text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SemComException($"--out: {path} cannot be written ({e.Message.ReplaceLineEndings(" ")}); choose another file", e);
        }
    }

    /// <summary>A file name made of letters, digits, points and hyphens.</summary>
    public static string NameFor(string text)
    {
        var name = string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) || c == '.' ? c : '-')).Trim('-', '.');
        return name.Length == 0 ? "channel" : name;
    }
}
