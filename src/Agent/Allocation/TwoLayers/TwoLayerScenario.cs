namespace SemCom;

/// <summary>
/// What happens around a sender that lives on harvested energy and has several kinds of traffic, one for each user: small enough for an exact optimum. Energy comes in whole units; a unit sends 1/24 of the
/// source values at nominal power. Immutable.
/// </summary>
public sealed record TwoLayerScenario
{
    /// <summary>What one picture of each user counts, 1 to 3 users.</summary>
    public IReadOnlyList<double> Importance { get; init; } = [1, 0.6];

    /// <summary>Slots of an episode.</summary>
    public int Slots { get; init; } = 40;

    /// <summary>Size of the battery [units], 1 to 64.</summary>
    public int Battery { get; init; } = 8;

    /// <summary>Energies that a slot can be given [units], rising from 1 on.</summary>
    public IReadOnlyList<int> Energies { get; init; } = [1, 2, 4];

    /// <summary>Channel bandwidth ratios that a picture can be compressed to.</summary>
    public IReadOnlyList<double> Cbr { get; init; } = [1.0 / 96, 1.0 / 48, 1.0 / 24, 1.0 / 12];

    /// <summary>SNRs at nominal power between which each user's link moves [dB].</summary>
    public IReadOnlyList<double> SnrDb { get; init; } = [0, 7, 14];

    /// <summary>Chance that a link stays in a slot as it is; otherwise it becomes any other.</summary>
    public double LinkStays { get; init; } = 0.8;

    /// <summary>Gradients of pictures, equally likely; only the lower layer sees which [dB].</summary>
    public IReadOnlyList<double> GradientDb { get; init; } = [21, 35];

    /// <summary>Slots without a picture after which the next one counts in full; one after n of them counts n/this.</summary>
    public int FullAge { get; init; } = 3;

    /// <summary>Chances of 0, 1, 2, … units that come in during a slot, when it is dark and when it is bright.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Harvest { get; init; } = [[0.8, 0.2], [0.2, 0.4, 0.4]];

    /// <summary>Chance that the sky stays in a slot as it is.</summary>
    public double SkyStays { get; init; } = 0.9;

    /// <summary>Price of 1/16 of the source values.</summary>
    public double UsesPrice { get; init; } = 0.15;

    /// <summary>What arrives of a picture.</summary>
    public SemanticCurve Curve { get; init; } = SemanticCurve.Default;

    /// <summary>Mean energy that comes in during a slot [units]; dark and bright slots are equally frequent.</summary>
    public double MeanHarvest => Harvest.Average(sky => sky.Select((chance, units) => chance * units).Sum());

    internal int Users => Importance.Count;

    internal void Check()
    {
        Guard.InRange(Users, 1, 3, "users of two layers", "use 2");
        Guard.InRange(Slots, 1, 100_000, "slots of an episode", "use 40");
        Guard.InRange(Battery, 1, 64, "battery [units]", "use 8");
        Guard.InRange(FullAge, 1, 8, "full age [slots]", "use 3");
        Guard.InRange(Harvest.Count, 2, 2, "kinds of sky", "give the harvest of dark and of bright slots");
        Guard.InRange(SnrDb.Count, 1, 8, "SNRs of a link", "use 3");
        Guard.InRange(Energies.Count == 0 ? 0 : Energies.Min(), 1, Battery, "energy of a slot [units]", "use 1, 2 and 4");
    }
}
