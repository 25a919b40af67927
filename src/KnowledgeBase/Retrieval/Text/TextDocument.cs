namespace SemCom;

/// <summary>A text to be known.</summary>
/// <param name="Name">What it is known by, such as a path; names that end in .md are read as Markdown.</param>
/// <param name="Text">What it says.</param>
public sealed record TextDocument(string Name, string Text)
{
    /// <summary>True when headings, lists and code are marked as in Markdown.</summary>
    public bool IsMarkdown => Name.EndsWith(".md", StringComparison.OrdinalIgnoreCase);
}
