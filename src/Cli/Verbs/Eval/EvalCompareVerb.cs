using System.CommandLine;
using SemCom.Evaluation;

namespace SemCom.Cli;

/// <summary><c>semcom eval compare</c>: what changed between two results, and whether it is significant.</summary>
internal static class EvalCompareVerb
{
    private const string Description =
        "Tells what changed between two results, or two systems, and whether it is significant.";

    private static readonly string[] Notes =
    [
        "Results are results.json files or folders that hold one, compared transmission by transmission: same source, seed, channel, SNR, CBR.",
        "Differences are second − first, or --system − --against, with 95 % intervals; significance after Holm's correction over all points.",
        "",
    ];

    private static readonly Argument<string[]> Files = new("RESULTS")
    {
        Description = "Two results to compare, or one with --system and --against.",
        Arity = new ArgumentArity(1, 2),
    };

    public static Command Create(CliContext context)
    {
        var system = new Option<string?>("--system") { HelpName = "NAME", Description = "System to compare; of the last file." };
        var against = new Option<string?>("--against") { HelpName = "NAME", Description = "System to compare it with; of the first file." };
        var seed = new ParsedOption<ulong>("--seed", "N", "Seed of the bootstrap intervals.", NumberParser.Seed, 1, "1");
        var json = CliOptions.Json();
        var command = new Verb("compare", Description, "semcom eval compare before/results.json after/results.json")
        {
            Files, system, against, seed, json,
        };
        command.Notes = Notes;
        command.SetAction(parsed =>
        {
            var comparison = Compare(parsed.GetRequiredValue(Files), parsed.GetValue(system), parsed.GetValue(against), seed.Of(parsed));
            if (parsed.GetValue(json))
                context.Out.Write(comparison.ToJson());
            else
                ComparisonView.Write(context, comparison);
            return CommandLineApp.Success;
        });
        return command;
    }

    private static ResultComparison Compare(string[] files, string? system, string? against, ulong seed)
    {
        if (system is null != against is null)
        {
            throw new SemComException($"{(system is null ? "--system" : "--against")} must be given where {(system is null ? "--against" : "--system")} is; " +
                "name both systems, or none");
        }
        if (system is null && files.Length == 1)
            throw new SemComException("RESULTS must be two files (was one); name a second one, or two systems with --system and --against");
        var first = ResultsReader.Load(files[0]);
        var second = files.Length == 1 ? first : ResultsReader.Load(files[1]);
        return system is null ? Comparer.Compare(first, second, seed) : Comparer.Compare(first, against!, second, system, seed);
    }
}
