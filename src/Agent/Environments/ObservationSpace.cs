namespace SemCom;

/// <summary>
/// What an agent observes: named numbers, and after them one prior score for each action where the environment has an opinion of its own (for example what a model of the link predicts).
/// </summary>
public sealed class ObservationSpace
{
    /// <summary>Names the numbers.</summary>
    /// <param name="features">Numbers in their order; at least one.</param>
    /// <param name="hasPriors">Whether a prior score for each action follows, in reward.</param>
    /// <exception cref="ArgumentException">There are none, or one has an empty range.</exception>
    public ObservationSpace(IReadOnlyList<Feature> features, bool hasPriors = false)
    {
        ArgumentNullException.ThrowIfNull(features);
        if (features.Count == 0)
            throw new ArgumentException("an observation must have a feature", nameof(features));
        if (features.FirstOrDefault(f => !(f.High > f.Low)) is { } empty)
            throw new ArgumentException($"feature '{empty.Name}': High must be above Low (was {empty.Low}..{empty.High})", nameof(features));
        (Features, HasPriors) = (features, hasPriors);
    }

    /// <summary>The numbers in their order.</summary>
    public IReadOnlyList<Feature> Features { get; }

    /// <summary>Whether one prior score for each action follows the numbers.</summary>
    public bool HasPriors { get; }

    /// <summary>Numbers of an observation.</summary>
    /// <param name="actions">Actions that there are.</param>
    public int Length(int actions) => Features.Count + (HasPriors ? actions : 0);

    /// <summary>Checks an observation.</summary>
    /// <exception cref="SemComException">It has another length, or a number is not finite.</exception>
    public void Check(ReadOnlySpan<float> observation, int actions)
    {
        if (observation.Length != Length(actions))
            throw new SemComException($"observation: it must have {Length(actions)} numbers (had {observation.Length}); use the environment that the policy was made for");
        for (var i = 0; i < observation.Length; i++)
        {
            if (!float.IsFinite(observation[i]))
                throw new SemComException($"observation '{(i < Features.Count ? Features[i].Name : $"prior of action {i - Features.Count}")}': it must be finite (was {observation[i]}); check what measures it");
        }
    }
}
