using System.Collections.Concurrent;
using System.CommandLine;
using System.Text.Json;

namespace SemCom.Cli;

/// <summary><c>semcom kb record</c>: what a gate of prototypes is trained on.</summary>
internal static class KbRecordVerb
{
    /// <summary>SNRs and bandwidths that examples are drawn from: uniform in dB, and in the logarithm.</summary>
    private const double LeastSnrDb = 0, MostSnrDb = 18, LeastCbr = 1.0 / 96, MostCbr = 1.0 / 6;

    public static Command Create(CliContext context)
    {
        var input = new Argument<string>("INPUT") { Description = "Folder of folders, each with the pictures of one place in the order of their names." };
        var count = new ParsedOption<int>("--count", "N", "Examples.", (option, text) => NumberParser.Count(option, text, 1, 1_000_000), 400, "400");
        var output = new Option<string>("--out") { HelpName = "FILE", Description = "Lines of JSON.", Required = true };
        var (model, seed) = (CliOptions.Model(), CliOptions.Seed());
        var command = new Verb("record", "Sends pictures with and without parts of an earlier one, for training the gate that decides which parts refer to it.", "semcom kb record sequences --out gate.jsonl")
        {
            input, count, output, model, seed,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            var folders = Folders(parsed.GetRequiredValue(input));
            using var recorder = new GateRecorder(parsed.GetValue(model) ?? "image-base", 1);
            using var writer = File.CreateText(parsed.GetRequiredValue(output));
            var examples = ShareDisplay.Run(context, "examples", progress => Write(count.Of(parsed), number => Record(recorder, folders, seed.Of(parsed), number), writer, progress, cancellationToken));
            context.Out.WriteLine($"written: {parsed.GetRequiredValue(output)}, {examples} examples");
            return Task.FromResult(CommandLineApp.Success);
        });
        return command;
    }

    private static List<string[]> Folders(string input)
    {
        var folders = !Directory.Exists(input) ? []
            : Directory.EnumerateDirectories(input).Order(StringComparer.Ordinal).Select(folder => Directory.GetFiles(folder).Order(StringComparer.Ordinal).ToArray()).Where(files => files.Length > 1).ToList();
        return folders.Count > 0 ? folders
            : throw new SemComException($"INPUT: {input} must hold folders with two pictures and more (has none); see training/knowledge");
    }

    /// <summary>Examples are drawn by their number alone, and written in the order of their numbers.</summary>
    private static int Write(int count, Func<int, string> record, StreamWriter writer, IProgress<double> progress, CancellationToken cancellationToken)
    {
        var done = 0;
        var numbers = Partitioner.Create(Enumerable.Range(0, count), EnumerablePartitionerOptions.NoBuffering);
        try
        {
            foreach (var line in numbers.AsParallel().AsOrdered().WithMergeOptions(ParallelMergeOptions.NotBuffered).WithCancellation(cancellationToken).Select(record))
            {
                writer.WriteLine(line);
                progress.Report(++done / (double)count);
            }
        }
        catch (AggregateException e) when (e.InnerExceptions.OfType<SemComException>().FirstOrDefault() is { } mistake)
        {
            throw new SemComException(mistake.Message, e);
        }
        return done;
    }

    private static string Record(GateRecorder recorder, List<string[]> folders, ulong seed, int number)
    {
        var random = new Random(unchecked((int)seed * 1_000_003 + number));
        var files = folders[random.Next(folders.Count)];
        var seen = random.Next(files.Length - 1);
        var picture = random.Next(seen + 1, files.Length);
        var snrDb = LeastSnrDb + (MostSnrDb - LeastSnrDb) * random.NextDouble();
        var cbr = LeastCbr * Math.Pow(MostCbr / LeastCbr, random.NextDouble());
        return JsonSerializer.Serialize(recorder.Record(Picture.Load(files[picture]), Picture.Load(files[seen]), snrDb, cbr, number), CliJson.Compact.GateExample);
    }
}
