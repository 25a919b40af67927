namespace SemCom;

/// <summary>What somebody wants of a link: weights of an objective, and constraints. Immutable.</summary>
public sealed record LinkIntent
{
    /// <summary>PSNR that is worth nothing [dB].</summary>
    public const double FloorPsnrDb = 20;

    /// <summary>PSNR that is worth one weight [dB].</summary>
    public const double PsnrScaleDb = 20;

    /// <summary>Channel bandwidth ratio that costs one weight.</summary>
    public const double ReferenceBandwidthRatio = 1.0 / 16;

    /// <summary>Delay that costs one weight [s].</summary>
    public const double ReferenceDelaySeconds = 0.1;

    /// <summary>Nothing special: usual weights, no constraints, no focus.</summary>
    public static LinkIntent Default { get; } = new();

    /// <summary>What counts how much.</summary>
    public IntentWeights Weights { get; init; } = new();

    /// <summary>What must hold.</summary>
    /// <exception cref="SemComException">Nothing can meet them.</exception>
    public IntentConstraints Constraints
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            value.Check();
            field = value;
        }
    } = new();

    /// <summary>Where <see cref="IntentWeights.Sharpness"/> looks: what stands out, the thing at a pixel, or a rectangle. The default, null, is nowhere.</summary>
    /// <exception cref="SemComException">It is of another kind, or lies at negative places.</exception>
    public PictureFocus? Focus
    {
        get;
        init
        {
            CheckFocus(value);
            field = value;
        }
    }

    /// <summary>
    /// The objective: Fidelity·q(PSNR) + Meaning·similarity + Sharpness·q(PSNR in the focus) − ChannelUses·R − Energy·R·P − Delay·T/0.1 s, with
    /// q(x) = (min(x, EnoughPsnrDb) − 20 dB)/20 dB, R = channel bandwidth ratio / (1/16) and P the power relative to nominal. Constraints are not looked at.
    /// </summary>
    public double Utility(LinkOutcome outcome) =>
        Price(Quality(outcome.PsnrDb, outcome.Similarity, outcome.FocusPsnrDb), outcome.ChannelBandwidthRatio, Decibels.ToLinear(outcome.PowerDb), outcome.DelaySeconds);

    /// <summary>The objective's first terms: what is shown.</summary>
    internal double Quality(double psnrDb, double similarity, double focusPsnrDb) =>
        Weights.Fidelity * Worth(psnrDb) + Weights.Meaning * similarity + Weights.Sharpness * Worth(focusPsnrDb);

    /// <summary>Its other terms: quality without what was spent.</summary>
    internal double Price(double quality, double cbr, double power, double delaySeconds)
    {
        var rate = cbr / ReferenceBandwidthRatio;
        return quality - Weights.ChannelUses * rate - Weights.Energy * rate * power - Weights.Delay * delaySeconds / ReferenceDelaySeconds;
    }

    private double Worth(double psnrDb) => (Math.Min(psnrDb, Constraints.EnoughPsnrDb ?? double.PositiveInfinity) - FloorPsnrDb) / PsnrScaleDb;

    private static void CheckFocus(PictureFocus? focus)
    {
        var fault = focus switch
        {
            null or AutomaticFocus => null,
            ObjectFocus at => at.X < 0 || at.Y < 0 ? $"point {at.X},{at.Y}" : null,
            BoxFocus { Box: var box } => box.X < 0 || box.Y < 0 || box.Width < 1 || box.Height < 1 ? $"box {box.X},{box.Y},{box.Width},{box.Height}" : null,
            _ => focus.GetType().Name,
        };
        if (fault is not null)
            throw new SemComException($"focus: it must be what stands out, a point or a box, in the picture (was {fault}); choose one of these");
    }
}
