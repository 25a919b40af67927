using System.CommandLine;
using System.Globalization;
using SemCom.Evaluation;

namespace SemCom.Cli;

/// <summary><c>semcom agent train</c>: model of the link, tables, policy.</summary>
internal static class AgentTrainVerb
{
    public static Command Create(CliContext context)
    {
        var output = new Option<string>("--out") { HelpName = "DIR", Description = "Folder for the model of the link, tables, policy and learning curve.", Required = true };
        var recording = new Option<string?>("--recording") { HelpName = "FILE", Description = "Transmissions to learn from (semcom agent record); those that come with SemCom by default." };
        var steps = new ParsedOption<int>("--steps", "N", "Pictures to learn from.", (option, text) => NumberParser.Count(option, text, 1000, 1_000_000_000), 4_000_000, "4000000");
        var threads = new ParsedOption<int?>("--threads", "N", "Threads; results do not depend on it.", (option, text) => NumberParser.Count(option, text, 1, 1024), null, "all cores");
        var seed = CliOptions.Seed();
        var command = new Verb("train", "Fits the model of the link, tunes the threshold tables and learns a policy by PPO, on training pictures and training scenarios.", "semcom agent train --out my-agent") { output, recording, steps, threads, seed };
        command.SetAction((parsed, cancellationToken) =>
        {
            var files = new AgentFiles(parsed.GetRequiredValue(output));
            Directory.CreateDirectory(files.Folder);
            var (usual, others) = parsed.GetValue(recording) is { } path ? (LinkRecordingFile.Load(path), []) : AgentFiles.Standard(context).LoadTraining();
            var training = new AgentTraining
            {
                Recording = usual,
                Others = others,
                Seed = seed.Of(parsed),
                Steps = steps.Of(parsed),
                Threads = threads.Of(parsed) ?? Environment.ProcessorCount,
            };
            var twin = ShareDisplay.Run(context, "the model of the link", training.FitTwin);
            twin.Save(files.Twin);
            var curve = new LearningCurve();
            var policy = ShareDisplay.Run(context, "learning", progress => training.Learn(twin, p =>
            {
                curve.Add(p);
                progress.Report((double)p.Steps / training.Steps);
            }, cancellationToken));
            policy.Save(files.Policy);
            File.WriteAllText(files.Curve, curve.ToSvg());
            var tables = ShareDisplay.Run(context, "the tables", progress => training.TuneTables(progress, cancellationToken));
            tables.Save(files.Tables);
            var fit = LinkTwinTrainer.Measure(twin, training.Recording);
            context.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"model of the link: {fit.ErrorDb:F2} dB, similarity {fit.Similarity:F3}, losses {fit.LossEntropy:F3} bits (of {fit.LossPrior:F3})"));
            context.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"policy: mean reward {curve.First:F3} at first, {curve.Best:F3} of the best; {files.Folder}"));
            return Task.FromResult(CommandLineApp.Success);
        });
        return command;
    }
}
