namespace SemCom.Evaluation;

/// <summary>What is wanted of links in learning and judging.</summary>
public static class AgentIntents
{
    /// <summary>Texts, and what <see cref="IntentGrammar"/> makes of them.</summary>
    public static IReadOnlyList<(string Text, LinkIntent Intent)> All { get; } =
        [.. new[] { "", "prefer quality", "quality first", "keep faces sharp", "bandwidth matters", "battery first", "low delay" }.Select(text => (text.Length == 0 ? "nothing special" : text, Read(text)))];

    private static LinkIntent Read(string text) => text.Length == 0 ? LinkIntent.Default : new IntentGrammar().Read(text).Require();
}
