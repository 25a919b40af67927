using SemCom.Latents;

namespace SemCom.Transmitter.Video;

/// <summary>What power and channel uses are worth in squared error, as frames had them: one unit more of power takes 1/m² off, one real use more λ.</summary>
/// <param name="Noise">Planned noise for each real use, N.</param>
/// <param name="Spending">m of the allocation.</param>
/// <param name="Use">λ.</param>
internal readonly record struct UpdatePrices(double Noise, double Spending, double Use)
{
    /// <summary>A use that takes less than this off the squared error of a picture is not worth it: with all latents that well known, a patch has an error of 1/8, near what rounding to 8 bits leaves.</summary>
    public const double LeastUse = 0.5;

    /// <summary>Change of prices from frame to frame.</summary>
    private const double LargestStep = 4;

    /// <summary>Squared error that a unit of power takes off.</summary>
    public double Power => 1 / (Spending * Spending);

    /// <summary>Least importance of a value that is worth its use: it would gain (√θ − √N/m)² = λ.</summary>
    public double Cut
    {
        get
        {
            var root = Math.Sqrt(Use) + Math.Sqrt(Noise) / Spending;
            return root * root;
        }
    }

    /// <summary>The prices of an allocation.</summary>
    public static UpdatePrices Of(LatentAllocation allocation, double noise)
    {
        var spending = Math.Max(allocation.Spending, 1e-6);
        var root = Math.Sqrt(allocation.Cut) - Math.Sqrt(noise) / spending;
        return new UpdatePrices(noise, spending, Math.Max(root > 0 ? root * root : 0, LeastUse));
    }

    /// <summary>Uses cost more where more of them are asked for than there are.</summary>
    /// <param name="demand">Uses asked for / uses there are.</param>
    public UpdatePrices After(double demand) => this with { Use = Math.Max(Use * Math.Clamp(demand, 1 / LargestStep, LargestStep), LeastUse) };

    /// <summary>Goes half way to what power was worth in a frame.</summary>
    public UpdatePrices Towards(LatentAllocation allocation) => allocation.Spending > 0 ? this with { Spending = Math.Sqrt(Spending * allocation.Spending) } : this;
}
