using SemCom.Runtime.Models;

namespace SemCom.Evaluation;

/// <summary>SemCom's own codec: <see cref="SemanticLink"/> as a system under test.</summary>
internal sealed class SemanticSystem : ISystem
{
    private const string DefaultModel = "image-base";

    private readonly string _model;

    /// <exception cref="SemComException">There is no such model.</exception>
    public SemanticSystem(string? model)
    {
        _model = model ?? DefaultModel;
        var files = ModelCatalogue.Default.Find(_model).Files;
        Identity = $"model {_model}, SHA-256 {string.Join(", ", files.Select(f => $"{f.Role} {f.Sha256}"))}";
    }

    public string Name => "semantic";

    public string Identity { get; }

    public async ValueTask<SystemResult> SendAsync(Picture picture, LinkConditions conditions, CancellationToken cancellationToken)
    {
        var link = SemanticLink.Create(options => Configure(options, conditions));
        await using var _ = link.ConfigureAwait(false);
        var result = await link.SendAsync(picture, cancellationToken).ConfigureAwait(false);
        return new SystemResult(result.Picture, result.Quality, result.Notices);
    }

    private void Configure(SemanticLinkOptions options, LinkConditions conditions)
    {
        options.Channel(conditions.Channel, conditions.SnrDb).Bandwidth(conditions.Cbr).Model(_model)
            .Seed(conditions.Seed).Frame(conditions.Frame).Genie(conditions.Genie);
        if (conditions.PlanSnrDb is { } planSnrDb)
            options.PlanSnr(planSnrDb);
        if (conditions.Threads is { } threads)
            options.Threads(threads);
    }
}
