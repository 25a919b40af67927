using System.CommandLine;
using SemCom.Evaluation;

namespace SemCom.Cli;

/// <summary><c>semcom eval gate</c>: fails when results got significantly worse than a baseline.</summary>
internal static class EvalGateVerb
{
    /// <summary>Exit code when something got worse.</summary>
    public const int GotWorse = 3;

    private const string Description =
        "Checks for continuous integration that results are as good as a baseline; exit code 3 when they are not.";

    private static readonly string[] Notes =
    [
        "Exit codes:",
        "  0  nothing got significantly worse than tolerated",
        "  2  a transmission of the baseline is missing, or a mistake in the input",
        "  3  something got significantly worse; each point is named",
        "",
    ];

    private static readonly Argument<string> Current = new("CURRENT") { Description = "A results.json, or a folder that holds one." };

    public static Command Create(CliContext context)
    {
        var against = new Option<string>("--against")
        {
            HelpName = "BASELINE",
            Description = "The results.json to be as good as, or a folder that holds one.",
            Required = true,
        };
        var usual = new GateTolerance();
        var toleranceDb = new ParsedOption<double>("--tolerance-db", "X", "Fall of the mean PSNR that is let pass [dB].",
            (option, text) => NumberParser.Within(option, text, 0, GateTolerance.MaxDb, "0.05"), usual.Db, "0.05");
        var toleranceLoss = new ParsedOption<double>("--tolerance-loss", "X", "Rise of the loss rate that is let pass, 0 to 1.",
            (option, text) => NumberParser.Within(option, text, 0, 1, "0.01"), usual.Loss, "0.01");
        var seed = new ParsedOption<ulong>("--seed", "N", "Seed of the bootstrap intervals.", NumberParser.Seed, 1, "1");
        var json = CliOptions.Json();
        var command = new Verb("gate", Description, "semcom eval gate --against baseline.json results")
        {
            Current, against, toleranceDb, toleranceLoss, seed, json,
        };
        command.Notes = Notes;
        command.SetAction(parsed =>
        {
            var baseline = ResultsReader.Load(parsed.GetRequiredValue(against));
            var current = ResultsReader.Load(parsed.GetRequiredValue(Current));
            var tolerance = new GateTolerance { Db = toleranceDb.Of(parsed), Loss = toleranceLoss.Of(parsed) };
            var verdict = Gate.Check(baseline, current, tolerance, seed.Of(parsed));
            if (parsed.GetValue(json))
                context.Out.Write(verdict.ToJson());
            else
                GateView.Write(context, verdict);
            return verdict.Passed ? CommandLineApp.Success : GotWorse;
        });
        return command;
    }
}
