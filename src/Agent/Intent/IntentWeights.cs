namespace SemCom;

/// <summary>
/// What counts how much. Every term of <see cref="LinkIntent.Utility"/> is scaled to about 0..1 in usual operation, so 1 is usual, 0 is "don't care", 2 "matters", 4 "first" and 8 "above all".
/// Immutable; all weights are 0..16.
/// </summary>
public sealed record IntentWeights
{
    /// <summary>Largest weight.</summary>
    public const double Max = 16;

    /// <summary>Of something that does not count.</summary>
    public const double Ignored = 0;

    /// <summary>Of something nobody spoke of.</summary>
    public const double Usual = 1;

    /// <summary>Of something that matters.</summary>
    public const double Matters = 2;

    /// <summary>Of what comes first.</summary>
    public const double First = 4;

    /// <summary>Of what counts above all.</summary>
    public const double AboveAll = 8;

    /// <summary>Weight of PSNR, for each 20 dB. The default is 1.</summary>
    public double Fidelity { get; init => field = Check(value, "fidelity"); } = Usual;

    /// <summary>Weight of semantic similarity, which is 0..1. The default is 1.</summary>
    public double Meaning { get; init => field = Check(value, "meaning"); } = Usual;

    /// <summary>Weight of PSNR within the focus, for each 20 dB. The default is 0.</summary>
    public double Sharpness { get; init => field = Check(value, "sharpness"); } = Ignored;

    /// <summary>Price of channel uses, for each 1/16 of the source values. The default is 1.</summary>
    public double ChannelUses { get; init => field = Check(value, "channel uses"); } = Usual;

    /// <summary>Price of energy, in units of a frame at 1/16 and nominal power. The default is 1.</summary>
    public double Energy { get; init => field = Check(value, "energy"); } = Usual;

    /// <summary>Price of delay, for each 0.1 s. The default is 1.</summary>
    public double Delay { get; init => field = Check(value, "delay"); } = Usual;

    /// <summary>The weight of an aim.</summary>
    public double this[IntentAim aim] => aim switch
    {
        IntentAim.Fidelity => Fidelity,
        IntentAim.Meaning => Meaning,
        IntentAim.Sharpness => Sharpness,
        IntentAim.ChannelUses => ChannelUses,
        IntentAim.Energy => Energy,
        IntentAim.Delay => Delay,
        _ => throw new ArgumentOutOfRangeException(nameof(aim)),
    };

    /// <summary>The same with another weight of one aim.</summary>
    /// <exception cref="SemComException">The weight is not 0..16.</exception>
    public IntentWeights With(IntentAim aim, double weight) => aim switch
    {
        IntentAim.Fidelity => this with { Fidelity = weight },
        IntentAim.Meaning => this with { Meaning = weight },
        IntentAim.Sharpness => this with { Sharpness = weight },
        IntentAim.ChannelUses => this with { ChannelUses = weight },
        IntentAim.Energy => this with { Energy = weight },
        IntentAim.Delay => this with { Delay = weight },
        _ => throw new ArgumentOutOfRangeException(nameof(aim)),
    };

    private static double Check(double weight, string name) =>
        Guard.InRange(weight, 0, Max, $"weight of {name}", "0 is don't care, 1 usual, 8 above all");
}
