using System.CommandLine;
using SemCom.Evaluation;
using SemCom.Receiver.Estimation;
using SemCom.Runtime.Media;

namespace SemCom.Cli;

/// <summary><c>semcom send</c>: one picture or sound over one link.</summary>
internal static class SendVerb
{
    private static readonly Argument<string> Input = new("INPUT") { Description = "Picture of any common format and size, or sound." };

    public static Command Create(CliContext context)
    {
        var output = new Option<string?>("--out")
        {
            HelpName = "FILE",
            Description = "Write what was received here; the ending chooses the format (a sound is written as .wav).",
        };
        var mode = new ParsedOption<LinkMode?>("--mode",
            "MODE", "How a frame carries its meaning: analog symbols, digital (tokens as bytes), generative (very few bytes; details are made up), or auto, which is analog.", Modes.Parse, null, "auto");
        var channel = new ParsedOption<string>("--channel",
            "SPEC", "Channel, see 'semcom channel list'.", (_, text) => ChannelList.Canonical(text), "awgn", "awgn");
        var coherence = CliOptions.Coherence();
        var snrDb = new ParsedOption<double>("--snr-db",
            "X", "Es/N0 per symbol at the receiver, averaged over fading [dB].", NumberParser.SnrDb, 10, "10");
        var cbr = new ParsedOption<double?>("--cbr",
            "X", "Channel uses per source value, header and pilots included: 1/16 or 0.0625.", (option, text) => NumberParser.Cbr(option, text), null, CliOptions.UsualCbrText);
        var planSnrDb = CliOptions.PlanSnrDb();
        var marginDb = CliOptions.MarginDb();
        var model = CliOptions.Model();
        var estimator = new ParsedOption<EstimatorKind?>("--estimator", "KIND", $"Channel estimator over OFDM: {EstimatorKinds.BlindNames}.",
            (option, text) => Estimators.Parse(option, text), null, EstimatorKind.LmmseRobust.Name());
        var refine = new Option<bool>("--refine")
        {
            Description = "Estimate the channel once more with the decoded picture, and decode again; over OFDM with one antenna at each end, for analog symbols. Receiving takes about four times as long.",
        };
        var explain = new Option<string?>("--explain")
        {
            HelpName = "DIR",
            Description = "Write pictures here that tell what mattered, where the channel uses went, what was lost or boosted, and where the error sits.",
        };
        var (focus, privacy) = (new FocusOptions(), new PrivacyOptions());
        var genie = CliOptions.Genie();
        var threads = new ParsedOption<int?>("--threads", "N", "Threads inside the model.",
            (option, text) => NumberParser.Count(option, text, 1, 1024), null, "all cores");
        var metrics = CliOptions.Metrics(PictureMetrics.Pixels, PictureMetricNames.Format(PictureMetrics.Pixels));
        var seed = CliOptions.Seed();
        var json = CliOptions.Json();
        var command = new Verb("send", "Sends one picture or sound over one simulated link and tells what arrived.",
            "semcom send photo.png --channel rayleigh --snr-db 7 --cbr 1/16 --out received.png")
        {
            Input, output, model, mode, channel, coherence, snrDb, cbr, planSnrDb, marginDb, estimator, refine, explain, genie, metrics, threads, seed, json,
        };
        focus.AddTo(command);
        privacy.AddTo(command);
        command.SetAction((parsed, cancellationToken) => SendAsync(
            context,
            new SendRequest(parsed.GetRequiredValue(Input), parsed.GetValue(output), parsed.GetValue(model), mode.Of(parsed), marginDb.Of(parsed), estimator.Of(parsed), parsed.GetValue(refine), focus.Of(parsed), privacy.Of(parsed), parsed.GetValue(explain), parsed.GetValue(json)),
            new LinkConditions
            {
                Channel = ChannelList.WithCoherence(channel.Of(parsed), coherence.Of(parsed)),
                SnrDb = snrDb.Of(parsed),
                Cbr = cbr.Of(parsed) ?? CliOptions.UsualCbr(new PictureInput(parsed.GetRequiredValue(Input)).Kind),
                PlanSnrDb = planSnrDb.Of(parsed),
                Seed = seed.Of(parsed),
                Genie = parsed.GetValue(genie),
                Metrics = metrics.Of(parsed),
                Threads = threads.Of(parsed),
            },
            cancellationToken));
        return command;
    }

    private sealed record SendRequest(string Input, string? Output, string? Model, LinkMode? Mode, double? MarginDb, EstimatorKind? Estimator, bool Refine, PictureFocus? Focus, PrivacyRequest? Privacy, string? Explain, bool Json);

    private static async Task<int> SendAsync(
        CliContext context, SendRequest request, LinkConditions conditions, CancellationToken cancellationToken)
    {
        if (SoundFile.IsName(request.Input))
            return await SendSoundAsync(context, request, conditions, cancellationToken).ConfigureAwait(false);
        var picture = Picture.Load(request.Input);
        var system = context.Systems.Create("semantic", new SystemOptions { Model = request.Model, Mode = request.Mode, MarginDb = request.MarginDb, Estimator = request.Estimator, Refine = request.Refine, Focus = request.Focus, Privacy = request.Privacy, Explain = request.Explain is not null });
        var result = await system.SendAsync(picture, conditions, cancellationToken).ConfigureAwait(false);
        var record = (result.Quality with { Source = Path.GetFileName(request.Input) }).Rounded();
        if (request.Output is not null)
            result.Picture.Save(request.Output);
        if (request.Explain is not null)
        {
            var page = ExplanationFiles.Write(request.Explain, new Exposition(record, picture, result));
            await context.Error.WriteLineAsync($"semcom: {page} explains this transmission").ConfigureAwait(false);
        }
        return await TellAsync(context, request, result.Notices, record, () => SendView.Write(context, record, picture, conditions.Metrics, request.Output)).ConfigureAwait(false);
    }

    private static async Task<int> SendSoundAsync(CliContext context, SendRequest request, LinkConditions conditions, CancellationToken cancellationToken)
    {
        if (request is not { Focus: null, Privacy: null, Explain: null, Refine: false, Mode: null or LinkMode.Analog })
            throw new SemComException($"{request.Input}: focus, private regions, --explain, --refine and other modes than analog are for pictures (a sound was given); leave them out");
        var sound = Sound.Load(request.Input);
        var system = (ISpeechSystem)context.Systems.Create("semantic", new SystemOptions { Model = request.Model, MarginDb = request.MarginDb, Estimator = request.Estimator, Kind = SourceKind.Sound });
        var result = await system.SendAsync(sound, conditions, cancellationToken).ConfigureAwait(false);
        var record = (result.Quality with { Source = Path.GetFileName(request.Input) }).Rounded();
        if (request.Output is not null)
            result.Sound.Save(request.Output);
        return await TellAsync(context, request, result.Notices, record, () => SendView.Write(context, record, sound, request.Output)).ConfigureAwait(false);
    }

    private static async Task<int> TellAsync(CliContext context, SendRequest request, IReadOnlyList<string> notices, QualityRecord record, Action show)
    {
        foreach (var notice in notices)
            await context.Error.WriteLineAsync($"semcom: {notice}").ConfigureAwait(false);
        if (request.Json)
            await context.Out.WriteAsync(ResultsDocument.ToJson(record)).ConfigureAwait(false);
        else
            show();
        return CommandLineApp.Success;
    }
}
