using System.Security.Cryptography;
using System.Text;

namespace SemCom.Evaluation;

/// <summary>What a browser may do with a report: show what is in the file, run its one script, and ask for nothing (W3C, Content Security Policy Level 3).</summary>
internal static class ReportPolicy
{
    /// <summary>Style as it must stand in the file, to the letter.</summary>
    public static string Style { get; } = ReportStyle.Css.ReplaceLineEndings("\n");

    /// <summary>Script as it must stand in the file, to the letter.</summary>
    public static string Script { get; } = ReportScript.JavaScript.ReplaceLineEndings("\n");

    /// <summary>The policy. Attributes named style are free, since they can only choose among what the rest allows.</summary>
    public static string Text { get; } =
        "img-src data:; connect-src 'none'; font-src 'none'; media-src 'none'; object-src 'none'; frame-src 'none'; worker-src 'none'; manifest-src 'none'; " +
        $"form-action 'none'; base-uri 'none'; style-src-elem {Hash(Style)}; script-src {Hash(Script)}";

    private static string Hash(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";
}
