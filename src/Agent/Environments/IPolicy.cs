namespace SemCom;

/// <summary>Chooses actions: a learned policy or a fixed rule. It may remember what it saw since <see cref="Reset"/>; a member of a team has one of its own.</summary>
public interface IPolicy
{
    /// <summary>Name in tables.</summary>
    string Name { get; }

    /// <summary>Forgets the past, at the beginning of an episode.</summary>
    void Reset();

    /// <summary>The action for an observation.</summary>
    int Decide(ReadOnlySpan<float> observation);
}
