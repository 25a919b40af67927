using System.Text.Json.Serialization;

namespace SemCom.Receiver.Estimation;

/// <summary>The JSON form of <see cref="WaveGrid"/>, <see cref="WaveShapes"/> and of where the prior starts.</summary>
internal sealed record ChannelPriorFile
{
    public required string Format { get; init; }
    public required int Version { get; init; }
    public required int Subcarriers { get; init; }
    public required int Symbols { get; init; }
    public required int Rounds { get; init; }
    public required double MeanPower { get; init; }
    public required double[] Delays { get; init; }
    public required double[] Dopplers { get; init; }
    public required double[] Spreads { get; init; }
    public required double[] Shifts { get; init; }
    public required double[][] OverDelay { get; init; }
    public required double[][] OverShift { get; init; }
    public required double[] Start { get; init; }

    /// <summary>What is wrong with the numbers, or null.</summary>
    public string? Fault()
    {
        if (Format is not "semcom-channel-prior" || Version != 1)
            return $"format must be semcom-channel-prior version 1 (was {Format} version {Version})";
        if (Subcarriers < 2 || Symbols < 2 || Rounds is < 1 or > 16 || !(MeanPower > 0))
            return "sizes, rounds and mean power must be positive";
        if (Spreads.Length < 2 || Shifts.Length < 3 || Spreads.Concat(Shifts.Skip(1)).Any(value => !(value > 0)))
            return "spreads and all shifts but the first must be above 0";
        if (OverDelay.Any(row => !IsShape(row, Delays.Length)) || OverShift.Any(row => !IsShape(row, Dopplers.Length)))
            return $"overDelay and overShift must be rows of {Delays.Length} and {Dopplers.Length} powers with sum 1";
        if (OverDelay.Length < 5 * Spreads.Length || OverShift.Length < Shifts.Length)
            return $"overDelay must begin with 5 profiles of {Spreads.Length} spreads, overShift with {Shifts.Length} shifts";
        if (Start.Length != OverDelay.Length + OverShift.Length + 1)
            return $"start must hold one number for each shape and one for the power ({OverDelay.Length + OverShift.Length + 1}; were {Start.Length})";
        return Delays.Concat(Dopplers).Concat(Start).All(double.IsFinite) ? null : "every number must be finite";
    }

    private static bool IsShape(double[] row, int length) => row.Length == length && row.All(p => p >= 0) && Math.Abs(row.Sum() - 1) < 1e-2;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(ChannelPriorFile))]
internal sealed partial class ChannelPriorJson : JsonSerializerContext;
