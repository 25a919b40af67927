using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SemCom.Evaluation;

/// <summary>How results look as JSON: camelCase, absent values as null.</summary>
[JsonSerializable(typeof(QualityRecord))]
[JsonSerializable(typeof(ResultsDocument))]
[JsonSerializable(typeof(SweepOutcome))]
[JsonSerializable(typeof(SweepFingerprint))]
[JsonSerializable(typeof(ResultComparison))]
[JsonSerializable(typeof(GateVerdict))]
internal sealed partial class EvaluationJson : JsonSerializerContext
{
    /// <summary>Everything on one line.</summary>
    public static EvaluationJson Compact { get; } = new(Style(indented: false));

    /// <summary>For people.</summary>
    public static EvaluationJson Indented { get; } = new(Style(indented: true));

    private static JsonSerializerOptions Style(bool indented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = indented,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
