using System.Buffers;
using System.Text.Json.Serialization;

namespace SemCom.Latents;

/// <summary>The JSON form of <see cref="RotationSets"/>.</summary>
internal sealed record LatentRotationsFile
{
    /// <summary>The digit of 0.</summary>
    public const int Zero = 32;

    private const string Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private static readonly SearchValues<char> Known = SearchValues.Create(Digits);

    public required string Format { get; init; }
    public required int Version { get; init; }
    public required int Latents { get; init; }

    /// <summary>[rotation][row][latent], a digit of base 64 (RFC 4648) for each, which stands for its value + <see cref="Zero"/>.</summary>
    public required string Bases { get; init; }

    /// <summary>Likewise, of all latents behind the colour means; for tokens alone.</summary>
    public required string Wide { get; init; }

    public required NeighbourStatistics Neighbours { get; init; }
    public required RotationStatistics Analog { get; init; }
    public required RotationStatistics Tokens { get; init; }

    /// <summary>The values of all bases for tokens, each row by row; those for analog symbols come first.</summary>
    public IEnumerable<int[]> AllBases()
    {
        var narrow = Analog.Profiles.Length;
        return Tokens.Profiles.Select((profile, rotation) =>
            rotation < narrow ? Values(Bases, rotation, profile.Length) : Values(Wide, rotation - narrow, profile.Length));
    }

    /// <summary>What is wrong with the numbers, or null.</summary>
    public string? Fault(LatentTables tables)
    {
        if (Format is not "semcom-latent-rotations" || Version != 2)
            return $"format must be semcom-latent-rotations version 2 (was {Format} version {Version})";
        var (narrow, all, high) = (Analog.Profiles.Length, Tokens.Profiles.Length, tables.Latents - tables.LowLatents);
        if (narrow < 1 || narrow > all || all > 256 || Latents < 1 || Latents > high || Bases.Length != narrow * Latents * Latents)
            return $"bases must be 1..256 of 1..{high} latents (were {Bases.Length} digits for {narrow} of {Latents})";
        if (Wide.Length != (all - narrow) * high * high)
            return $"wide bases must be of {high} latents (were {Wide.Length} digits for {all - narrow})";
        if (Bases.AsSpan().ContainsAnyExcept(Known) || Wide.AsSpan().ContainsAnyExcept(Known))
            return "bases must be digits of base 64";
        var known = Neighbours.Scales.Length;
        if (known < 1 || known > Latents || Neighbours.Weights.Length != NeighbourWeights.Neighbours * known * known || Neighbours.Weights.AsSpan().ContainsAnyExcept(Known))
            return $"neighbours must have 1..{Latents} scales and {NeighbourWeights.Neighbours} digits of base 64 for each two of them (have {known} and {Neighbours.Weights.Length})";
        if (Neighbours.Scales.Any(scale => !double.IsFinite(scale)))
            return "every scale of neighbours must be a number";
        foreach (var (use, statistics, rotations) in new[] { ("analog", Analog, narrow), ("tokens", Tokens, all) })
        {
            if (((IEnumerable<double[]?>)[.. statistics.Variances, .. statistics.Profiles, .. statistics.Shares]).Any(row => row is null))
                return $"no row of {use} may be null";
            if (statistics.Variances.Length != tables.ClassCount || statistics.Variances.Any(row => row.Length != high))
                return $"variances of {use} must be {tables.ClassCount} x {high}";
            if (statistics.Profiles.Where((row, rotation) => row.Length != (rotation < narrow ? Latents : high)).Any())
                return $"profiles of {use} must be {narrow} x {Latents} and {rotations - narrow} x {high}";
            if (statistics.Shares.Length != tables.ClassCount || statistics.Shares.Any(row => row.Length != rotations))
                return $"shares of {use} must be {tables.ClassCount} x {rotations}";
            if (((IEnumerable<double[]>)[.. statistics.Variances, .. statistics.Profiles, .. statistics.Shares]).Any(row => row.Any(v => !(v > 0) || !double.IsFinite(v))))
                return $"every variance, profile and share of {use} must be above 0";
            if (statistics.Shares.Any(row => row.Any(share => share > 1)))
                return $"shares of {use} must be at most 1";
        }
        return null;
    }

    /// <summary>The value of a digit.</summary>
    public static int ValueOf(char digit) => Digits.IndexOf(digit, StringComparison.Ordinal) - Zero;

    private static int[] Values(string digits, int basis, int size) => [.. digits.Substring(basis * size * size, size * size).Select(ValueOf)];
}

/// <summary>What decoded patches tell of the next one.</summary>
internal sealed record NeighbourStatistics
{
    /// <summary>[neighbour][its latent][latent], a digit for each as in the bases.</summary>
    public required string Weights { get; init; }

    /// <summary>[latent]: what a digit of 1 stands for.</summary>
    public required double[] Scales { get; init; }
}

/// <summary>What is expected of rotated latents.</summary>
internal sealed record RotationStatistics
{
    /// <summary>[class][latent behind the colour means].</summary>
    public required double[][] Variances { get; init; }

    /// <summary>[rotation][latent that it turns].</summary>
    public required double[][] Profiles { get; init; }

    /// <summary>[class][rotation].</summary>
    public required double[][] Shares { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(LatentRotationsFile))]
internal sealed partial class LatentRotationsJson : JsonSerializerContext;
