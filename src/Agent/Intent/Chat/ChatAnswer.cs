using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;

namespace SemCom.Agents;

/// <summary>What an endpoint must answer: this and nothing else. The schema that is sent is made of this type.</summary>
internal sealed record ChatAnswer(
    double? FidelityWeight,
    double? MeaningWeight,
    double? SharpnessWeight,
    double? ChannelUsesWeight,
    double? EnergyWeight,
    double? DelayWeight,
    double? MaxChannelUsesPerFrame,
    double? MaxBandwidthHz,
    double? MaxLatencySeconds,
    double? MinBattery,
    double? MinPsnrDb,
    double? EnoughPsnrDb,
    double? MaxPowerDb,
    bool AllowAnalog,
    bool AllowDigital,
    bool AllowGenerative,
    ChatFocus Focus,
    int[] FocusPixels,
    string[] NotUnderstood)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        MaxDepth = 8,
        Converters = { new JsonStringEnumConverter<ChatFocus>(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>The JSON schema.</summary>
    public static JsonNode Schema() => Options.GetJsonSchemaAsNode(typeof(ChatAnswer), new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true });

    /// <summary>The answer in a text.</summary>
    /// <exception cref="JsonException">The text is no JSON, or not of the schema.</exception>
    public static ChatAnswer Parse(string text) => JsonSerializer.Deserialize<ChatAnswer>(text, Options) ?? throw new JsonException("null");

    /// <summary>The intent.</summary>
    /// <exception cref="SemComException">A value is out of range, or nothing can meet the constraints.</exception>
    public LinkIntent ToIntent()
    {
        var focus = ToFocus();
        var usual = new IntentWeights();
        return new LinkIntent
        {
            Weights = new IntentWeights
            {
                Fidelity = FidelityWeight ?? usual.Fidelity,
                Meaning = MeaningWeight ?? usual.Meaning,
                Sharpness = SharpnessWeight ?? (focus is null ? usual.Sharpness : IntentWeights.Matters),
                ChannelUses = ChannelUsesWeight ?? usual.ChannelUses,
                Energy = EnergyWeight ?? usual.Energy,
                Delay = DelayWeight ?? usual.Delay,
            },
            Constraints = new IntentConstraints
            {
                MaxChannelUsesPerFrame = MaxChannelUsesPerFrame,
                MaxBandwidthHz = MaxBandwidthHz,
                MaxLatencySeconds = MaxLatencySeconds,
                MinBattery = MinBattery,
                MinPsnrDb = MinPsnrDb,
                EnoughPsnrDb = EnoughPsnrDb,
                MaxPowerDb = MaxPowerDb,
                AllowAnalog = AllowAnalog,
                AllowDigital = AllowDigital,
                AllowGenerative = AllowGenerative,
            },
            Focus = focus,
        };
    }

    /// <summary>The words that the endpoint did not understand, as far as they stand in the text; nothing else that it wrote is passed on.</summary>
    public IReadOnlyList<IntentSpan> SpansIn(string text) =>
    [
        .. NotUnderstood.Where(words => !string.IsNullOrWhiteSpace(words)).Distinct(StringComparer.Ordinal)
            .Select(words => new IntentSpan(text.IndexOf(words, StringComparison.Ordinal), words)).Where(span => span.Start >= 0).OrderBy(span => span.Start),
    ];

    private PictureFocus? ToFocus() => (Focus, FocusPixels) switch
    {
        (ChatFocus.None, []) => null,
        (ChatFocus.Automatic, []) => PictureFocus.Automatic,
        (ChatFocus.Point, [var x, var y]) => PictureFocus.At(x, y),
        (ChatFocus.Box, [var x, var y, var width, var height]) => PictureFocus.In(new PictureBox(x, y, width, height)),
        _ => throw new SemComException($"focus: {Focus} does not go with {FocusPixels.Length} numbers; a point has 2, a box 4, others none"),
    };
}
