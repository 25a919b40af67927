using System.Buffers.Binary;
using System.Text.Json.Serialization;

namespace SemCom.Latents;

/// <summary>The JSON form of <see cref="EntropyNetworks"/>.</summary>
internal sealed record EntropyNetworksFile
{
    public required string Format { get; init; }
    public required int Version { get; init; }
    public required EntropyNetworkFile Means { get; init; }
    public required EntropyNetworkFile Latents { get; init; }

    /// <summary>What is wrong with it, or null.</summary>
    public string? Fault() => Format is "semcom-entropy-networks" && Version == 1 ? null : $"format must be semcom-entropy-networks version 1 (was {Format} version {Version})";
}

/// <summary>The JSON form of an <see cref="EntropyNetwork"/>; weights are float16, lowest byte first, in base 64 (RFC 4648), rows one after the other.</summary>
internal sealed record EntropyNetworkFile
{
    /// <summary>Numbers that the network is told of a level and its patch.</summary>
    public required int Features { get; init; }

    /// <summary>Width of its layers, a multiple of 16.</summary>
    public required int Hidden { get; init; }

    /// <summary>Numbers that stand for a latent or a rotation.</summary>
    public required int Embedded { get; init; }

    /// <summary>[latent][embedded]</summary>
    public required byte[] Latents { get; init; }

    /// <summary>[rotation][embedded]</summary>
    public required byte[] Rotations { get; init; }

    /// <summary>[embedded][hidden]: what the embedding of a latent adds to the first layer.</summary>
    public required byte[] LatentColumns { get; init; }

    /// <summary>Likewise of a rotation.</summary>
    public required byte[] RotationColumns { get; init; }

    /// <summary>[feature][hidden]</summary>
    public required byte[] First { get; init; }

    /// <summary>[hidden]</summary>
    public required byte[] FirstBias { get; init; }

    /// <summary>[hidden of the first layer][hidden]</summary>
    public required byte[] Second { get; init; }

    /// <summary>[hidden]</summary>
    public required byte[] SecondBias { get; init; }

    /// <summary>[hidden][2]</summary>
    public required byte[] Last { get; init; }

    /// <summary>[2]</summary>
    public required byte[] LastBias { get; init; }

    /// <summary>What is wrong with the numbers, or null.</summary>
    public string? Fault(string name, int features, int latents, int rotations)
    {
        const int Step = 16, Largest = 1024;
        if (Features != features || Hidden < Step || Hidden > Largest || Hidden % Step != 0 || Embedded < 1 || Embedded > Largest)
            return $"{name} must have {features} features, hidden layers of {Step}..{Largest} in steps of {Step} and 1..{Largest} numbers embedded (have {Features}, {Hidden} and {Embedded})";
        foreach (var (part, values, count) in new[]
        {
            ("latents", Latents, latents * Embedded), ("rotations", Rotations, rotations * Embedded), ("latentColumns", LatentColumns, Embedded * Hidden), ("rotationColumns", RotationColumns, Embedded * Hidden),
            ("first", First, features * Hidden), ("firstBias", FirstBias, Hidden), ("second", Second, Hidden * Hidden), ("secondBias", SecondBias, Hidden), ("last", Last, Hidden * 2), ("lastBias", LastBias, 2),
        })
        {
            if (values.Length != count * sizeof(ushort))
                return $"{part} of {name} must be {count} values of two bytes (has {values.Length} bytes)";
            if (Array.Exists(Values(values), value => !float.IsFinite(value)))
                return $"every value of {part} of {name} must be a number";
        }
        return null;
    }

    /// <summary>Numbers of float16.</summary>
    public static float[] Values(byte[] bytes)
    {
        var values = new float[bytes.Length / sizeof(ushort)];
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)BinaryPrimitives.ReadHalfLittleEndian(bytes.AsSpan(i * sizeof(ushort)));
        return values;
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(EntropyNetworksFile))]
internal sealed partial class EntropyNetworksJson : JsonSerializerContext;
