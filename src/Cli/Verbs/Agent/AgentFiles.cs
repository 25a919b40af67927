using SemCom.Evaluation;
using SemCom.Runtime.Models;

namespace SemCom.Cli;

/// <summary>Where the files of an agent lie in a folder.</summary>
internal sealed record AgentFiles(string Folder)
{
    /// <summary>The folder that comes with SemCom.</summary>
    public static string DefaultFolder => Path.Combine(ModelCatalogue.Default.Folder, "agent");

    public string Twin => Path.Combine(Folder, "twin.bin");

    public string Policy => Path.Combine(Folder, "policy.bin");

    public string Tables => Path.Combine(Folder, "tables.json");

    public string Curve => Path.Combine(Folder, "learning.svg");

    public string TrainingRecording => Path.Combine(Folder, "training.recording");

    public string HeldOutRecording => Path.Combine(Folder, "held-out.recording");

    public string ShiftedRecording => Path.Combine(Folder, "shifted.recording");

    public LinkTwin LoadTwin() => LinkTwin.Load(Twin, PlanCatalogue.Default);

    public AgentTables LoadTables() => AgentTables.Load(Tables);

    public LearnedPolicy LoadPolicy() => LearnedPolicy.Load(Policy, new ObservationSpace(LinkView.Features, hasPriors: true), PlanCatalogue.Default.Actions);
}
