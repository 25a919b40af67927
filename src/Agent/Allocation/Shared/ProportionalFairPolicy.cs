namespace SemCom;

/// <summary>
/// Proportional fair: the block goes to the highest ratio of the rate that was reported, log2(1 + SNR), to the rate the user has had on average (Jalali, Padovani, Pankaj, VTC 2000). It knows nothing of
/// pictures.
/// </summary>
/// <param name="users">Users.</param>
/// <param name="memoryBlocks">Blocks over which the average is taken.</param>
public sealed class ProportionalFairPolicy(int users, double memoryBlocks = 48) : IPolicy
{
    private readonly double[] _served = new double[users];

    /// <inheritdoc/>
    public string Name => "proportional fair";

    /// <inheritdoc/>
    public void Reset() => Array.Clear(_served);

    /// <inheritdoc/>
    public int Decide(ReadOnlySpan<float> observation)
    {
        var (best, highest) = (0, double.NegativeInfinity);
        for (var user = 0; user < users; user++)
        {
            var ratio = Rate(observation, user) / Math.Max(_served[user], 1e-9);
            if (ratio > highest)
                (best, highest) = (user, ratio);
        }
        for (var user = 0; user < users; user++)
            _served[user] += ((user == best ? Rate(observation, user) : 0) - _served[user]) / memoryBlocks;
        return best;
    }

    private static double Rate(ReadOnlySpan<float> observation, int user) => Math.Log2(1 + Decibels.ToLinear(observation[SharedBudgetEnvironment.PerUser * user]));
}
