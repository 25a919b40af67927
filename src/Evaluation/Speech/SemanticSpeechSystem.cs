using SemCom.Receiver.Estimation;
using SemCom.Runtime.Models;

namespace SemCom.Evaluation;

/// <summary>SemCom's speech codec, <see cref="SpeechLink"/> as a system under test.</summary>
internal sealed class SemanticSpeechSystem : ISpeechSystem
{
    private const string DefaultModel = "speech";

    private readonly string _model;
    private readonly double? _marginDb;
    private readonly EstimatorKind _estimator;
    private readonly bool _refine;

    private SemanticSpeechSystem(string name, string model, double? marginDb, EstimatorKind estimator, bool refine)
    {
        (Name, _model, _marginDb, _estimator, _refine) = (name, model, marginDb, estimator, refine);
        var entry = ModelCatalogue.Default.FindCodec(model, ModelEntry.Speech);
        Identity = $"speech, model {entry.Id}, SHA-256 {string.Join(", ", entry.Files.Select(f => $"{f.Role} {f.Sha256}"))}";
    }

    public string Name { get; }

    public string Identity { get; }

    public SystemKind Kind => SystemKind.Semantic;

    /// <summary>The system that <c>semantic</c> stands for with sounds, with or without <c>:network=off</c>.</summary>
    /// <exception cref="SemComException">A parameter is unknown, or there is no such model.</exception>
    public static SemanticSpeechSystem Create(SystemOptions options)
    {
        var refine = options.Parameters switch
        {
            null or "network=on" => true,
            "network=off" => false,
            var other => throw new SemComException($"--systems: the parameter of semantic must be, for sounds, network=on or network=off (was '{other}'); write for example semantic:network=off"),
        };
        if (options.Mode is not null and not LinkMode.Analog)
            throw new SemComException($"--mode: speech must be sent in mode analog (was {options.Mode.Value.Name()}); leave --mode out");
        return new SemanticSpeechSystem(refine ? "semantic" : "semantic:network=off", options.Model ?? DefaultModel, options.MarginDb, options.Estimator ?? EstimatorKind.LmmseRobust, refine);
    }

    public ValueTask<SystemResult> SendAsync(Picture picture, LinkConditions conditions, CancellationToken cancellationToken) =>
        throw new SemComException($"--systems: {Name} was made for sounds (a picture was given); name sound files");

    public async ValueTask<SpeechSystemResult> SendAsync(Sound sound, LinkConditions conditions, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(conditions);
        return await Task.Run(() => Send(sound, conditions, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private SpeechSystemResult Send(Sound sound, LinkConditions conditions, CancellationToken cancellationToken)
    {
        var link = SpeechLink.Create(new SpeechLinkOptions
        {
            Channel = conditions.Channel,
            SnrDb = conditions.SnrDb,
            PlanSnrDb = conditions.PlanSnrDb,
            Cbr = conditions.Cbr,
            MarginDb = _marginDb,
            ModelId = _model,
            Refine = _refine,
            Estimator = _estimator,
            Seed = conditions.Seed,
            FirstFrame = conditions.Frame,
            UseGenie = conditions.Genie,
            Threads = conditions.Threads ?? 0,
        });
        var result = link.Send(sound, cancellationToken);
        return new SpeechSystemResult(result.Sound, result.Quality with { System = Name }, result.Notices);
    }
}
