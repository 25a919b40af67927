using SemCom.Runtime.Models;

namespace SemCom.Evaluation;

/// <summary>One of SemCom's own codecs: <see cref="SemanticLink"/> as a system under test.</summary>
internal sealed class SemanticSystem : ISystem
{
    private const string DefaultModel = "image-base";

    private readonly string _model;

    /// <exception cref="SemComException">There is no such model.</exception>
    public SemanticSystem(string name, string model)
    {
        (Name, _model) = (name, model);
        var files = ModelCatalogue.Default.Find(_model).Files;
        Identity = $"model {_model}, SHA-256 {string.Join(", ", files.Select(f => $"{f.Role} {f.Sha256}"))}";
    }

    public string Name { get; }

    public string Identity { get; }

    public async ValueTask<SystemResult> SendAsync(Picture picture, LinkConditions conditions, CancellationToken cancellationToken)
    {
        var link = SemanticLink.Create(options => Configure(options, conditions));
        await using var _ = link.ConfigureAwait(false);
        var result = await link.SendAsync(picture, cancellationToken).ConfigureAwait(false);
        return new SystemResult(result.Picture, result.Quality with { System = Name }, result.Notices);
    }

    /// <summary>The codec that <c>semantic</c>, with or without <c>:model=ID</c>, stands for.</summary>
    /// <exception cref="SemComException">The parameter is unknown, or there is no such model.</exception>
    public static SemanticSystem Create(SystemOptions options) => options.Parameters switch
    {
        null => new("semantic", options.Model ?? DefaultModel),
        _ when options.Parameters.Split('=', 2, StringSplitOptions.TrimEntries) is ["model", var id] => new($"semantic:model={id}", id),
        var other => throw new SemComException($"--systems: the parameter of semantic must be model=ID (was '{other}'); write for example semantic:model=image-live"),
    };

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
