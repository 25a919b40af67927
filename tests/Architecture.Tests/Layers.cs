namespace SemCom.Architecture.Tests;

/// <summary>
/// Who may refer to whom: Core &lt;- Runtime &lt;- {Transmitter, Receiver, Agent}, Core &lt;- {Channels, KnowledgeBase},
/// {these five rooms} &lt;- Link &lt;- Evaluation &lt;- Studio &lt;- Cli. The rooms meet only in Link.
/// </summary>
internal static class Layers
{
    private static readonly string[] Base = ["SemCom.Core", "SemCom.Runtime"];
    private static readonly string[] BelowLink =
        [.. Base, "SemCom.Transmitter", "SemCom.Channels", "SemCom.Receiver", "SemCom.KnowledgeBase", "SemCom.Agent"];
    private static readonly string[] BelowTop = [.. BelowLink, "SemCom.Link", "SemCom.Evaluation"];

    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["SemCom.Core"] = [],
        ["SemCom.Runtime"] = ["SemCom.Core"],
        ["SemCom.Transmitter"] = Base,
        ["SemCom.Receiver"] = Base,
        ["SemCom.Agent"] = Base,
        ["SemCom.Channels"] = ["SemCom.Core"],
        ["SemCom.KnowledgeBase"] = ["SemCom.Core"],
        ["SemCom.Link"] = BelowLink,
        ["SemCom.Evaluation"] = [.. BelowLink, "SemCom.Link"],
        ["SemCom.Cli"] = [.. BelowTop, "SemCom.Studio"],
        ["SemCom.Studio"] = BelowTop,
    };

    /// <summary>One sentence for each reference that the design does not have.</summary>
    public static IEnumerable<string> Violations(string project, IEnumerable<string> references)
    {
        if (!Allowed.TryGetValue(project, out var allowed))
            return [$"{project} has no place in the design; give it one in {nameof(Layers)}.cs"];
        return references.Where(r => !allowed.Contains(r, StringComparer.Ordinal)).Select(r => $"{project} must not refer to {r}");
    }
}
