namespace SemCom.Knowledge;

/// <summary>Divides documents at their headings: in Markdown lines of one to six # outside of code (CommonMark 0.31, 4.2 and 4.5). Plain text is one section.</summary>
internal static class DocumentSections
{
    private const int MaxLevel = 6;

    /// <summary>The sections in order.</summary>
    public static List<DocumentSection> Of(TextDocument document)
    {
        var sections = new List<DocumentSection> { new("") };
        var headings = new string?[MaxLevel];
        var (fence, gap, number) = ("", true, 0);
        foreach (var line in document.Text.AsSpan().EnumerateLines())
        {
            number++;
            var trimmed = line.Trim();
            var inCode = fence.Length > 0;
            if (document.IsMarkdown && Fence(trimmed, fence) is { } next)
            {
                (fence, gap) = (next, true);
            }
            else if (document.IsMarkdown && !inCode && Level(line) is > 0 and var level)
            {
                headings[level - 1] = trimmed[level..].Trim().TrimEnd('#').Trim().ToString();
                headings.AsSpan(level).Clear();
                sections.Add(new DocumentSection(string.Join(" / ", headings.Where(h => !string.IsNullOrEmpty(h)))));
                gap = true;
            }
            else if (trimmed.IsEmpty)
            {
                gap = true;
            }
            else
            {
                sections[^1].Add(trimmed.ToString(), number, gap || inCode || (document.IsMarkdown && StartsItem(trimmed)));
                gap = false;
            }
        }
        return sections;
    }

    /// <summary>The fence that is open after a line that opens or closes one; null for other lines.</summary>
    private static string? Fence(ReadOnlySpan<char> line, string open)
    {
        var length = line.Length == 0 || line[0] is not ('`' or '~') ? 0 : line.IndexOfAnyExcept(line[0]) is >= 0 and var end ? end : line.Length;
        if (length < 3)
            return null;
        if (open.Length == 0)
            return line[0] == '`' && line[length..].Contains('`') ? null : line[..length].ToString();
        return line[0] == open[0] && length >= open.Length && length == line.Length ? "" : null;
    }

    private static int Level(ReadOnlySpan<char> line)
    {
        var indent = line.Length - line.TrimStart(' ').Length;
        var text = line[indent..];
        var level = text.IndexOfAnyExcept('#') is >= 0 and var end ? end : text.Length;
        return indent <= 3 && level is > 0 and <= MaxLevel && (level == text.Length || text[level] is ' ' or '\t') ? level : 0;
    }

    private static bool StartsItem(ReadOnlySpan<char> line)
    {
        var digits = line.IndexOfAnyExceptInRange('0', '9');
        return line[0] is '|' || (line.Length > 1 && line[0] is '-' or '*' or '+' && line[1] == ' ') || (digits > 0 && line[digits] is '.' or ')');
    }
}
