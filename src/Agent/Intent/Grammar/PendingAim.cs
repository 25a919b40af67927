namespace SemCom.Agents;

/// <summary>An aim that was named in a clause, whose weight the rest of the clause tells.</summary>
internal sealed class PendingAim(IntentMark mark, PictureFocus? focus, IntentMark? negation)
{
    public IntentMark Mark { get; } = mark;

    /// <summary>The focus of an aim that is one.</summary>
    public PictureFocus? Focus { get; } = focus;

    /// <summary>The negation before it.</summary>
    public IntentMark? Negation { get; } = negation;

    /// <summary>What tells the weight.</summary>
    public IntentMark? Marker { get; set; }

    /// <summary>Words of priority that stand before it, the marker among them.</summary>
    public IReadOnlyList<IntentMark> Others { get; set; } = [];

    /// <summary>True when a number took it.</summary>
    public bool IsTaken { get; set; }
}
