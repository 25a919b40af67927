namespace SemCom.Channels;

/// <summary>Puts a user's text into a message of one line.</summary>
internal static class OneLine
{
    private const int MaxLength = 60;

    /// <summary>The text in quotes, cut to a readable length and without control characters.</summary>
    public static string Quote(string text)
    {
        var shown = text.Length > MaxLength ? string.Concat(text.AsSpan(0, MaxLength), "…") : text;
        return $"\"{string.Concat(shown.Select(c => char.IsControl(c) ? ' ' : c))}\"";
    }
}
