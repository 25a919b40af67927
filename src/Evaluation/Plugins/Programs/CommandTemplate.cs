using System.Text;
using System.Text.RegularExpressions;

namespace SemCom.Evaluation.Plugins;

/// <summary>
/// A command with placeholders. It is split into arguments at spaces outside of quotes, '…' or "…"; placeholders are filled in afterwards, so that paths with
/// spaces stay one argument. No shell is involved.
/// </summary>
internal sealed partial class CommandTemplate
{
    private readonly string[] _arguments;

    private CommandTemplate(string text, string[] arguments) => (Text, _arguments) = (text, arguments);

    /// <summary>The command as it was written.</summary>
    public string Text { get; }

    /// <summary>Program and arguments, placeholders not filled in.</summary>
    public IReadOnlyList<string> Arguments => _arguments;

    /// <summary>Reads a command.</summary>
    /// <param name="file">Where it stands.</param>
    /// <param name="key">Under which key.</param>
    /// <param name="required">Placeholders that must occur.</param>
    /// <param name="optional">Placeholders that may occur.</param>
    /// <exception cref="SemComException">A quote is not closed, or a placeholder is unknown or missing.</exception>
    public static CommandTemplate Parse(PluginFile file, string key, IReadOnlyList<string> required, IReadOnlyList<string> optional)
    {
        var text = file.Text(key);
        if (Split(text) is not { Length: > 0 } arguments)
            throw file.Error($"\"{key}\" must be a command whose quotes are closed (was '{text}'); correct it");
        var used = Placeholder().Matches(text).Select(m => m.Value[1..^1]).ToHashSet(StringComparer.Ordinal);
        if (used.FirstOrDefault(name => !required.Contains(name, StringComparer.Ordinal) && !optional.Contains(name, StringComparer.Ordinal)) is { } unknown)
            throw file.Error($"\"{key}\" has the unknown placeholder {{{unknown}}}; known are {string.Join(", ", required.Concat(optional).Select(p => $"{{{p}}}"))}");
        if (required.FirstOrDefault(name => !used.Contains(name)) is { } missing)
            throw file.Error($"\"{key}\" must hold {{{missing}}} (was '{text}'); add it");
        return new CommandTemplate(text, arguments);
    }

    /// <summary>True when a placeholder occurs.</summary>
    public bool Uses(string name) => Text.Contains($"{{{name}}}", StringComparison.Ordinal);

    /// <summary>Arguments with placeholders filled in; those without a value stay as they are.</summary>
    public string[] Fill(IReadOnlyDictionary<string, string> values) =>
        Array.ConvertAll(_arguments, argument => Placeholder().Replace(argument, m => values.GetValueOrDefault(m.Value[1..^1], m.Value)));

    /// <summary>Splits at spaces outside of quotes; null when a quote is not closed.</summary>
    internal static string[]? Split(string text)
    {
        var arguments = new List<string>();
        StringBuilder? argument = null;
        char? quote = null;
        foreach (var c in text)
        {
            if (quote is { } open)
            {
                if (c == open)
                    quote = null;
                else
                    argument!.Append(c);
            }
            else if (c is '\'' or '"')
            {
                quote = c;
                argument ??= new StringBuilder();
            }
            else if (!char.IsWhiteSpace(c))
            {
                (argument ??= new StringBuilder()).Append(c);
            }
            else if (argument is not null)
            {
                arguments.Add(argument.ToString());
                argument = null;
            }
        }
        if (argument is not null)
            arguments.Add(argument.ToString());
        return quote is null ? [.. arguments] : null;
    }

    [GeneratedRegex(@"\{[a-z][a-z-]*\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
