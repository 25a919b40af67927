using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SemCom.Agents;

namespace SemCom;

/// <summary>Runs in files: JSON lines, a <see cref="RunHeader"/> and then a <see cref="DecisionRecord"/> for each picture.</summary>
public static class RunFile
{
    private const int MaxLines = 1_000_000, MaxBytes = 1 << 30, MaxLine = 1 << 20, MaxPlans = 4096;

    /// <summary>The header's line.</summary>
    public static string ToLine(RunHeader header) => JsonSerializer.Serialize(header, RunJson.Line.RunHeader);

    /// <summary>A decision's line.</summary>
    public static string ToLine(DecisionRecord record) => JsonSerializer.Serialize(record, RunJson.Line.DecisionRecord);

    /// <summary>Reads a file.</summary>
    /// <exception cref="SemComException">It is missing, damaged, or no run.</exception>
    public static AgentRun Load(string path)
    {
        if (!File.Exists(path))
            throw new SemComException($"{path}: there is no such file; name a run that 'semcom agent run' wrote");
        if (new FileInfo(path).Length > MaxBytes)
            throw new SemComException($"{path}: a run must have at most {MaxBytes >> 20} MiB (has more); record fewer pictures");
        try
        {
            using var reader = new StreamReader(path);
            return Read(reader, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SemComException($"{path}: the run cannot be read ({e.Message.ReplaceLineEndings(" ")}); name a run that 'semcom agent run' wrote", e);
        }
    }

    /// <summary>Reads a run.</summary>
    /// <param name="reader">Its lines.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="SemComException">It is damaged, or no run.</exception>
    public static AgentRun Read(TextReader reader, string name)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var header = Parse(reader.ReadLine() ?? "", RunJson.Line.RunHeader, name, 1);
        if (header.Format != RunHeader.Kind || header.Version != 1 || header.Plans.Count is 0 or > MaxPlans || !(header.FrameSeconds > 0))
            throw Damaged(name, 1, "it begins with another format");
        var decisions = new List<DecisionRecord>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0)
                continue;
            var record = Parse(line, RunJson.Line.DecisionRecord, name, decisions.Count + 2);
            Check(header, record, name, decisions.Count);
            decisions.Add(record);
            if (decisions.Count > MaxLines)
                throw new SemComException($"{name}: a run must have at most {MaxLines} decisions (has more); split it");
        }
        return new AgentRun(header, decisions);
    }

    private static void Check(RunHeader header, DecisionRecord record, string name, int frame)
    {
        var line = frame + 2;
        if (record.Frame != frame)
            throw Damaged(name, line, $"picture {frame} is expected, this is {record.Frame}");
        if (record.Action < 0 || record.Action >= header.Plans.Count || record.Plan != header.Plans[record.Action])
            throw Damaged(name, line, $"plan {record.Action} is none of the header's");
        if (record.Observation.Length != LinkView.Features.Count + header.Plans.Count)
            throw Damaged(name, line, $"{record.Observation.Length} observed numbers, expected are {LinkView.Features.Count + header.Plans.Count}");
        if (record.Plans.Any(plan => plan is null) || record.Plans.All(plan => plan.Action != record.Action))
            throw Damaged(name, line, "the chosen plan was not analysed");
    }

    private static T Parse<T>(string line, JsonTypeInfo<T> type, string name, int number) where T : class
    {
        if (line.Length > MaxLine)
            throw Damaged(name, number, "it is too long");
        try
        {
            return JsonSerializer.Deserialize(line, type) ?? throw Damaged(name, number, "it is empty");
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw Damaged(name, number, "it is no such record");
        }
    }

    private static SemComException Damaged(string name, int line, string what) => new($"{name}: line {line} of a run must be whole and of its kind ({what}); run it again");
}
