using System.Text.Json;

namespace SemCom.Evaluation;

/// <summary>The content of <c>results.json</c>.</summary>
/// <param name="Records">One for each transmission.</param>
/// <param name="Means">One for each system, channel, SNR and CBR.</param>
/// <param name="LeftOut">Sources that could not be used.</param>
public sealed record ResultsDocument(IReadOnlyList<QualityRecord> Records, IReadOnlyList<MeanRecord> Means, IReadOnlyList<LeftOut> LeftOut)
{
    /// <summary>The document of a sweep.</summary>
    public static ResultsDocument Of(SweepResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new ResultsDocument(result.Records, result.Means, result.LeftOut);
    }

    /// <summary>As JSON, with line feeds between lines and at the end.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, EvaluationJson.Indented.ResultsDocument) + "\n";

    /// <summary>One record as JSON, like those in the document.</summary>
    public static string ToJson(QualityRecord record) => JsonSerializer.Serialize(record, EvaluationJson.Indented.QualityRecord) + "\n";
}
