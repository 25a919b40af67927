using System.Text.RegularExpressions;

namespace SemCom.Architecture.Tests;

/// <summary>What the tests read out of Markdown.</summary>
internal static class Documents
{
    private static readonly string[] ScriptVerbs = ["test", "bench", "format"];

    private const RegexOptions Plain = RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.Multiline;

    private static readonly Regex CSharpPattern = new(@"^```csharp\n(?<code>.*?)^```", Plain | RegexOptions.Singleline);

    private static readonly Regex LinkPattern = new(@"\]\((?<target>[^)#\s]+)", Plain);

    private static readonly Regex VerbPattern = new(@"(^|[\s`])(\./)?semcom (?<verb>[a-z]+)", Plain);

    /// <summary>The text of the first ```csharp block.</summary>
    public static string FirstCSharpBlock(string markdown) => CSharpPattern.Match(markdown).Groups["code"].Value;

    /// <summary>Targets of links and pictures that lie in the repository, without their #section.</summary>
    public static IEnumerable<string> RelativeLinks(string markdown) =>
        LinkPattern.Matches(markdown).Select(m => m.Groups["target"].Value).Where(t => !t.Contains(':', StringComparison.Ordinal));

    /// <summary>Verbs in "semcom VERB" that the command line has to know; those of the script itself are left out.</summary>
    public static IEnumerable<string> Verbs(string markdown) =>
        VerbPattern.Matches(markdown).Select(m => m.Groups["verb"].Value).Distinct(StringComparer.Ordinal).Except(ScriptVerbs, StringComparer.Ordinal);
}
