namespace SemCom;

/// <summary>Round robin: the block goes to the first of those who have fewest.</summary>
/// <param name="users">Users.</param>
public sealed class EqualSharesPolicy(int users) : IPolicy
{
    /// <inheritdoc/>
    public string Name => "equal";

    /// <inheritdoc/>
    public void Reset() { }

    /// <inheritdoc/>
    public int Decide(ReadOnlySpan<float> observation)
    {
        var best = 0;
        for (var user = 1; user < users; user++)
        {
            if (Blocks(observation, user) < Blocks(observation, best))
                best = user;
        }
        return best;
    }

    private static float Blocks(ReadOnlySpan<float> observation, int user) => observation[SharedBudgetEnvironment.PerUser * user + 4];
}
