namespace SemCom.Agents;

/// <summary>A phrase in a text.</summary>
/// <param name="First">Index of its first token.</param>
/// <param name="Count">Tokens.</param>
/// <param name="Term">What it means.</param>
internal sealed record IntentMark(int First, int Count, IntentTerm Term)
{
    public int Next => First + Count;
}
