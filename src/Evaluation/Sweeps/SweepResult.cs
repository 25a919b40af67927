namespace SemCom.Evaluation;

/// <summary>How far a sweep has come.</summary>
/// <param name="Done">Transmissions that are finished, earlier runs and left-out ones included.</param>
/// <param name="Total">All transmissions.</param>
/// <param name="Reused">Those that an earlier run had finished.</param>
/// <param name="Remark">Something to show at once: one line about a source that is left out.</param>
public readonly record struct SweepProgress(int Done, int Total, int Reused, string? Remark = null);

/// <summary>A source that could not be used, or that a system could not send.</summary>
/// <param name="Source">Name of the source.</param>
/// <param name="Reason">Why, in one line.</param>
/// <param name="Transmissions">How many transmissions are missing for this reason.</param>
/// <param name="System">The system that could not send it; null where the source itself could not be read.</param>
public sealed record LeftOut(string Source, string Reason, int Transmissions, string? System = null);

/// <summary>A remark of the systems and how many transmissions it concerns.</summary>
/// <param name="Text">One line.</param>
/// <param name="Transmissions">Number of transmissions.</param>
public sealed record Notice(string Text, int Transmissions);

/// <summary>What one point of comparison gave.</summary>
/// <param name="Cell">The point.</param>
/// <param name="Mean">Its means.</param>
/// <param name="Records">Its records, at least one.</param>
public sealed record CellResult(SweepCell Cell, MeanRecord Mean, IReadOnlyList<QualityRecord> Records);

/// <summary>All that a sweep found, in the order of the plan.</summary>
/// <param name="Records">One for each transmission that took place.</param>
/// <param name="Cells">One for each point of comparison with records.</param>
/// <param name="LeftOut">What could not be used.</param>
/// <param name="Notices">Remarks of the systems.</param>
/// <param name="Reused">Number of records that an earlier run had made.</param>
public sealed record SweepResult(
    IReadOnlyList<QualityRecord> Records, IReadOnlyList<CellResult> Cells, IReadOnlyList<LeftOut> LeftOut, IReadOnlyList<Notice> Notices, int Reused)
{
    /// <summary>One for each point of comparison with records.</summary>
    public IReadOnlyList<MeanRecord> Means { get; } = [.. Cells.Select(c => c.Mean)];

    /// <summary>Frames that were lost, for each point and reason.</summary>
    public IReadOnlyList<LostFrames> Lost { get; init; } = [];

    /// <summary>Number of points that <see cref="SweepPlan.UntilCiDb"/> has not brought to the width asked for within the seeds allowed.</summary>
    public int PointsTooWide { get; init; }
}
