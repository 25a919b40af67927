using System.Globalization;
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

    /// <summary>The system that <c>semantic</c> stands for with sounds, with or without <c>:network=off,margin=8</c>.</summary>
    /// <exception cref="SemComException">A parameter is unknown or stands twice, or there is no such model.</exception>
    public static SemanticSpeechSystem Create(SystemOptions options)
    {
        var (refine, marginDb) = ((bool?)null, (double?)null);
        foreach (var part in options.Parameters?.Split(',', StringSplitOptions.TrimEntries) ?? [])
        {
            switch (part.Split('=', 2, StringSplitOptions.TrimEntries))
            {
                case ["network", "on" or "off"] when refine is null:
                    refine = part.EndsWith("on", StringComparison.Ordinal);
                    break;
                case ["margin", var text] when marginDb is null && double.TryParse(text, CultureInfo.InvariantCulture, out var value):
                    marginDb = Guard.InRange(value, 0, LinkPlan.MaxMarginDb, "margin in dB", "1 dB is usual");
                    break;
                default:
                    throw new SemComException($"--systems: parameters of semantic must be, for sounds, network=on or network=off and margin=X in dB, each once (was '{part}'); write for example semantic:margin=8");
            }
        }
        if (options.Mode is not null and not LinkMode.Analog)
            throw new SemComException($"--mode: speech must be sent in mode analog (was {options.Mode.Value.Name()}); leave --mode out");
        string?[] named = [refine is false ? "network=off" : null, marginDb is { } db ? string.Create(CultureInfo.InvariantCulture, $"margin={db}") : null];
        var shown = string.Join(',', named.OfType<string>());
        return new SemanticSpeechSystem(shown.Length > 0 ? $"semantic:{shown}" : "semantic", options.Model ?? DefaultModel, marginDb ?? options.MarginDb, options.Estimator ?? EstimatorKind.LmmseRobust, refine ?? true);
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
        var link = SpeechLink.Create(conditions.ToSpeechLink() with { MarginDb = _marginDb, ModelId = _model, Refine = _refine, Estimator = _estimator });
        var result = link.Send(sound, cancellationToken);
        return new SpeechSystemResult(result.Sound, result.Quality with { System = Name }, result.Notices);
    }
}
