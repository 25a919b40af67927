namespace SemCom;

/// <summary>
/// What happens in cells that use the same channel: sites at equal distances on a circle, one user in each cell, path loss 120.9 + 37.6·log10(d/km) dB, shadowing and fading as in Nasir, Guo, IEEE JSAC
/// 37(10), 2019. Immutable.
/// </summary>
public sealed record CellScenario
{
    /// <summary>Cells, 2 to 6.</summary>
    public int Cells { get; init; } = 3;

    /// <summary>Slots of an episode; users stay where they are in it.</summary>
    public int Slots { get; init; } = 20;

    /// <summary>Distance between neighbouring sites [m].</summary>
    public double SpacingMetres { get; init; } = 400;

    /// <summary>Range of the distance of a user from its site [m]; users are spread evenly over this ring.</summary>
    public (double Min, double Max) DistanceMetres { get; init; } = (35, 250);

    /// <summary>Deviation of shadowing [dB].</summary>
    public double ShadowingDb { get; init; } = 8;

    /// <summary>Correlation of complex Rayleigh fading from slot to slot: J0(2π·10 Hz·20 ms).</summary>
    public double FadingCorrelation { get; init; } = 0.64;

    /// <summary>Full power [dBm].</summary>
    public double PowerDbm { get; init; } = 38;

    /// <summary>Noise power at a receiver [dBm].</summary>
    public double NoiseDbm { get; init; } = -114;

    /// <summary>Powers that can be chosen, relative to full power and rising [dB].</summary>
    public IReadOnlyList<double> PowersDb { get; init; } = [-14, -7, 0];

    /// <summary>Channel bandwidth ratios that can be chosen, rising; the last one fills the slot, and others are on the air for their share of it.</summary>
    public IReadOnlyList<double> Cbr { get; init; } = [1.0 / 48, 1.0 / 12];

    /// <summary>Price of a slot at full power.</summary>
    public double EnergyPrice { get; init; } = 0.1;

    /// <summary>Range of the gradient of pictures [dB].</summary>
    public (double Min, double Max) GradientDb { get; init; } = (21, 35);

    /// <summary>Range of the importance of pictures.</summary>
    public (double Min, double Max) Importance { get; init; } = (0.2, 1);

    /// <summary>What arrives of a picture.</summary>
    public SemanticCurve Curve { get; init; } = SemanticCurve.Default;

    /// <summary>Things that a cell can do: nothing, then each power with each ratio.</summary>
    public int Choices => 1 + PowersDb.Count * Cbr.Count;

    /// <summary>Power relative to full power, share of the slot on the air, and channel bandwidth ratio of an action.</summary>
    public (double Power, double Share, double Cbr) Choice(int action)
    {
        if (action == 0)
            return (0, 0, 0);
        var cbr = Cbr[(action - 1) % Cbr.Count];
        return (Decibels.ToLinear(PowersDb[(action - 1) / Cbr.Count]), cbr / Cbr[^1], cbr);
    }

    /// <summary>The action that fills the slot with the power that is nearest in dB to one, or nothing more than 6 dB below the lowest.</summary>
    /// <param name="power">Relative to full power.</param>
    public int NearestFull(double power)
    {
        var db = Decibels.FromLinear(power);
        if (!(db > PowersDb[0] - 6))
            return 0;
        return (1 + Enumerable.Range(0, PowersDb.Count).MinBy(p => Math.Abs(PowersDb[p] - db))) * Cbr.Count;
    }

    internal void Check()
    {
        Guard.InRange(Cells, 2, 6, "cells", "use 3");
        Guard.InRange(Slots, 1, 100_000, "slots of an episode", "use 20");
        Guard.InRange(PowersDb.Count, 1, 16, "powers of a cell", "use 3");
        Guard.InRange(Cbr.Count, 1, 16, "channel bandwidth ratios of a cell", "use 2");
        Guard.InRange(FadingCorrelation, 0, 1, "correlation of fading", "use 0.64");
    }
}
