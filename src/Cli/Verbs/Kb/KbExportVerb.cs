using System.CommandLine;

namespace SemCom.Cli;

/// <summary><c>semcom kb export</c>: all entries as lines of JSON.</summary>
internal static class KbExportVerb
{
    public static Command Create(CliContext context)
    {
        var file = KbVerb.File();
        var output = new Option<string?>("--out") { HelpName = "FILE", Description = "Write here, not to standard output." };
        var command = new Verb("export", "Writes all entries as lines of JSON, which `semcom kb add --lines` reads.", "semcom kb export camera.kb --out known.jsonl") { file, output };
        command.SetAction(parsed =>
        {
            using var replica = KbVerb.Open(parsed.GetRequiredValue(file));
            if (parsed.GetValue(output) is not { } path)
            {
                KnowledgeLines.Export(replica.Store, context.Out);
                return CommandLineApp.Success;
            }
            using var writer = File.CreateText(path);
            context.Out.WriteLine($"written: {path}, {KnowledgeLines.Export(replica.Store, writer)} entries");
            return CommandLineApp.Success;
        });
        return command;
    }
}
