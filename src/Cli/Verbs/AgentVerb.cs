using System.CommandLine;

namespace SemCom.Cli;

/// <summary><c>semcom agent</c>: what decides how each picture is sent.</summary>
internal static class AgentVerb
{
    public static Command Create(CliContext context) => new Verb("agent", "What decides how each picture is sent: recorded links, learned policies and their rivals.", "semcom agent run samples/pictures/harbour.png --move --frames 50 --out run")
    {
        AgentRecordVerb.Create(context), AgentTrainVerb.Create(context), AgentCompareVerb.Create(context), AgentRunVerb.Create(context), AgentExplainVerb.Create(context), AgentAllocateVerb.Create(context),
    };
}
