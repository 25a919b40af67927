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

    public required RotationStatistics Analog { get; init; }
    public required RotationStatistics Tokens { get; init; }

    /// <summary>The values of a basis, row by row.</summary>
    public int[] Basis(int rotation)
    {
        var digits = Bases.AsSpan(rotation * Latents * Latents);
        var values = new int[Latents * Latents];
        for (var i = 0; i < values.Length; i++)
            values[i] = Digits.IndexOf(digits[i], StringComparison.Ordinal) - Zero;
        return values;
    }

    /// <summary>What is wrong with the numbers, or null.</summary>
    public string? Fault(LatentTables tables)
    {
        if (Format is not "semcom-latent-rotations" || Version != 1)
            return $"format must be semcom-latent-rotations version 1 (was {Format} version {Version})";
        var (rotations, high) = (Analog.Profiles.Length, tables.Latents - tables.LowLatents);
        if (rotations is < 1 or > 256 || Latents < 1 || Latents > high || Bases.Length != rotations * Latents * Latents)
            return $"bases must be 1..256 of 1..{high} latents (were {Bases.Length} digits for {rotations} of {Latents})";
        if (Bases.AsSpan().ContainsAnyExcept(Known))
            return "bases must be digits of base 64";
        foreach (var (use, known) in new[] { ("analog", Analog), ("tokens", Tokens) })
        {
            if (((IEnumerable<double[]?>)[.. known.Variances, .. known.Profiles, .. known.Shares]).Any(row => row is null))
                return $"no row of {use} may be null";
            if (known.Variances.Length != tables.ClassCount || known.Variances.Any(row => row.Length != high))
                return $"variances of {use} must be {tables.ClassCount} x {high}";
            if (known.Profiles.Length != rotations || known.Profiles.Any(row => row.Length != Latents))
                return $"profiles of {use} must be {rotations} x {Latents}";
            if (known.Shares.Length != tables.ClassCount || known.Shares.Any(row => row.Length != rotations))
                return $"shares of {use} must be {tables.ClassCount} x {rotations}";
            if (((IEnumerable<double[]>)[.. known.Variances, .. known.Profiles, .. known.Shares]).Any(row => row.Any(v => !(v > 0) || !double.IsFinite(v))))
                return $"every variance, profile and share of {use} must be above 0";
            if (known.Shares.Any(row => row.Any(share => share > 1)))
                return $"shares of {use} must be at most 1";
        }
        return null;
    }
}

/// <summary>What is expected of rotated latents.</summary>
internal sealed record RotationStatistics
{
    /// <summary>[class][latent behind the colour means].</summary>
    public required double[][] Variances { get; init; }

    /// <summary>[rotation][latent].</summary>
    public required double[][] Profiles { get; init; }

    /// <summary>[class][rotation].</summary>
    public required double[][] Shares { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(LatentRotationsFile))]
internal sealed partial class LatentRotationsJson : JsonSerializerContext;
