namespace SemCom;

/// <summary>An environment with one agent, as a team with one member.</summary>
/// <param name="environment">The environment.</param>
public sealed class TeamOfOne(IEnvironment environment) : ITeamEnvironment
{
    /// <inheritdoc/>
    public int Members => 1;

    /// <inheritdoc/>
    public ObservationSpace Observations => environment.Observations;

    /// <inheritdoc/>
    public ActionSpace Actions => environment.Actions;

    /// <inheritdoc/>
    public float[][] Reset(ulong seed) => [environment.Reset(seed)];

    /// <inheritdoc/>
    public TeamStepResult Step(ReadOnlySpan<int> actions)
    {
        if (actions.Length != 1)
            throw new ArgumentOutOfRangeException(nameof(actions), actions.Length, "a team of one does one action");
        var result = environment.Step(actions[0]);
        return new TeamStepResult([result.Observation], [result.Reward], result.Terminated, result.Truncated, result.Info);
    }
}
