using System.Numerics;

namespace SemCom.Receiver.Estimation;

/// <summary>
/// Power over delay, of unit power, as a sum of lines; the correlation over frequency is its Fourier transform and so is positive
/// semidefinite by construction. A flat profile is laid on the nodes of a quadrature. Immutable; compared by identity.
/// </summary>
internal sealed class DelayProfile
{
    private DelayProfile(double[] delays, double[] powers) => (Delays, Powers) = (delays, powers);

    /// <summary>Delays [s].</summary>
    public double[] Delays { get; }

    /// <summary>Powers above 0, with sum 1.</summary>
    public double[] Powers { get; }

    /// <summary>Lines of given powers; those without power are left out.</summary>
    public static DelayProfile OfLines(ReadOnlySpan<double> delays, ReadOnlySpan<double> powers)
    {
        double total = 0;
        foreach (var power in powers)
            total += power;
        var (kept, shares) = (new List<double>(), new List<double>());
        for (var d = 0; d < delays.Length; d++)
        {
            if (powers[d] <= total * 1e-12)
                continue;
            kept.Add(delays[d]);
            shares.Add(powers[d] / total);
        }
        return new DelayProfile([.. kept], [.. shares]);
    }

    /// <summary>Constant power over [0, <paramref name="maxDelaySeconds"/>], to better than 1e-6 in correlations within a bandwidth.</summary>
    public static DelayProfile Flat(double maxDelaySeconds, double bandwidthHertz)
    {
        var (nodes, weights) = GaussLegendre.OnUnitInterval(8 + (int)Math.Ceiling(1.6 * maxDelaySeconds * bandwidthHertz));
        return new DelayProfile(Array.ConvertAll(nodes, x => x * maxDelaySeconds), weights);
    }

    /// <summary>
    /// A density over [0, <paramref name="extent"/>] that is smooth on both sides of <paramref name="edge"/>; what lies behind the edge is a floor and takes a
    /// coarser grid.
    /// </summary>
    public static DelayProfile OfDensity(double edge, double extent, double bandwidthHertz, Func<double, double> density)
    {
        var (delays, powers) = (new List<double>(), new List<double>());
        Add(0, edge, 1.6);
        if (edge < extent)
            Add(edge, extent, 1.1);
        return OfLines(delays.ToArray(), powers.ToArray());

        void Add(double start, double end, double nodesPerCell)
        {
            var (nodes, weights) = GaussLegendre.OnUnitInterval(6 + (int)Math.Ceiling(nodesPerCell * (end - start) * bandwidthHertz));
            for (var i = 0; i < nodes.Length; i++)
            {
                delays.Add(start + nodes[i] * (end - start));
                powers.Add(weights[i] * (end - start) * density(delays[^1]));
            }
        }
    }

    /// <summary>Power between two delays, of unit power in all.</summary>
    public double Share(double start, double end)
    {
        var sum = 0.0;
        for (var d = 0; d < Delays.Length; d++)
            sum += Delays[d] >= start && Delays[d] < end ? Powers[d] : 0;
        return sum;
    }

    /// <summary>Σ p·e^(−j2πΔfτ).</summary>
    public Complex Correlation(double hertz)
    {
        var sum = Complex.Zero;
        for (var d = 0; d < Delays.Length; d++)
            sum += Complex.FromPolarCoordinates(Powers[d], -2 * Math.PI * hertz * Delays[d]);
        return sum;
    }
}
