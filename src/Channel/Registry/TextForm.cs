namespace SemCom.Channels;

/// <summary>Takes <c>name[:key=value,…][+name[:key=value,…]…]</c> apart.</summary>
internal static class TextForm
{
    /// <summary>The channel and each impairment. A plus before a digit or a point belongs to a number: <c>k=+6dB</c>, <c>coherence=2e+3</c>.</summary>
    public static IReadOnlyList<string> Parts(string text)
    {
        var parts = new List<string>();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '+' || i + 1 < text.Length && (char.IsAsciiDigit(text[i + 1]) || text[i + 1] == '.'))
                continue;
            parts.Add(text[start..i]);
            start = i + 1;
        }
        parts.Add(text[start..]);
        return parts;
    }

    /// <summary>Name and parameters of one part; null where there is no colon.</summary>
    public static (string Name, string? Parameters) Split(string part)
    {
        var colon = part.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? (part.Trim(), null) : (part[..colon].Trim(), part[(colon + 1)..]);
    }
}
