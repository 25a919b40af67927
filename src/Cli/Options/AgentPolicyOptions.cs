using System.CommandLine;
using SemCom.Evaluation;

namespace SemCom.Cli;

/// <summary>The options that say who decides, and by which model of the link.</summary>
internal sealed class AgentPolicyOptions
{
    private const string Greedy = "greedy", Table = "table";

    /// <summary>The table where none was tuned: from each reported SNR on [dB] one plan.</summary>
    private static readonly (double FromDb, string Plan)[] UsualTable =
    [
        (double.NegativeInfinity, "generative 1/128 margin 3 power +3"), (0, "analog 1/48 margin 5 power +3"), (6, "analog 1/48 margin 5 power 0"), (12, "analog 1/24 margin 5 power 0"),
    ];

    private readonly Option<string?> _policy = new("--policy") { HelpName = "FILE", Description = "Who decides: a policy file, greedy (the model's best for each picture) or table (thresholds of the reported SNR). Default: models/agent/policy.bin, or greedy where it is missing." };
    private readonly Option<string?> _twin = new("--twin") { HelpName = "FILE", Description = "Model of the link, or a recording to fit one to. Default: models/agent/twin.bin." };
    private readonly Option<bool> _online = new("--online") { Description = "Let the policy go on learning, beside the table as a baseline." };

    /// <summary>Lets a command take them.</summary>
    public void AddTo(Command command)
    {
        command.Add(_policy);
        command.Add(_twin);
        command.Add(_online);
    }

    /// <summary>What was asked for.</summary>
    /// <param name="context">Where files are looked for.</param>
    /// <param name="parsed">The command line.</param>
    /// <param name="wanted">Chooses among tuned tables.</param>
    /// <param name="seed">Draws what a learner draws.</param>
    /// <exception cref="SemComException">A file is missing, damaged or made for something else.</exception>
    public (IPolicy Policy, LinkTwin Twin) Of(CliContext context, ParseResult parsed, LinkIntent wanted, ulong seed)
    {
        var policy = Policy(context, parsed.GetValue(_policy), wanted);
        if (parsed.GetValue(_online))
        {
            if (policy is ThresholdTable)
                throw new SemComException("--online needs a policy that can learn (was table); name a policy file, or greedy to begin with the model's best");
            policy = new OnlineLearner(policy as LearnedPolicy ?? LearnedPolicy.Untrained(Greedy, LinkView.Observations, PlanCatalogue.Default.Actions, seed: seed), MakeTable(context, wanted), OnlineOptions.ForWorths(seed));
        }
        return (policy, Twin(context, parsed.GetValue(_twin)));
    }

    private static IPolicy Policy(CliContext context, string? name, LinkIntent wanted) => name switch
    {
        Greedy => new GreedyPolicy(LinkView.Features.Count),
        Table => MakeTable(context, wanted),
        { } file => LearnedPolicy.Load(file, LinkView.Observations, PlanCatalogue.Default.Actions),
        null when Find(context, "policy.bin") is { } file => LearnedPolicy.Load(file, LinkView.Observations, PlanCatalogue.Default.Actions),
        _ => new GreedyPolicy(LinkView.Features.Count),
    };

    /// <summary>The table that was tuned for the intent, or for none in particular; the usual one where there are no tuned ones.</summary>
    private static ThresholdTable MakeTable(CliContext context, LinkIntent wanted)
    {
        if (Find(context, "tables.json") is { } file)
            return AgentTables.Load(file).TableOf(AgentIntents.All.FirstOrDefault(known => known.Intent == wanted, AgentIntents.All[0]).Text);
        var names = PlanCatalogue.Default.Actions.Names.ToList();
        return new ThresholdTable([.. UsualTable.Skip(1).Select(row => row.FromDb)], [.. UsualTable.Select(row => names.IndexOf(row.Plan))]);
    }

    private static LinkTwin Twin(CliContext context, string? name)
    {
        var file = name ?? Find(context, "twin.bin") ?? throw new SemComException("--twin: a model of the link must be named (models/agent/twin.bin is missing); give one, or a recording that 'semcom agent record' made");
        return IsPacked(file) ? LinkTwinTrainer.Fit(Recording(file)) : LinkTwin.Load(file, PlanCatalogue.Default);
    }

    private static LinkRecording Recording(string file)
    {
        var recording = LinkRecordingFile.Load(file);
        recording.Check(PlanCatalogue.Default);
        return recording;
    }

    /// <summary>Whether a file is packed by gzip (RFC 1952), as recordings are and models are not.</summary>
    private static bool IsPacked(string file)
    {
        if (!File.Exists(file))
            return false;
        using var stream = File.OpenRead(file);
        return stream.ReadByte() == 0x1f && stream.ReadByte() == 0x8b;
    }

    private static string? Find(CliContext context, string name) => context.TryFind(Path.Combine("models", "agent", name));
}
