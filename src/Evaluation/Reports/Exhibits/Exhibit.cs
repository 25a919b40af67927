namespace SemCom.Evaluation;

/// <summary>One source of a sweep to look at: the original and what each system made of it.</summary>
public sealed record Exhibit
{
    /// <summary>Name of the source.</summary>
    public required string Source { get; init; }

    /// <summary>Why this one, for example "median of 24 for semantic".</summary>
    public required string Rank { get; init; }

    /// <summary>The point of comparison, for example "awgn, 7 dB, CBR 1/24, seed 1".</summary>
    public required string Point { get; init; }

    /// <summary>What was sent.</summary>
    public required Picture Original { get; init; }

    /// <summary>What came out, one for each system that could send it; at least one.</summary>
    public required IReadOnlyList<ExhibitPicture> Received { get; init; }

    /// <summary>The system whose errors choose the places: ours.</summary>
    public required string Ours { get; init; }

    /// <summary>The system beside ours: the best classical one for this source; null where there is no second one.</summary>
    public string? Rival { get; init; }
}

/// <summary>What one system made of an exhibit.</summary>
/// <param name="System">The system.</param>
/// <param name="Picture">The received picture, of the original's size.</param>
/// <param name="Quality">Its record.</param>
public sealed record ExhibitPicture(string System, Picture Picture, QualityRecord Quality);
