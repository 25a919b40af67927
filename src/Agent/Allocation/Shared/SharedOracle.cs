namespace SemCom;

/// <summary>Divides a frame by the true SNRs, knowing which pictures would be lost: water-filling in blocks, which no division surpasses. A rival that cannot be had.</summary>
/// <param name="scenario">What the users are worth.</param>
public sealed class SharedOracle(SharedScenario scenario)
{
    /// <summary>Blocks of each user.</summary>
    public int[] Divide(IReadOnlyList<SharedUser> users)
    {
        ArgumentNullException.ThrowIfNull(users);
        return WaterFilling.Blocks(users.Count, scenario.Blocks, (user, blocks) => scenario.Achieved(users[user], blocks));
    }

    /// <summary>Sum of the users' utilities.</summary>
    public double Utility(IReadOnlyList<SharedUser> users)
    {
        var blocks = Divide(users);
        return blocks.Select((count, user) => scenario.Achieved(users[user], count)).Sum();
    }
}
