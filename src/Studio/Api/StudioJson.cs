using System.Text.Json;
using System.Text.Json.Serialization;

namespace SemCom.Studio;

/// <summary>A codec in <c>GET /v1/models</c>.</summary>
/// <param name="Id">What requests call it.</param>
/// <param name="Modality">What it carries: "picture" or "speech".</param>
/// <param name="Bytes">Size of its files.</param>
internal sealed record ModelAnswer(string Id, string Modality, long Bytes);

/// <summary>Answer of <c>GET /v1/models</c>.</summary>
/// <param name="Models">The codecs.</param>
internal sealed record ModelsAnswer(IReadOnlyList<ModelAnswer> Models);

/// <summary>Answer of <c>POST /v1/send</c>.</summary>
/// <param name="Quality">What was measured.</param>
/// <param name="Notices">Remarks, a line each.</param>
internal sealed record SendAnswer(QualityRecord Quality, IReadOnlyList<string> Notices)
{
    /// <summary>The received picture as PNG, in base64.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public byte[]? Picture { get; init; }

    /// <summary>The received sound as WAV, in base64.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public byte[]? Sound { get; init; }
}

/// <summary>How answers look as JSON.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ModelsAnswer))]
[JsonSerializable(typeof(SendAnswer))]
[JsonSerializable(typeof(SourceInfo))]
[JsonSerializable(typeof(Microsoft.AspNetCore.Mvc.ProblemDetails))]
internal sealed partial class StudioJson : JsonSerializerContext;
