using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using SemCom.Evaluation;

namespace SemCom.Cli;

/// <summary><c>kb trial --json</c>.</summary>
internal sealed record KbTrialDocument(KnowledgeTrial Trial, KnowledgeTrialResult Result);

/// <summary><c>semcom kb trial</c>: what shared knowledge saves on the pictures of one place.</summary>
internal static class KbTrialVerb
{
    public static Command Create(CliContext context)
    {
        var input = new Argument<string[]>("INPUT") { Description = "Folder with pictures of one place, in the order of their names; with several, places one after another.", Arity = ArgumentArity.OneOrMore };
        var channel = new ParsedOption<string>("--channel", "SPEC", "Channel, see 'semcom channel list'.", (_, text) => text, "awgn", "awgn");
        var snrDb = new ParsedOption<IReadOnlyList<double>>("--snr-db", "LIST", "SNR of each receiver [dB]; with several, each gets one picture in turn.", NumberParser.SnrDbList, [7], "7");
        var cbr = new ParsedOption<double>("--cbr", "X", "Channel uses of a frame / source values.", NumberParser.Cbr, 1.0 / 24, "1/24");
        var prototype = new ParsedOption<double>("--prototype-cbr", "X", "The same for a new prototype.", NumberParser.Cbr, 1.0 / 4, "1/4");
        var gate = new ParsedOption<PatchGate>("--gate", "KIND", "What decides which parts refer to a prototype: learned or closed-form.", ParseGate, PatchGate.Learned, "learned");
        var frames = new ParsedOption<int>("--frames", "N", "Most pictures.", (option, text) => NumberParser.Count(option, text, 1, 100_000), 20, "20");
        var threads = new ParsedOption<int?>("--threads", "N", "Threads inside the model.", (option, text) => NumberParser.Count(option, text, 1, 1024), null, "all cores");
        var (model, seed, json) = (CliOptions.Model(), CliOptions.Seed(), CliOptions.Json());
        var command = new Verb("trial", "Sends pictures with and without shared knowledge, all of it charged: channel uses for the same quality, quality for the same uses.",
            "semcom kb trial frames --snr-db 7 --cbr 1/24")
        {
            input, channel, snrDb, cbr, prototype, gate, frames, model, threads, seed, json,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            var places = parsed.GetRequiredValue(input).Select(folder => (IReadOnlyList<Picture>)[.. PictureInput.Find([folder]).Take(frames.Of(parsed)).Select(file => Picture.Load(file.Path))]).ToList();
            var trial = new KnowledgeTrial
            {
                Channel = channel.Of(parsed),
                SnrDb = snrDb.Of(parsed),
                Cbr = cbr.Of(parsed),
                PrototypeCbr = prototype.Of(parsed),
                Gate = gate.Of(parsed),
                ModelId = parsed.GetValue(model) ?? "image-base",
                Seed = seed.Of(parsed),
                Threads = threads.Of(parsed) ?? 0,
            };
            if (places.Count > 1)
            {
                Write(context, ShareDisplay.Run(context, "places", progress =>
                    new KnowledgePlaces(trial).RunAsync(places, () => new MemoryKnowledgeStore(TimeProvider.System), progress, cancellationToken).GetAwaiter().GetResult()), parsed.GetValue(json));
                return Task.FromResult(CommandLineApp.Success);
            }
            var result = ShareDisplay.Run(context, "pictures", progress => trial.RunAsync(places[0], () => new MemoryKnowledgeStore(TimeProvider.System), progress, cancellationToken).GetAwaiter().GetResult());
            if (parsed.GetValue(json))
                context.Out.WriteLine(JsonSerializer.Serialize(new KbTrialDocument(trial, result), CliJson.Indented.KbTrialDocument));
            else
                Write(context, trial, result);
            return Task.FromResult(CommandLineApp.Success);
        });
        return command;
    }

    private static void Write(CliContext context, KnowledgePlacesResult result, bool isJson)
    {
        if (isJson)
        {
            context.Out.WriteLine(JsonSerializer.Serialize(result, CliJson.Indented.KnowledgePlacesResult));
            return;
        }
        foreach (var (kept, fresh) in result.Kept.Zip(result.Fresh))
            Line($"place of {kept.Pictures} pictures: {kept.PsnrDb:F2} dB in {kept.Uses} channel uses, {kept.KnowledgeUses} of them to bring knowledge; {fresh.PsnrDb:F2} dB in {fresh.Uses}, {fresh.KnowledgeUses} of them, with nothing kept");
        Line($"kept: {result.Prototypes} prototypes, {result.SavedUses} uses saved; forgetting {result.Scores.Forgetting:F2} dB, forward transfer {result.Scores.ForwardTransfer:F2} dB, gain at the end {result.Scores.Average:F2} dB");

        void Line(FormattableString text) => context.Out.WriteLine(text.ToString(CultureInfo.InvariantCulture));
    }

    private static PatchGate ParseGate(string option, string text) => text switch
    {
        "learned" => PatchGate.Learned,
        "closed-form" => PatchGate.ClosedForm,
        _ => throw new SemComException($"{option}: must be learned or closed-form (was '{text}'); leave it out for learned"),
    };

    private static void Write(CliContext context, KnowledgeTrial trial, KnowledgeTrialResult result)
    {
        Line($"{result.With.Count} pictures, {trial.Channel}, {string.Join(", ", trial.SnrDb)} dB, {result.Prototypes} prototypes");
        Line($"with knowledge:       {result.PsnrDb:F2} dB in {result.Uses} channel uses, {result.KnowledgeUses} of them to bring it");
        foreach (var (uses, psnrDb) in result.Curve)
            Line($"without knowledge:    {psnrDb:F2} dB in {uses}");
        if (result.PsnrDbAtEqualUses is { } equal)
            Line($"for the same uses:    {result.PsnrDb - equal:+0.00;-0.00} dB");
        if (result.UsesAtEqualPsnr is { } needed)
            Line($"for the same quality: {100 * (1 - result.Uses / needed):F0} % fewer uses");
        else
            Line($"for the same quality: more uses than the {result.Curve[^1].Uses} that were tried");

        void Line(FormattableString text) => context.Out.WriteLine(text.ToString(CultureInfo.InvariantCulture));
    }
}
