namespace SemCom;

/// <summary>
/// Divides a budget so that the sum of utilities is largest. For concave utilities this is water-filling on their slopes: all who get something have the same slope, the price, and who gets nothing has a
/// lower one (Boyd, Vandenberghe, Convex Optimization, 2004, 5.5.3).
/// </summary>
public static class WaterFilling
{
    private const int Halvings = 80;

    /// <summary>Divides a budget that can be cut anywhere.</summary>
    /// <param name="slopes">Slope of each utility by what it gets; not rising, 0 or more, may be infinite at 0.</param>
    /// <param name="budget">What there is, above 0.</param>
    /// <returns>What each gets; the sum is the budget but for rounding, less only where nobody gains from more.</returns>
    /// <exception cref="SemComException">There is nobody, or nothing to divide.</exception>
    public static double[] Divide(IReadOnlyList<Func<double, double>> slopes, double budget)
    {
        ArgumentNullException.ThrowIfNull(slopes);
        Guard.InRange(slopes.Count, 1, 1_000_000, "users of a budget", "name one");
        Guard.InRange(budget, double.Epsilon, double.MaxValue, "budget", "give something");
        var (low, high) = (0.0, slopes.Max(slope => slope(budget / slopes.Count))); // at this price nobody takes more than an equal part
        for (var i = 0; i < Halvings; i++)
        {
            var price = (low + high) / 2;
            if (slopes.Sum(slope => Taken(slope, price, budget)) > budget)
                low = price;
            else
                high = price;
        }
        var shares = slopes.Select(slope => Taken(slope, high, budget)).ToArray();
        var rest = budget - shares.Sum(); // where slopes are flat, more than one division is best
        for (var user = 0; user < shares.Length && rest > 0; user++)
        {
            var more = Math.Min(rest, Math.Max(0, Taken(slopes[user], low, budget) - shares[user]));
            (shares[user], rest) = (shares[user] + more, rest - more);
        }
        return shares;
    }

    /// <summary>Divides blocks one by one, each to whom it brings most; best for concave utilities (Fox, Discrete optimization via marginal analysis, Management Science 13, 1966).</summary>
    /// <param name="users">Users, at least one.</param>
    /// <param name="blocks">Blocks, 0 or more.</param>
    /// <param name="utility">Utility of a user (first) with some blocks (second).</param>
    /// <returns>Blocks of each.</returns>
    public static int[] Blocks(int users, int blocks, Func<int, int, double> utility)
    {
        ArgumentNullException.ThrowIfNull(utility);
        var granted = new int[Guard.InRange(users, 1, 1_000_000, "users of a budget", "name one")];
        for (var block = 0; block < blocks; block++)
            granted[Enumerable.Range(0, users).MaxBy(user => utility(user, granted[user] + 1) - utility(user, granted[user]))]++;
        return granted;
    }

    /// <summary>What is taken at a price: up to where the slope falls to it.</summary>
    private static double Taken(Func<double, double> slope, double price, double most)
    {
        var (low, high) = (0.0, most);
        if (slope(high) > price)
            return high;
        for (var i = 0; i < Halvings; i++)
        {
            var middle = (low + high) / 2;
            if (slope(middle) > price)
                low = middle;
            else
                high = middle;
        }
        return low;
    }
}
