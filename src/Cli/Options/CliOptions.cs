using System.CommandLine;

namespace SemCom.Cli;

/// <summary>The options that several verbs share, each made anew for the verb that takes it.</summary>
internal static class CliOptions
{
    public static Option<ulong> Seed() =>
        Parsed("--seed", "N", "Seed of all random numbers; the same seed gives the same numbers everywhere.", NumberParser.Seed, 1UL);

    public static Option<bool> Json() => new("--json") { Description = "Print one JSON document on standard output and nothing else there." };

    public static Option<bool> Genie() => new("--genie") { Description = "Give the receiver the true channel, for comparison with papers; marked in every record." };

    public static Option<string?> Model() => new("--model") { HelpName = "ID", Description = "Model to use, see 'semcom models list'. Default: image-base." };

    public static Option<double?> PlanSnrDb() => Parsed<double?>(
        "--plan-snr-db", "X", "SNR the transmitter plans for [dB]. Default: the channel's.", (option, text) => NumberParser.SnrDb(option, text), null);

    /// <summary>An option whose text is read by <paramref name="parse"/>, which gets the option's name for its message.</summary>
    public static Option<T> Parsed<T>(string name, string helpName, string description, Func<string, string, T> parse, T defaultValue, string? defaultText = null) => new(name)
    {
        HelpName = helpName,
        Description = defaultValue is null ? description : $"{description} Default: {defaultText ?? $"{defaultValue}"}.",
        CustomParser = result => parse(name, result.Tokens[0].Value),
        DefaultValueFactory = _ => defaultValue,
    };
}
