using System.Text.Json.Serialization;

namespace SemCom.Latents;

/// <summary>The JSON form of <see cref="LatentTables"/>.</summary>
internal sealed record LatentTablesFile
{
    public required string Format { get; init; }
    public required int Version { get; init; }
    public required int Patch { get; init; }
    public required int Latents { get; init; }
    public required int LowLatents { get; init; }
    public required int LowBlock { get; init; }
    public required int NetworkMultiple { get; init; }
    public required double[] Activity { get; init; }
    public required double Mean { get; init; }
    public required double[][] LowColours { get; init; }
    public required double[][] HighVariances { get; init; }
    public required double[][] LowVariances { get; init; }
    public required Dictionary<string, double[][][]> ClassContexts { get; init; }

    /// <summary>What is wrong with the numbers, or null.</summary>
    public string? Fault()
    {
        var classes = Activity.Length + 1;
        if (Format is not "semcom-latent-tables" || Version != 1)
            return $"format must be semcom-latent-tables version 1 (was {Format} version {Version})";
        if (Patch < 1 || LowLatents < 1 || Latents <= LowLatents || LowBlock < 1 || NetworkMultiple % (Patch * LowBlock) != 0)
            return "sizes must be positive and agree";
        if (classes > 8)
            return $"at most 8 classes fit the frame header (were {classes})";
        if (LowColours.Length != LowLatents || LowColours.Any(row => row.Length != 3) || !double.IsFinite(Mean))
            return $"lowColours must be {LowLatents} x 3";
        if (HighVariances.Length != classes || HighVariances.Any(row => row.Length != Latents - LowLatents))
            return $"highVariances must be {classes} x {Latents - LowLatents}";
        if (LowVariances.Length != LowLatents || LowVariances.Any(row => row.Length != LowBlock * LowBlock))
            return $"lowVariances must be {LowLatents} x {LowBlock * LowBlock}";
        if (HighVariances.Concat(LowVariances).Any(row => row.Any(v => !(v > 0) || !double.IsFinite(v))))
            return "every variance must be above 0";
        foreach (var cell in ClassMap.CellSizes)
        {
            if (!ClassContexts.TryGetValue($"{cell}", out var contexts))
                return $"classContexts must hold cell {cell}";
            if (contexts.Length != classes + 1 || contexts.Any(row => row.Length != classes + 1 || row.Any(p => !IsDistribution(p, classes))))
                return $"classContexts of cell {cell} must be {classes + 1} x {classes + 1} distributions of {classes} classes";
        }
        return null;
    }

    private static bool IsDistribution(double[] p, int classes) =>
        p.Length == classes && p.All(v => v > 0) && Math.Abs(p.Sum() - 1) < 1e-3;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(LatentTablesFile))]
internal sealed partial class LatentTablesJson : JsonSerializerContext;
