namespace SemCom;

/// <summary>A world with several agents of one kind, which act at the same time, each on what it sees itself. One policy serves all members. Not safe for several threads.</summary>
public interface ITeamEnvironment
{
    /// <summary>Members of the team.</summary>
    int Members { get; }

    /// <summary>What each member observes.</summary>
    ObservationSpace Observations { get; }

    /// <summary>What each member can do.</summary>
    ActionSpace Actions { get; }

    /// <summary>Begins an episode.</summary>
    /// <returns>The first observation of each member.</returns>
    float[][] Reset(ulong seed);

    /// <summary>Does an action of each member.</summary>
    /// <exception cref="InvalidOperationException">The episode has not begun, or has ended.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such action, or not one for each member.</exception>
    TeamStepResult Step(ReadOnlySpan<int> actions);
}
