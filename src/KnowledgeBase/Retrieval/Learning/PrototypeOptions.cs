namespace SemCom;

/// <summary>How prototypes follow their data.</summary>
public sealed record PrototypeOptions
{
    /// <summary>Most prototypes, 2 to 1024.</summary>
    public int Capacity { get; init; } = 64;

    /// <summary>Distance from the nearest prototype beyond which a vector may become one of its own, at least 0.</summary>
    public double Novelty { get; init; }

    /// <summary>Observations after which an earlier one counts half, at least 1; infinite for never.</summary>
    public double HalfLife { get; init; } = double.PositiveInfinity;

    /// <summary>
    /// Whether prototypes come, are merged and go as the data need. If not, the first <see cref="Capacity"/> different vectors stay the only ones and each vector moves the nearest:
    /// MacQueen's k-means, which drags what it knows to new data.
    /// </summary>
    public bool ControlsForgetting { get; init; } = true;

    internal void Check()
    {
        Guard.InRange(Capacity, 2, 1024, "prototypes", "64 is the default");
        Guard.InRange(Novelty, 0, double.MaxValue, "distance of novelty", "take the width of a cluster");
        if (double.IsNaN(HalfLife) || HalfLife < 1)
            throw new SemComException($"half-life of observations must be at least 1 (was {HalfLife}); leave it out to count all alike");
    }
}
