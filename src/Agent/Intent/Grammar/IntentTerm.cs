namespace SemCom.Agents;

/// <summary>A phrase's meaning. Which values count depends on the kind.</summary>
internal sealed record IntentTerm(IntentTermKind Kind)
{
    /// <summary>The aim of an aim or a focus.</summary>
    public IntentAim Aim { get; init; }

    /// <summary>The weight of a marker, or of an aim with level.</summary>
    public double Level { get; init; }

    /// <summary>Where a marker stands.</summary>
    public MarkerPlace Place { get; init; }

    /// <summary>True for a marker that only prices, false for one that only benefits can have; null for both.</summary>
    public bool? IsForPrices { get; init; }

    /// <summary>What an aim's number bounds; null when there is no such bound.</summary>
    public IntentQuantity? Quantity { get; init; }

    /// <summary>What a unit can measure, the usual first.</summary>
    public IReadOnlyList<IntentQuantity> Quantities { get; init; } = [];

    /// <summary>True when a unit says nothing without the name of a quantity.</summary>
    public bool NeedsNoun { get; init; }

    /// <summary>Units of the constraint in one of these.</summary>
    public double Factor { get; init; } = 1;

    /// <summary>Of these in one unit of the constraint.</summary>
    public double Divisor { get; init; } = 1;

    /// <summary>The mode of a mode or a rule.</summary>
    public LinkMode Mode { get; init; }

    /// <summary>Numbers of a place: 2 of a point, 4 of a box.</summary>
    public int Numbers { get; init; }

    /// <summary>True for a thing that there is no detector for.</summary>
    public bool IsUndetected { get; init; }

    /// <summary>Whether an aim is a price.</summary>
    public bool IsPrice => Aim is IntentAim.ChannelUses or IntentAim.Energy or IntentAim.Delay;
}
