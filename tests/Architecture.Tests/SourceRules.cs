using System.Text.RegularExpressions;

namespace SemCom.Architecture.Tests;

/// <summary>Rules about the text of a source file.</summary>
internal static class SourceRules
{
    public const int MaxLines = 300;

    private const RegexOptions Plain = RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture;

    private static readonly Regex UncontrolledPattern = new(
        @"\bRandom\.Shared\b|\bDateTime(Offset)?\.(Now|UtcNow|Today)\b|\bEnvironment\.TickCount(64)?\b|\bnew Random\(\)", Plain);

    private static readonly Regex UnsafePattern = new(@"\bunsafe\b|\bUnsafe\.\w", Plain);

    private static readonly Regex AllowUnsafePattern = new(@"<AllowUnsafeBlocks>\s*true\s*<", Plain | RegexOptions.IgnoreCase);

    private static readonly Regex CommentPattern = new(@"//[^\n]*|/\*.*?\*/", Plain | RegexOptions.Singleline);

    /// <summary>Sources of numbers that no seed controls.</summary>
    public static IEnumerable<string> Uncontrolled(string source) => UncontrolledPattern.Matches(WithoutComments(source)).Select(m => m.Value);

    public static bool HasUnsafeCode(string source) => UnsafePattern.IsMatch(WithoutComments(source));

    public static bool AllowsUnsafeCode(string project) => AllowUnsafePattern.IsMatch(project);

    private static string WithoutComments(string source) => CommentPattern.Replace(source, "");
}
