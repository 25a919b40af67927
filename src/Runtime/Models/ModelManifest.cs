using System.Text.Json;
using System.Text.Json.Serialization;

namespace SemCom.Runtime.Models;

/// <summary>The content of <c>models/manifest.json</c>.</summary>
/// <param name="Version">1.</param>
/// <param name="Models">One row for each model.</param>
internal sealed record ModelManifest(
    [property: JsonRequired] int Version,
    [property: JsonRequired] IReadOnlyList<ModelRow> Models);

/// <summary>One model; see <see cref="ModelEntry"/> for the meaning of its fields.</summary>
internal sealed record ModelRow(
    [property: JsonRequired] string Id,
    [property: JsonRequired] int WireId,
    [property: JsonRequired] string Modality,
    [property: JsonRequired] IReadOnlyList<ModelFile> Files,
    [property: JsonRequired] string Card,
    [property: JsonRequired] IReadOnlyList<ModelTensor> Inputs,
    [property: JsonRequired] IReadOnlyList<ModelTensor> Outputs);

/// <summary>Strict: a missing, unknown or repeated member is an error.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    PropertyNameCaseInsensitive = false,
    NumberHandling = JsonNumberHandling.Strict,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ModelManifest))]
internal sealed partial class ModelManifestJson : JsonSerializerContext;
