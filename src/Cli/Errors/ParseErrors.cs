using System.CommandLine;
using System.CommandLine.Parsing;

namespace SemCom.Cli;

/// <summary>Turns what the parser did not understand into one line that says what to type instead.</summary>
internal static class ParseErrors
{
    /// <summary>The first error, or null if there is none.</summary>
    public static string? FirstOf(ParseResult parsed)
    {
        if (parsed.Errors.Count == 0 || parsed.Action is Verb.Help)
            return null;
        var command = parsed.CommandResult.Command;
        var path = Path(parsed);
        if (parsed.UnmatchedTokens.Count > 0)
            return Unmatched(parsed.UnmatchedTokens[0], command, path);
        return command is { Action: null, Subcommands.Count: > 0 }
            ? $"a verb is missing after '{path}'; add one of {string.Join(", ", command.Subcommands.Select(c => c.Name))}"
            : $"{Message(parsed.Errors[0])}; see {path} --help";
    }

    private static string Unmatched(string token, Command command, string path)
    {
        var options = command.Options.Where(o => !o.Hidden).Select(o => o.Name).ToArray();
        if (token.StartsWith('-'))
            return $"{path} has no option '{token}'; {Suggestion.For(token.Split('=', ':')[0], options) ?? $"see {path} --help"}";
        var verbs = command.Subcommands.Select(c => c.Name).ToArray();
        if (verbs.Length > 0 && (Suggestion.For(token, verbs) ?? (command.Action is null ? $"choose one of {string.Join(", ", verbs)}" : null)) is { } remedy)
            return $"{path} has no verb '{token}'; {remedy}";
        return $"{path} does not know what to do with '{token}'; leave it out, or see {path} --help";
    }

    private static string Message(ParseError error)
    {
        if (error.SymbolResult is OptionResult { Tokens.Count: 0, IdentifierToken: { } name })
            return $"{name.Value}: a value is missing";
        if (error.SymbolResult is ArgumentResult { Tokens.Count: 0, Argument: { } argument })
            return $"{argument.HelpName ?? argument.Name}: a value is missing";
        return error.Message.ReplaceLineEndings(" ").TrimEnd('.');
    }

    private static string Path(ParseResult parsed)
    {
        var names = new Stack<string>();
        SymbolResult? result = parsed.CommandResult;
        for (; result is CommandResult { Command: not RootCommand and var command }; result = result.Parent)
            names.Push(command.Name);
        return string.Join(' ', ["semcom", .. names]);
    }
}
