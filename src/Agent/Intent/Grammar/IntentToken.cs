namespace SemCom.Agents;

/// <summary>A word, a number or a mark of a text.</summary>
/// <param name="Kind">Which of them.</param>
/// <param name="Start">Index of the first character.</param>
/// <param name="Length">Characters.</param>
/// <param name="Word">In lower case; empty for numbers.</param>
/// <param name="Value">Of a number.</param>
internal readonly record struct IntentToken(IntentTokenKind Kind, int Start, int Length, string Word, double Value)
{
    public int End => Start + Length;
}
