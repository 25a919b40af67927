using System.CommandLine;

namespace SemCom.Cli;

/// <summary>An option whose text is read by SemCom's own rules, with a default that the help tells in words.</summary>
internal sealed class ParsedOption<T> : Option<T>
{
    private readonly Func<string, string, T> _parse;
    private readonly T _default;

    /// <param name="name">Name with its hyphens.</param>
    /// <param name="helpName">What stands for the value in the help.</param>
    /// <param name="description">One sentence.</param>
    /// <param name="parse">Reads the text; gets the name for its message.</param>
    /// <param name="defaultValue">The value when the option is left out.</param>
    /// <param name="defaultText">The default in words.</param>
    public ParsedOption(string name, string helpName, string description, Func<string, string, T> parse, T defaultValue, string defaultText)
        : base(name)
    {
        (_parse, _default) = (parse, defaultValue);
        HelpName = helpName;
        Description = $"{description} Default: {defaultText}.";
        CustomParser = result => parse(name, result.Tokens[0].Value);
    }

    /// <summary>The value that was given, or the default.</summary>
    public T Of(ParseResult parsed) => parsed.GetResult(this) is null ? _default : parsed.GetRequiredValue(this);

    /// <summary>The value that was given, or else what a preset says, or the default where it says nothing.</summary>
    public T Of(ParseResult parsed, EvalPreset? preset) =>
        parsed.GetResult(this) is null && preset?.ValueOf(Name) is { } text ? _parse(Name, text) : Of(parsed);
}
