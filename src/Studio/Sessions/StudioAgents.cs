namespace SemCom.Studio;

/// <summary>Makes the agent of a session from the files of the trained one.</summary>
internal sealed class StudioAgents
{
    private readonly string? _policy, _twin;

    private StudioAgents(string? policy, string? twin) => (_policy, _twin) = (policy, twin);

    /// <summary>Whether there is one.</summary>
    public bool IsThere => _twin is not null;

    /// <summary>Looks for the files.</summary>
    /// <param name="models">Folder of the models.</param>
    public static StudioAgents Find(string models)
    {
        return new StudioAgents(Existing("policy.bin"), Existing("twin.bin"));

        string? Existing(string name) => Path.Combine(models, "agent", name) is var path && File.Exists(path) ? path : null;
    }

    /// <summary>An agent for one stream; null where there is none.</summary>
    /// <exception cref="SemComException">A file is damaged.</exception>
    public StreamAgentOptions? Create() => _twin is null ? null : new StreamAgentOptions
    {
        Policy = _policy is null ? new GreedyPolicy(LinkView.Features.Count) : LearnedPolicy.Load(_policy, LinkView.Observations, PlanCatalogue.Default.Actions),
        Scenario = LinkScenario.Training with { Harvest = (LinkScenario.Training.Harvest.Max, LinkScenario.Training.Harvest.Max) },
        Twin = LinkTwin.Load(_twin, PlanCatalogue.Default),
    };
}
