using System.CommandLine;
using System.Globalization;
using SemCom.Evaluation;
using SemCom.Receiver.Estimation;

namespace SemCom.Cli;

/// <summary><c>semcom eval</c>: every system over every channel, SNR, CBR and seed, for all pictures.</summary>
internal static class EvalVerb
{
    private const string Description =
        "Sends every picture, video or sound with every system over every channel, SNR, CBR and seed, and writes results.json, results.csv, " +
        "charts and report.html. An interrupted run goes on where it stopped when the same command is given again.";

    private const int SeedsUntil = 50;

    private const string Example = "semcom eval --input photos --snr-db 1,4,7,10,13 --cbr 1/24,1/16 --channel awgn,rayleigh --out results";

    public static Command Create(CliContext context)
    {
        var preset = new ParsedOption<EvalPreset?>("--preset",
            "NAME", $"Fill the options that are not given: {string.Join(", ", EvalPreset.All.Select(p => p.Name))}, see below.", EvalPreset.Find, null, "none");
        var input = new Option<string[]>("--input")
        {
            HelpName = "DIR|FILE...",
            Description = "Pictures, videos or sounds, or folders of them.",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        var sequence = new Option<bool>("--sequence") { Description = "Each --input is a folder with the frames of one sequence, in the order of their names, sent over one link." };
        var output = new Option<string>("--out")
        {
            HelpName = "DIR",
            Description = "Folder for the results; made if it is not there.",
            Required = true,
        };
        var systems = new ParsedOption<IReadOnlyList<string>>("--systems", "LIST", "Systems to compare; a file NAME.json describes one of your own.", Names, ["semantic"], "semantic");
        var model = CliOptions.Model();
        var estimator = new ParsedOption<IReadOnlyList<EstimatorKind>>("--estimator", "LIST", $"Channel estimators over OFDM, with each of which semantic is compared: {EstimatorKinds.BlindNames}.",
            Estimators.ParseList, [EstimatorKind.LmmseRobust], EstimatorKind.LmmseRobust.Name());
        var channel = new ParsedOption<IReadOnlyList<string>>("--channel",
            "LIST", "Channels, see 'semcom channel list'.", (_, text) => ChannelList.Parse(text), ["awgn"], "awgn");
        var coherence = CliOptions.Coherence();
        var snrDb = new ParsedOption<IReadOnlyList<double>>("--snr-db",
            "LIST", "SNRs [dB]: values and ranges first:last:step.", NumberParser.SnrDbList, [1, 4, 7, 10, 13], "1,4,7,10,13");
        var cbr = new ParsedOption<IReadOnlyList<double>>("--cbr",
            "LIST", "Channel uses per source value, for example 1/24,1/16.", NumberParser.CbrList, [], CliOptions.UsualCbrText);
        var planSnrDb = CliOptions.PlanSnrDb();
        var metrics = CliOptions.Metrics(PictureMetrics.All, "all");
        var task = new ParsedOption<PictureMetrics>("--task", "TASK", "Measure how well a task is done: classify, which is the metric class.", Tasks.Parse, PictureMetrics.None, "none");
        var seeds = new ParsedOption<int>("--seeds", "N", "Number of seeds for each point, from --seed on.",
            (option, text) => NumberParser.Count(option, text, 1, 100_000), 1, "1");
        var seed = CliOptions.Seed();
        var untilCiDb = new ParsedOption<double?>("--until-ci-db", "X", "Give a point no further seeds once the 95 % interval of its mean PSNR over seeds is ±X dB; from 3 seeds on and "
            + $"up to --seeds, {SeedsUntil} where that is not given.", (option, text) => NumberParser.Within(option, text, 0.001, 20, "0.1"), null, "every point gets all seeds");
        var anchor = new ParsedOption<string?>("--anchor", "SYSTEM", "The system that the report holds the others against.", (_, text) => text, null,
            "digital-best, or else the first classical one, or else the first");
        var genie = CliOptions.Genie();
        var workers = new ParsedOption<int>("--workers", "N", "Pictures that are worked on at a time.",
            (option, text) => NumberParser.Count(option, text, 1, 1024), Environment.ProcessorCount, "the number of cores");
        var resume = new Option<bool>("--resume") { Description = "Go on with an interrupted run; so does the same command without it." };
        var json = CliOptions.Json();
        var command = new Verb("eval", Description, Example)
        {
            input, sequence, output, preset, systems, model, estimator, channel, coherence, snrDb, cbr, planSnrDb, metrics, task, seeds, untilCiDb, seed, genie, workers, anchor, resume, json,
            EvalCompareVerb.Create(context), EvalGateVerb.Create(context),
        };
        command.Notes = ["Presets:", .. EvalPreset.All.SelectMany(p => new[] { $"  {p.Name,-9} {p.Description}", $"  {"",-9} {p.Line}" }), ""];
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var start = preset.Of(parsed);
            var names = Estimators.Spread(systems.Of(parsed, start), estimator.Of(parsed));
            context.Systems.Check(names);
            var sources = parsed.GetValue(sequence) ? PictureInput.FindSequences(parsed.GetRequiredValue(input)) : PictureInput.Find(parsed.GetRequiredValue(input));
            var options = new SystemOptions { Model = parsed.GetValue(model), Kind = sources[0].Kind };
            var chosen = context.Systems.CreateAll(names, options);
            if (!parsed.GetValue(sequence) && chosen.OfType<ISequenceSystem>().FirstOrDefault(s => s.NeedsSequence) is { } remembering)
                throw new SemComException($"--systems: {remembering.Name} needs pictures in sequence (--sequence was not given); add it, and name a folder of frames with --input");
            var plan = new SweepPlan
            {
                Sources = sources,
                Cells = SweepPlan.Grid(
                    chosen, Channels(channel.Of(parsed, start), coherence.Of(parsed)), cbr.Of(parsed, start) is { Count: > 0 } given ? given : [CliOptions.UsualCbr(sources[0].Kind)], snrDb.Of(parsed, start)),
                FirstSeed = seed.Of(parsed),
                Seeds = Seeds(untilCiDb.Of(parsed), parsed.GetResult(seeds) is null, seeds.Of(parsed, start)),
                UntilCiDb = untilCiDb.Of(parsed),
                Genie = parsed.GetValue(genie),
                PlanSnrDb = planSnrDb.Of(parsed),
                Metrics = metrics.Of(parsed) | task.Of(parsed),
            };
            if (anchor.Of(parsed) is { } held && !chosen.Any(s => s.Name == held))
                throw new SemComException($"--anchor must be one of the systems compared, {string.Join(", ", chosen.Select(s => s.Name))} (was '{held}'); choose one of these");
            var (folder, asJson) = (parsed.GetRequiredValue(output), parsed.GetValue(json));
            ReportFiles.CheckApart(folder, plan.Sources);
            var filled = start is null ? "" : Filled(start, parsed, untilCiDb.Of(parsed) is null ? null : seeds.Name);
            return await RunAsync(context with { CommandLine = context.CommandLine + filled }, plan, new Output(folder, asJson, anchor.Of(parsed)), workers.Of(parsed), cancellationToken).ConfigureAwait(false);
        });
        return command;
    }

    /// <summary>What a preset has filled in, written out: a report's command gives the same numbers even where the preset has changed.</summary>
    private static string Filled(EvalPreset preset, ParseResult parsed, string? unused)
    {
        var given = parsed.CommandResult.Command.Options.Where(o => parsed.GetResult(o) is not null).Select(o => o.Name).ToHashSet(StringComparer.Ordinal);
        return string.Concat(preset.Options.Where(o => o.Option != unused && !given.Contains(o.Option)).Select(o => $" {o.Option} {Quoting.Join([o.Value])}"));
    }

    /// <summary>The coherence goes to the channels that have one to choose.</summary>
    private static IReadOnlyList<string> Channels(IReadOnlyList<string> channels, int? coherence) =>
        [.. channels.Select(channel => ChannelList.TakesCoherence(channel) ? ChannelList.WithCoherence(channel, coherence) : channel)];

    private static async Task<int> RunAsync(
        CliContext context, SweepPlan plan, Output output, int workers, CancellationToken cancellationToken)
    {
        using var folder = SweepFolder.Open(output.Folder, SweepFingerprint.Of(plan));
        var sweep = new Sweep(plan) { Folder = folder, Workers = workers };
        SweepResult result;
        IReadOnlyList<Exhibit> exhibits;
        try
        {
            result = await new SweepDisplay(context, TimeProvider.System).RunAsync(sweep, cancellationToken).ConfigureAwait(false);
            if (plan.Sources[0] is { Sequence: null, Kind: SourceKind.Picture })
                await context.Error.WriteLineAsync("semcom: sending a few pictures once more, to show them in the report").ConfigureAwait(false);
            exhibits = await Exhibition.MakeAsync(plan, result, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            var remark = $"semcom: what is finished is kept in {output.Folder}; give the same command again to go on";
            await context.Error.WriteLineAsync(remark).ConfigureAwait(false);
            throw;
        }
        var report = new Report
        {
            Title = "SemCom evaluation",
            Summary = Summary(plan),
            Command = context.CommandLine,
            Plan = plan,
            Result = result,
            Anchor = output.Anchor,
            Exhibits = exhibits,
        };
        SweepView.Write(context, result, ReportFiles.Write(output.Folder, report), output.Json);
        return CommandLineApp.Success;
    }

    /// <summary>Where results go, and what the report holds systems against.</summary>
    private sealed record Output(string Folder, bool Json, string? Anchor);

    private static int Seeds(double? untilCiDb, bool areDefault, int seeds) =>
        untilCiDb is null ? seeds
        : areDefault ? SeedsUntil
        : seeds >= SweepPlan.MinSeedsUntilCi ? seeds
        : throw new SemComException($"--seeds must be at least {SweepPlan.MinSeedsUntilCi} with --until-ci-db (was {seeds}); allow more, or leave --until-ci-db out");

    private static IReadOnlyList<string> Names(string option, string text)
    {
        var names = SpecList.Split(text);
        return names.All(name => name.Length > 0)
            ? [.. names.Distinct(StringComparer.OrdinalIgnoreCase)]
            : throw new SemComException($"{option} must be names separated by commas (was '{text}'); write for example semantic");
    }

    private static string Summary(SweepPlan plan)
    {
        var systems = string.Join(", ", plan.Cells.Select(c => c.System.Name).Distinct(StringComparer.Ordinal));
        var channels = string.Join(", ", plan.Cells.Select(c => c.Channel).Distinct(StringComparer.Ordinal));
        var snrDb = string.Join(", ", plan.Cells.Select(c => c.SnrDb.ToString("0.##", CultureInfo.InvariantCulture)).Distinct(StringComparer.Ordinal));
        var cbr = string.Join(", ", plan.Cells.Select(c => c.Cbr).Distinct().Select(Cbrs.Format));
        return $"Systems: {systems}. Channels: {channels}. Es/N0: {snrDb} dB. CBR: {cbr}.";
    }
}
