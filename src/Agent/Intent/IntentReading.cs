namespace SemCom;

/// <summary>What became of a text: the intent, and how it was understood.</summary>
public sealed record IntentReading
{
    /// <summary>The intent; null where there are <see cref="Errors"/>.</summary>
    public LinkIntent? Intent { get; init; }

    /// <summary>What was understood, a sentence each, in the order of the text.</summary>
    public IReadOnlyList<string> Understood { get; init; } = [];

    /// <summary>The words that were not understood and count for nothing, in the order of the text.</summary>
    public IReadOnlyList<IntentSpan> NotUnderstood { get; init; } = [];

    /// <summary>Contradictions and values out of range, a line each.</summary>
    public IReadOnlyList<string> Errors { get; init; } = [];

    /// <summary>What else the reader of the text should know, a sentence each: what "faces" means here, what the limits held back, why an endpoint was not used.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The intent.</summary>
    /// <exception cref="SemComException">There are errors; the message is the first.</exception>
    public LinkIntent Require() => Intent ?? throw new SemComException(Errors.Count > 0 ? Errors[0] : "intent: the text has none; say what is wanted");
}
