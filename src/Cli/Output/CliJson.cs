using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using SemCom.Evaluation;

namespace SemCom.Cli;

/// <summary><c>channel list --json</c>.</summary>
internal sealed record ChannelListing(IReadOnlyList<ChannelRow> Channels, IReadOnlyList<ChannelRow> Impairments);

/// <summary>A channel or an impairment in <c>channel list --json</c>.</summary>
internal sealed record ChannelRow(string Name, string Description, IReadOnlyList<ParameterRow> Parameters);

/// <summary>A parameter of one.</summary>
internal sealed record ParameterRow(string Name, string Description, string Default);

/// <summary>A model in <c>models list --json</c>.</summary>
internal sealed record ModelRow(string Id, string Modality, long Bytes, IReadOnlyList<ModelFileRow> Files, string Card);

/// <summary>A model's file.</summary>
internal sealed record ModelFileRow(string Role, string Path, long Bytes, string Sha256);

/// <summary>A model in <c>models verify --json</c>; no problem, no damage.</summary>
internal sealed record ModelCheck(string Id, string? Problem);

/// <summary><c>channel inspect --json</c>; no picture, none written.</summary>
internal sealed record InspectionDocument(ChannelInspection Inspection, string? Picture);

/// <summary><c>channel replay --json</c>.</summary>
internal sealed record ReplayDocument(TraceSummary Trace, ReplayResult Replay);

/// <summary>How the lists look as JSON.</summary>
[JsonSerializable(typeof(InspectionDocument))]
[JsonSerializable(typeof(ReplayDocument))]
[JsonSerializable(typeof(TraceSummary))]
[JsonSerializable(typeof(EstimationDocument))]
[JsonSerializable(typeof(GenerationDocument))]
[JsonSerializable(typeof(ChannelListing))]
[JsonSerializable(typeof(SegmentResult))]
[JsonSerializable(typeof(StreamDocument))]
[JsonSerializable(typeof(List<KbHit>))]
[JsonSerializable(typeof(KbInspection))]
[JsonSerializable(typeof(KbTrialDocument))]
[JsonSerializable(typeof(AgentCompareDocument))]
[JsonSerializable(typeof(KnowledgePlacesResult))]
[JsonSerializable(typeof(GateExample))]
[JsonSerializable(typeof(ExchangeResult))]
[JsonSerializable(typeof(List<ModelRow>))]
[JsonSerializable(typeof(List<ModelCheck>))]
internal sealed partial class CliJson : JsonSerializerContext
{
    /// <summary>One document in a line.</summary>
    public static CliJson Compact { get; } = new(new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase });

    public static CliJson Indented { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
