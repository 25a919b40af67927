using System.Text.Json;

namespace SemCom.Evaluation;

/// <summary>What changed between two sets of results; all differences are second − first.</summary>
public sealed record ResultComparison
{
    /// <summary>Name of the first, the one to compare with.</summary>
    public required string First { get; init; }

    /// <summary>Name of the second.</summary>
    public required string Second { get; init; }

    /// <summary>One sentence.</summary>
    public required string Conclusion { get; init; }

    /// <summary>Conditions in which the pairs differ beside the system; empty for a fair comparison.</summary>
    public required IReadOnlyList<string> Remarks { get; init; }

    /// <summary>One for each system, over all its points.</summary>
    public required IReadOnlyList<SystemComparison> Systems { get; init; }

    /// <summary>The points that both have, in the order of the first.</summary>
    public required IReadOnlyList<PointComparison> Points { get; init; }

    /// <summary>What the second takes and brings, beside what the first does for as many channel uses; where two systems are compared of which one does not keep to the CBR asked for.</summary>
    public IReadOnlyList<EqualCost> EqualCosts { get; init; } = [];

    /// <summary>Points of the first that the second has not.</summary>
    public required IReadOnlyList<ResultPoint> OnlyInFirst { get; init; }

    /// <summary>Points of the second that the first has not.</summary>
    public required IReadOnlyList<ResultPoint> OnlyInSecond { get; init; }

    /// <summary>As JSON, with line feeds between lines and at the end.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, EvaluationJson.Indented.ResultComparison) + "\n";
}
