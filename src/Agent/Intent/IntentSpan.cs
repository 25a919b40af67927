namespace SemCom;

/// <summary>Some words of a text.</summary>
/// <param name="Start">Index of the first character.</param>
/// <param name="Words">The words as they stand there.</param>
public sealed record IntentSpan(int Start, string Words);
