using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SemCom.Agents;

/// <summary>How runs look as JSON: a line each, camelCase, numbers so that they are read back as they were.</summary>
[JsonSerializable(typeof(RunHeader))]
[JsonSerializable(typeof(DecisionRecord))]
internal sealed partial class RunJson : JsonSerializerContext
{
    /// <summary>Everything on one line.</summary>
    public static RunJson Line { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter<FrameFate>(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        MaxDepth = 8,
    });
}
