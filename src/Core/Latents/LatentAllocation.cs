namespace SemCom.Latents;

/// <summary>
/// Which latent values cross the channel, in which order and with what gain. Both ends compute it from the class map, the
/// number of channel uses and the planned noise, so only the class map is side information. Values are ordered by
/// importance (variance v, times the weight w of errors where there is a focus); a frame of K real channel uses carries the first K. Analog transmission of independent Gaussian
/// values with one use each has its least weighted squared error at power p = max(0, m·√(w·v·N) − N) (Lee and Petersen, IEEE
/// Trans. Commun. 24(12), 1976, for the diagonal case). Of values that are sent once more only the share s of the variance is unknown; their error is 1 / (1/(s·v) + p/(v·N)), which is least at
/// p = max(0, m·√(w·v·N) − N/s), in the order of w·v·s².
/// </summary>
public sealed class LatentAllocation
{
    private LatentAllocation(LatentGroup[] groups, int[] taken, double[] gains, int realUses, double spending) =>
        (Groups, Taken, Gains, RealUses, Spending) = (groups, taken, gains, realUses, spending);

    /// <summary>Groups of values, the most important first.</summary>
    public IReadOnlyList<LatentGroup> Groups { get; }

    /// <summary>How many members of each group are sent, from the first one.</summary>
    public IReadOnlyList<int> Taken { get; }

    /// <summary>Amplitude gain of each group for unit mean power per real use; 0 where the use is better left silent.</summary>
    public IReadOnlyList<double> Gains { get; }

    /// <summary>Real channel uses, two for each symbol.</summary>
    public int RealUses { get; }

    /// <summary>The m of the formula. One unit more of power takes 1/m² off the squared error.</summary>
    public double Spending { get; }

    /// <summary>Importance of the first group that is not sent whole; 0 where all are.</summary>
    public double Cut
    {
        get
        {
            for (var i = 0; i < Groups.Count; i++)
            {
                if (Taken[i] < Groups[i].Members.Length)
                    return Groups[i].Importance;
            }
            return 0;
        }
    }

    /// <summary>The allocation that both ends derive from what a frame says.</summary>
    /// <param name="message">Its side message.</param>
    /// <param name="tables">The model's statistics.</param>
    /// <param name="payloadSymbols">Symbols of its payload.</param>
    /// <param name="planSnrDb">The planned SNR [dB].</param>
    public static LatentAllocation Of(SideMessage message, LatentTables tables, int payloadSymbols, double planSnrDb)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Create(LatentGroup.InOrder(tables, message.Map, withLow: message.Base is null, message.Focus, message.Rotations), 2 * payloadSymbols, Decibels.ToNoisePower(planSnrDb));
    }

    /// <summary>Shares <paramref name="realUses"/> among the groups.</summary>
    /// <param name="groups">From <see cref="LatentGroup.InOrder"/>.</param>
    /// <param name="realUses">Real channel uses; at most the number of values.</param>
    /// <param name="noise">Planned noise per real use relative to the mean power of one: N0 for unit symbol power.</param>
    public static LatentAllocation Create(LatentGroup[] groups, int realUses, double noise)
    {
        ArgumentNullException.ThrowIfNull(groups);
        var taken = new int[groups.Length];
        var left = realUses;
        for (var i = 0; i < groups.Length && left > 0; i++)
        {
            taken[i] = Math.Min(groups[i].Members.Length, left);
            left -= taken[i];
        }
        var m = Multiplier(groups, taken, realUses, noise);
        var gains = new double[groups.Length];
        for (var i = 0; i < groups.Length; i++)
            gains[i] = taken[i] == 0 ? 0 : Math.Sqrt(Math.Max(0, m * Math.Sqrt(groups[i].Variance * groups[i].Weight * noise) - noise / groups[i].Unknown) / groups[i].Variance);
        return new LatentAllocation(groups, taken, gains, realUses, m);
    }

    /// <summary>
    /// The m that spends one unit of power for each use. Groups with power are the first ones, so m follows from sums over
    /// them; the last one that still gets power ends the search.
    /// </summary>
    private static double Multiplier(LatentGroup[] groups, int[] taken, int realUses, double noise)
    {
        double values = 0, roots = 0, best = 0;
        for (var i = 0; i < groups.Length && taken[i] > 0; i++)
        {
            var root = Math.Sqrt(groups[i].Variance * groups[i].Weight * noise);
            var unknown = taken[i] / groups[i].Unknown;
            var m = (realUses + (values + unknown) * noise) / (roots + taken[i] * root);
            if (m * root <= noise / groups[i].Unknown)
                break;
            (values, roots, best) = (values + unknown, roots + taken[i] * root, m);
        }
        return best;
    }
}
