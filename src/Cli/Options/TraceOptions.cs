using System.CommandLine;
using SemCom.Channels;

namespace SemCom.Cli;

/// <summary>Options of the verbs that make traces.</summary>
internal static class TraceOptions
{
    public static Option<string> Output() => new("--out")
    {
        HelpName = "FILE.trace",
        Description = "The trace to write.",
        Required = true,
    };

    /// <summary>Returns a path that channels can be named by.</summary>
    /// <exception cref="SemComException">It has another ending.</exception>
    public static string CheckEnding(string path) => path.EndsWith(TraceFile.Extension, StringComparison.OrdinalIgnoreCase)
        ? path
        : throw new SemComException($"--out must end with {TraceFile.Extension} (was '{path}'); write for example walk{TraceFile.Extension}");

    /// <summary>One of the names of an enumeration, in lower case.</summary>
    public static ParsedOption<T> Choice<T>(string name, string description, T defaultValue) where T : struct, Enum
    {
        var names = Enum.GetNames<T>().Select(value => value.ToLowerInvariant()).ToArray();
        return new(name, string.Join('|', names), description, Parse, defaultValue, defaultValue.ToString().ToLowerInvariant());

        T Parse(string option, string text) => Array.IndexOf(names, text.ToLowerInvariant()) is >= 0 and var index
            ? Enum.GetValues<T>()[index]
            : throw new SemComException($"{option} must be one of {string.Join(", ", names)} (was '{text}'); choose one of these");
    }
}
