using System.Globalization;
using SemCom.Receiver.Estimation;
using SemCom.Runtime.Models;

namespace SemCom.Evaluation;

/// <summary>One of SemCom's own codecs: <see cref="SemanticLink"/> as a system under test.</summary>
internal sealed class SemanticSystem : ISequenceSystem
{
    private const string DefaultModel = "image-base";

    private readonly string _model;
    private readonly double? _marginDb;
    private readonly LinkMode _mode;
    private readonly EstimatorKind _estimator;
    private readonly bool _refine;
    private readonly PictureFocus? _focus;
    private readonly bool _explain;
    private readonly PrivacyRequest? _privacy;
    private readonly PatchGate? _knowledge;

    /// <exception cref="SemComException">There is no such codec.</exception>
    public SemanticSystem(
        string name, string model, double? marginDb = null, LinkMode mode = LinkMode.Analog, EstimatorKind estimator = EstimatorKind.LmmseRobust, bool refine = false, PictureFocus? focus = null, bool explain = false, PrivacyRequest? privacy = null, PatchGate? knowledge = null)
    {
        (Name, _model, _marginDb, _mode, _estimator, _refine, _focus, _explain, _privacy, _knowledge) = (name, model, marginDb, mode, estimator, refine, focus, explain, privacy, knowledge);
        var models = ModelCatalogue.Default;
        var usesPrior = refine || estimator is EstimatorKind.Diffusion or EstimatorKind.DiffusionSampled;
        Identity = Checksums(models.FindCodec(model)) + (usesPrior ? $"; {Checksums(models.Find(ChannelPrior.ModelId))}" : "")
            + (focus is AutomaticFocus or ObjectFocus ? $"; {Checksums(models.Find(PromptableSegmenter.ModelId))}" : "");
    }

    public string Name { get; }

    public string Identity { get; }

    public SystemKind Kind => Name == "linear" ? SystemKind.Other : SystemKind.Semantic;

    public bool NeedsSequence => _knowledge is not null;

    public async ValueTask<SystemResult> SendAsync(Picture picture, LinkConditions conditions, CancellationToken cancellationToken)
    {
        var sequence = Begin(conditions);
        await using var _ = sequence.ConfigureAwait(false);
        return await sequence.SendAsync(picture, cancellationToken).ConfigureAwait(false);
    }

    public ISystemSequence Begin(LinkConditions conditions) => new SemanticSequence(Name, options => Configure(options, conditions), _knowledge);

    /// <summary>The codec that <c>semantic</c> stands for, with or without <c>:model=ID,mode=MODE,margin=X,estimator=KIND,refine=on,focus=auto,knowledge=on</c>.</summary>
    /// <exception cref="SemComException">A parameter is unknown or stands twice, or there is no such model.</exception>
    public static SemanticSystem Create(SystemOptions options)
    {
        var (model, mode, marginDb, estimator, refine, focus, focusDb) = ((string?)null, (LinkMode?)null, (double?)null, (EstimatorKind?)null, (bool?)null, (PictureFocus?)null, (double?)null);
        var knowledge = (PatchGate?)null;
        foreach (var part in options.Parameters?.Split(',', StringSplitOptions.TrimEntries) ?? [])
        {
            switch (part.Split('=', 2, StringSplitOptions.TrimEntries))
            {
                case ["model", var id] when model is null:
                    model = id;
                    break;
                case ["mode", var name] when mode is null && LinkModes.Find(name) is { } known:
                    mode = known;
                    break;
                case ["estimator", var name] when estimator is null && EstimatorKinds.FindBlind(name) is { } kind:
                    estimator = kind;
                    break;
                case ["refine", "on" or "off"] when refine is null:
                    refine = part.EndsWith("on", StringComparison.Ordinal);
                    break;
                case ["knowledge", "on" or "closed-form"] when knowledge is null:
                    knowledge = part.EndsWith("on", StringComparison.Ordinal) ? PatchGate.Learned : PatchGate.ClosedForm;
                    break;
                case ["focus", "auto"] when focus is null:
                    focus = PictureFocus.Automatic;
                    break;
                case ["focus", var text] when focus is null && text.Split('/') is { Length: 4 } sides && Array.TrueForAll(sides, side => int.TryParse(side, NumberStyles.None, CultureInfo.InvariantCulture, out var _)):
                    var numbers = Array.ConvertAll(sides, side => int.Parse(side, CultureInfo.InvariantCulture));
                    focus = PictureFocus.In(new PictureBox(numbers[0], numbers[1], numbers[2], numbers[3]));
                    break;
                case ["focus-db", var text] when focusDb is null && Decibel(text) is { } weight and > 0 and <= 21:
                    focusDb = weight;
                    break;
                case ["margin", var text] when marginDb is null && Decibel(text) is { } value:
                    marginDb = value;
                    break;
                default:
                    throw new SemComException($"--systems: parameters of semantic must be model=ID, mode=analog, mode=digital or mode=generative, margin=X in dB, estimator=KIND of {EstimatorKinds.BlindNames}, refine=on or refine=off, focus=auto or focus=X/Y/WIDTH/HEIGHT in pixels, focus-db=X up to 21, and knowledge=on or knowledge=closed-form, each once (was '{part}'); "
                        + "write for example semantic:model=image-live,margin=4dB");
            }
        }
        if (focusDb is { } db)
        {
            focus = focus is null ? throw new SemComException($"--systems: focus-db of semantic needs a focus (there was none, but focus-db={db}); write for example semantic:focus=auto,focus-db={db}")
                : focus with { Weight = Math.Min(RegionWeights.MaxFocusWeight, Decibels.ToLinear(db)) };
        }
        (marginDb, mode, estimator, refine, focus) = (marginDb ?? options.MarginDb, mode ?? options.Mode, estimator ?? options.Estimator, refine ?? options.Refine, focus ?? options.Focus);
        string?[] named =
        [
            model is null ? null : $"model={model}",
            mode is null or LinkMode.Analog ? null : $"mode={mode.Value.Name()}",
            estimator is null or EstimatorKind.LmmseRobust ? null : $"estimator={estimator.Value.Name()}",
            refine is true ? "refine=on" : null,
            knowledge switch { PatchGate.Learned => "knowledge=on", PatchGate.ClosedForm => "knowledge=closed-form", _ => null },
            focus switch
            {
                AutomaticFocus => "focus=auto",
                BoxFocus { Box: var box } => $"focus={box.X}/{box.Y}/{box.Width}/{box.Height}",
                _ => null,
            },
            focusDb is { } weightDb ? string.Create(CultureInfo.InvariantCulture, $"focus-db={weightDb}") : null,
            marginDb is { } margin ? string.Create(CultureInfo.InvariantCulture, $"margin={margin}dB") : null,
        ];
        var parameters = string.Join(',', named.OfType<string>());
        return new(parameters.Length == 0 ? "semantic" : $"semantic:{parameters}", model ?? options.Model ?? DefaultModel, marginDb, mode ?? LinkMode.Analog, estimator ?? EstimatorKind.LmmseRobust,
            refine is true, focus, options.Explain, options.Privacy, knowledge);
    }

    private static double? Decibel(string text) =>
        double.TryParse(text.Replace("dB", "", StringComparison.OrdinalIgnoreCase), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static string Checksums(ModelEntry model) => $"model {model.Id}, SHA-256 {string.Join(", ", model.Files.Select(f => $"{f.Role} {f.Sha256}"))}";

    private void Configure(SemanticLinkOptions options, LinkConditions conditions)
    {
        options.Channel(conditions.Channel, conditions.SnrDb).Bandwidth(conditions.Cbr).Model(_model).Mode(_mode)
            .Seed(conditions.Seed).Frame(conditions.Frame).Genie(conditions.Genie).Metrics(conditions.Metrics).Estimator(_estimator).Refine(_refine).Focus(_focus).Explain(_explain);
        if (_privacy is { } privacy)
            options.Protect(privacy.Region, privacy.Key, privacy.ReceiverKey);
        if (conditions.PlanSnrDb is { } planSnrDb)
            options.PlanSnr(planSnrDb);
        if (_marginDb is { } marginDb)
            options.Margin(marginDb);
        if (conditions.Threads is { } threads)
            options.Threads(threads);
    }
}
