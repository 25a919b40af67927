using System.CommandLine;
using SemCom.Evaluation;

namespace SemCom.Cli;

/// <summary><c>semcom agent allocate</c>: learned allocation of energy, power and channel uses beside its rivals.</summary>
internal static class AgentAllocateVerb
{
    private static readonly (string Name, AllocationTask Task)[] Studies =
        [("two-layers", AllocationTask.TwoLayers), ("cells", AllocationTask.Cells), ("shared", AllocationTask.Shared)];

    public static Command Create(CliContext context)
    {
        var study = new ParsedOption<AllocationTask?>("--study", "NAME", "What is allocated: two-layers, cells or shared.", Parse, null, "all three");
        var steps = new ParsedOption<int?>("--steps", "N", "Steps of environments that each policy learns from.", (option, text) => NumberParser.Count(option, text, 1, 1_000_000_000), null, "as many as the study needs");
        var seeds = new ParsedOption<int>("--seeds", "N", "Times that learning is repeated.", (option, text) => NumberParser.Count(option, text, 1, 10_000), 10, "10");
        var workers = new ParsedOption<int?>("--workers", "N", "Seeds at a time.", (option, text) => NumberParser.Count(option, text, 1, 1024), null, "all cores");
        var command = new Verb("allocate", "Learns to allocate energy, power and channel uses, and compares what was learned with fixed rules and with the best there is.",
            "semcom agent allocate --study cells")
        {
            study, steps, seeds, workers,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            foreach (var (name, task) in Studies.Where(known => study.Of(parsed) is not { } asked || asked == known.Task))
            {
                var table = ShareDisplay.Run(context, name, progress => new AllocationStudy(task).Run(steps.Of(parsed), seeds.Of(parsed),
                    workers: workers.Of(parsed) ?? Environment.ProcessorCount, progress: progress, cancellation: cancellationToken));
                AllocationView.Write(context, name, table);
            }
            return Task.FromResult(CommandLineApp.Success);
        });
        return command;
    }

    private static AllocationTask? Parse(string option, string text) => Studies.Where(study => study.Name == text).Select(study => (AllocationTask?)study.Task).FirstOrDefault()
        ?? throw new SemComException($"{option} must be one of {string.Join(", ", Studies.Select(study => study.Name))} (was '{text}'); leave it out for all");
}
