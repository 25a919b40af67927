using SemCom.Latents;

namespace SemCom.Transmitter.Video;

/// <summary>
/// What power and channel uses are worth in squared error, as an allocation tells it: one unit more of power takes 1/m² off, one use more what the first value that was left out would have gained,
/// (√θ − √N/m)², for its importance θ.
/// </summary>
/// <param name="Noise">Planned noise for each real use, N.</param>
/// <param name="Spending">m of the allocation.</param>
/// <param name="Cut">θ; 0 where every value was sent.</param>
internal readonly record struct UpdatePrices(double Noise, double Spending, double Cut)
{
    /// <summary>A use that takes less than this off the squared error of a picture is not worth it: with all latents that well known, a patch has an error of 1/8, near what rounding to 8 bits leaves.</summary>
    public const double LeastUse = 0.5;

    /// <summary>Squared error that a unit of power takes off.</summary>
    public double Power => 1 / (Spending * Spending);

    /// <summary>Squared error that a real use takes off.</summary>
    public double Use
    {
        get
        {
            var root = Math.Sqrt(Cut) - Math.Sqrt(Noise) / Spending;
            return Math.Max(root > 0 ? root * root : 0, LeastUse);
        }
    }

    /// <summary>The prices of an allocation.</summary>
    public static UpdatePrices Of(LatentAllocation allocation, double noise) => new(noise, Math.Max(allocation.Spending, 1e-6), allocation.Cut);
}
