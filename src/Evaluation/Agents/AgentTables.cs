using System.Text.Json;
using System.Text.Json.Serialization;

namespace SemCom.Evaluation;

/// <summary>Threshold tables and fixed plans that were tuned for each intent, in a JSON file.</summary>
/// <param name="ThresholdsDb">Thresholds of the reported SNR [dB].</param>
/// <param name="Tables">The plans of each intent's table, by their names.</param>
/// <param name="Fixed">The best fixed plan of each intent.</param>
public sealed record AgentTables(IReadOnlyList<double> ThresholdsDb, IReadOnlyDictionary<string, IReadOnlyList<string>> Tables, IReadOnlyDictionary<string, string> Fixed)
{
    private static readonly AgentTablesJson Json = new(new JsonSerializerOptions { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase });

    /// <summary>The table of an intent.</summary>
    /// <exception cref="SemComException">There is none, or it names a plan that does not exist.</exception>
    public ThresholdTable TableOf(string intent) =>
        new(ThresholdsDb, [.. (Tables.TryGetValue(intent, out var names) ? names : throw Missing(intent)).Select(ActionOf)]);

    /// <summary>The best fixed plan of an intent.</summary>
    public FixedPlan FixedOf(string intent) => new(ActionOf(Fixed.TryGetValue(intent, out var name) ? name : throw Missing(intent)));

    /// <summary>Writes a file.</summary>
    public void Save(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this, Json.AgentTables) + "\n");

    /// <summary>Reads a file.</summary>
    /// <exception cref="SemComException">It is missing or damaged.</exception>
    public static AgentTables Load(string path)
    {
        if (!File.Exists(path))
            throw new SemComException($"tables '{path}': there is no such file; make them with 'semcom agent train'");
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(path), Json.AgentTables) ?? throw new SemComException($"tables '{path}': the file is empty; make them with 'semcom agent train'");
        }
        catch (JsonException exception)
        {
            throw new SemComException($"tables '{path}': must be JSON as 'semcom agent train' writes it ({exception.Message}); make them again", exception);
        }
    }

    private static int ActionOf(string name)
    {
        var names = PlanCatalogue.Default.Actions.Names;
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i] == name)
                return i;
        }
        throw new SemComException($"plan '{name}': the agent has no such plan; tune the tables again with 'semcom agent train'");
    }

    private static SemComException Missing(string intent) => new($"intent '{intent}': there is no table for it; tune the tables again with 'semcom agent train'");
}

/// <summary>Reads and writes <see cref="AgentTables"/> without reflection.</summary>
[JsonSerializable(typeof(AgentTables))]
internal sealed partial class AgentTablesJson : JsonSerializerContext;
