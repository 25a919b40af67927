using SemCom.Runtime.Models;

namespace SemCom.Evaluation;

/// <summary>SemCom's video codec, <see cref="VideoLink"/> as a system under test.</summary>
internal sealed class SemanticVideoSystem : IVideoSystem
{
    private const string DefaultModel = "image-live";

    private readonly string _model;
    private readonly FrameSampling _sampling;
    private readonly int? _feedbackDelay;

    private SemanticVideoSystem(string name, string model, FrameSampling sampling, int? feedbackDelay)
    {
        (Name, _model, _sampling, _feedbackDelay) = (name, model, sampling, feedbackDelay);
        var entry = ModelCatalogue.Default.FindCodec(model);
        Identity = $"video, model {entry.Id}, SHA-256 {string.Join(", ", entry.Files.Select(f => $"{f.Role} {f.Sha256}"))}";
    }

    public string Name { get; }

    public string Identity { get; }

    public SystemKind Kind => SystemKind.Semantic;

    /// <summary>The system that <c>semantic</c> stands for with videos, with or without <c>:model=ID,intra=on,feedback=off</c>.</summary>
    /// <exception cref="SemComException">A parameter is unknown or stands twice, or there is no such model.</exception>
    public static SemanticVideoSystem Create(SystemOptions options)
    {
        var (model, intra, feedback) = ((string?)null, (bool?)null, (bool?)null);
        foreach (var part in options.Parameters?.Split(',', StringSplitOptions.TrimEntries) ?? [])
        {
            switch (part.Split('=', 2, StringSplitOptions.TrimEntries))
            {
                case ["model", var id] when model is null:
                    model = id;
                    break;
                case ["intra", "on" or "off"] when intra is null:
                    intra = part.EndsWith("on", StringComparison.Ordinal);
                    break;
                case ["feedback", "on" or "off"] when feedback is null:
                    feedback = part.EndsWith("on", StringComparison.Ordinal);
                    break;
                default:
                    throw new SemComException($"--systems: parameters of semantic must be, for videos, model=ID, intra=on and feedback=off, each once (was '{part}'); write for example semantic:intra=on");
            }
        }
        string?[] named = [model is null ? null : $"model={model}", intra is true ? "intra=on" : null, feedback is false ? "feedback=off" : null];
        var parameters = string.Join(',', named.OfType<string>());
        return new SemanticVideoSystem(parameters.Length == 0 ? "semantic" : $"semantic:{parameters}", model ?? options.Model ?? DefaultModel,
            intra is true ? FrameSampling.Whole : FrameSampling.Regions, feedback is false ? null : new VideoLinkOptions().FeedbackDelay);
    }

    public async ValueTask<SystemResult> SendAsync(Picture picture, LinkConditions conditions, CancellationToken cancellationToken) =>
        await VideoSending.SendAsync(this, new VideoPictures([picture], 25), conditions, cancellationToken).ConfigureAwait(false);

    public async ValueTask<VideoResult> SendAsync(VideoPictures video, LinkConditions conditions, CancellationToken cancellationToken) =>
        await Task.Run(() => Send(video, conditions, cancellationToken), cancellationToken).ConfigureAwait(false);

    private VideoResult Send(VideoPictures video, LinkConditions conditions, CancellationToken cancellationToken)
    {
        using var link = VideoLink.Create(new VideoLinkOptions
        {
            Channel = conditions.Channel,
            SnrDb = conditions.SnrDb,
            PlanSnrDb = conditions.PlanSnrDb,
            Cbr = conditions.Cbr,
            ModelId = _model,
            Sampling = _sampling,
            FeedbackDelay = _feedbackDelay,
            Seed = conditions.Seed,
            FirstFrame = conditions.Frame,
            UseGenie = conditions.Genie,
            Threads = conditions.Threads ?? 0,
        });
        var (shown, sent) = (new List<Picture>(), new VideoSent());
        foreach (var picture in video.Pictures)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var passage = link.Send(picture);
            shown.Add(passage.Shown);
            sent.Add(passage.Ledger, passage.Loss is not null, passage.BytesOnWire, passage.Air);
            sent.Encode += passage.Encode;
            sent.Decode += passage.Decode;
        }
        return new VideoResult(shown, VideoJudge.Record((Name, _model, "analog"), video, shown, sent, conditions), []);
    }
}
