namespace SemCom.Studio;

/// <summary>Max-min fairness (Bertsekas and Gallager, Data Networks, 2nd edition, section 6.5.2): nobody gets more than it asks for, and what is left is shared alike among the others.</summary>
internal static class FairShare
{
    /// <summary>Divides a capacity.</summary>
    /// <param name="capacity">What there is.</param>
    /// <param name="demands">What everybody asks for, at least 0.</param>
    /// <returns>What everybody gets, in the same order.</returns>
    public static double[] Divide(double capacity, ReadOnlySpan<double> demands)
    {
        var order = Enumerable.Range(0, demands.Length).ToArray();
        var asked = demands.ToArray();
        Array.Sort(order, (a, b) => asked[a].CompareTo(asked[b]));
        var shares = new double[demands.Length];
        for (var i = 0; i < order.Length; i++)
        {
            shares[order[i]] = Math.Min(asked[order[i]], capacity / (order.Length - i));
            capacity -= shares[order[i]];
        }
        return shares;
    }
}
