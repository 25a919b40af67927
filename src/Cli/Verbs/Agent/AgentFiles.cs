using SemCom.Evaluation;

namespace SemCom.Cli;

/// <summary>Where the files of an agent lie in a folder.</summary>
internal sealed record AgentFiles(string Folder)
{
    /// <summary>Those that come with SemCom.</summary>
    public static AgentFiles Standard(CliContext context) => new(Path.Combine(context.Models().Folder, "agent"));

    public string Twin => Path.Combine(Folder, "twin.bin");

    public string Policy => Path.Combine(Folder, "policy.bin");

    public string Tables => Path.Combine(Folder, "tables.json");

    public string Curve => Path.Combine(Folder, "learning.svg");

    /// <summary>All that was recorded of training pictures over the usual channel, that of training.recording, and of some of them over each other channel.</summary>
    public (LinkRecording Usual, IReadOnlyList<LinkRecording> Others) LoadTraining()
    {
        var usual = Path.Combine(Folder, "training.recording");
        if (!File.Exists(usual))
            throw new SemComException($"agent '{Folder}': there is no training.recording in it; make one with 'semcom agent record', or name one with --recording");
        var recordings = Directory.EnumerateFiles(Folder, "training*.recording").Where(file => file != usual).Order(StringComparer.Ordinal).Prepend(usual).Select(LinkRecordingFile.Load);
        var channels = recordings.GroupBy(recording => recording.Channel, StringComparer.Ordinal).Select(alike => LinkRecording.Join([.. alike])).ToList();
        return (channels[0], channels[1..]);
    }

    public string HeldOutRecording => Path.Combine(Folder, "held-out.recording");

    public string ShiftedRecording => Path.Combine(Folder, "shifted.recording");

    public LinkTwin LoadTwin() => LinkTwin.Load(Twin, PlanCatalogue.Default);

    public AgentTables LoadTables() => AgentTables.Load(Tables);

    public LearnedPolicy LoadPolicy() => LearnedPolicy.Load(Policy, LinkView.Observations, PlanCatalogue.Default.Actions);
}
