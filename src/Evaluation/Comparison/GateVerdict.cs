using System.Text.Json;

namespace SemCom.Evaluation;

/// <summary>Whether results are as good as their baseline.</summary>
public sealed record GateVerdict
{
    /// <summary>True when nothing got significantly worse.</summary>
    public required bool Passed { get; init; }

    /// <summary>Name of the baseline.</summary>
    public required string Baseline { get; init; }

    /// <summary>Name of the current results.</summary>
    public required string Current { get; init; }

    /// <summary>What was let pass.</summary>
    public required GateTolerance Tolerance { get; init; }

    /// <summary>Points that were checked: those of the baseline.</summary>
    public required int Points { get; init; }

    /// <summary>Transmissions that were compared.</summary>
    public required int Pairs { get; init; }

    /// <summary>What got worse; empty when the gate is passed.</summary>
    public required IReadOnlyList<GateFinding> Worse { get; init; }

    /// <summary>The point with the lowest difference in PSNR, significant or not; null when no point has a PSNR.</summary>
    public GateFinding? LowestPsnr { get; init; }

    /// <summary>As JSON, with line feeds between lines and at the end.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, EvaluationJson.Indented.GateVerdict) + "\n";
}
