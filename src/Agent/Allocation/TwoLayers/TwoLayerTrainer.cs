namespace SemCom;

/// <summary>
/// Learns both layers in turns by PPO: the lower one under the present upper one, then the upper one over the present lower one, and so on. The first upper layer does anything.
/// </summary>
/// <param name="scenario">What can happen.</param>
/// <param name="options">How the layers learn, the lower one with a discount of 0; its steps are those of both layers and all turns together.</param>
/// <param name="turns">Turns of both, 1 to 100.</param>
public sealed class TwoLayerTrainer(TwoLayerScenario scenario, PpoOptions options, int turns = 2)
{
    /// <summary>Share of the steps that the lower layer gets: its task is the easier one.</summary>
    private const double LowerShare = 0.25;

    /// <summary>Learns.</summary>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>The policies of both layers.</returns>
    /// <exception cref="SemComException">An option or a number of the scenario breaks its rule.</exception>
    public (LearnedPolicy Upper, LearnedPolicy Lower) Train(CancellationToken cancellation = default)
    {
        Guard.InRange(turns, 1, 100, "turns of two layers", "use 2");
        var myopic = options with { Discount = 0, Lambda = 0 }; // a compression changes nothing that comes later
        LearnedPolicy? upper = null, lower = null;
        for (var turn = 0; turn < turns; turn++)
        {
            var seed = options.Seed + (ulong)turn;
            var (above, start) = (upper, lower);
            lower = Learn(() => new TeamOfOne(new LowerLayerEnvironment(scenario, Above(above, seed))), myopic, LowerShare, seed, start, "lower layer", cancellation);
            var (below, last) = (lower, upper);
            upper = Learn(() => new TeamOfOne(new UpperLayerEnvironment(scenario, below.Copy())), options, 1 - LowerShare, seed, last, "upper layer", cancellation);
        }
        return (upper!, lower!);
    }

    private IPolicy Above(LearnedPolicy? upper, ulong seed) => upper is null ? new RandomPolicy(1 + scenario.Importance.Count * scenario.Energies.Count, seed) : upper.Copy();

    private LearnedPolicy Learn(Func<ITeamEnvironment> environments, PpoOptions how, double share, ulong seed, LearnedPolicy? start, string name, CancellationToken cancellation)
    {
        var steps = Math.Max(1, (int)(options.Steps * share / turns));
        return new PpoTrainer(environments, how with { Steps = steps, Seed = seed }, start, name).Train(cancellation: cancellation);
    }
}
