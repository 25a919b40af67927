using System.Text.Json.Serialization;

namespace SemCom.Video;

/// <summary>The JSON form of <see cref="UpdateTables"/>.</summary>
internal sealed record UpdateTablesFile
{
    public required string Format { get; init; }
    public required int Version { get; init; }
    public required float[][] Gains { get; init; }
    public required float[][] Variances { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(UpdateTablesFile))]
internal sealed partial class UpdateTablesJson : JsonSerializerContext;
