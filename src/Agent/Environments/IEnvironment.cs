namespace SemCom;

/// <summary>
/// A world with one agent, in the shape of Gymnasium's <c>Env</c> (Towers et al., arXiv 2407.17032). Everything random follows from the seed. Not safe for several threads.
/// </summary>
public interface IEnvironment
{
    /// <summary>What is observed.</summary>
    ObservationSpace Observations { get; }

    /// <summary>What can be done.</summary>
    ActionSpace Actions { get; }

    /// <summary>Begins an episode.</summary>
    /// <param name="seed">Draws everything random of the episode.</param>
    /// <returns>The first observation.</returns>
    float[] Reset(ulong seed);

    /// <summary>Does an action.</summary>
    /// <param name="action">0 .. <see cref="ActionSpace.Count"/> − 1.</param>
    /// <exception cref="InvalidOperationException">The episode has not begun, or has ended.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such action.</exception>
    StepResult Step(int action);
}
