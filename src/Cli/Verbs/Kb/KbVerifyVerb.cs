using System.CommandLine;

namespace SemCom.Cli;

/// <summary><c>semcom kb verify</c>: whether a store is whole.</summary>
internal static class KbVerifyVerb
{
    public static Command Create(CliContext context)
    {
        var file = KbVerb.File();
        var command = new Verb("verify", "Checks the store, every entry against its id, every record's signature, and the indexes.", "semcom kb verify camera.kb") { file };
        command.SetAction(parsed =>
        {
            using var replica = KbVerb.Open(parsed.GetRequiredValue(file));
            var report = replica.Store.Verify();
            foreach (var problem in report.Problems)
                context.Out.WriteLine(problem);
            context.Out.WriteLine($"{report.Entries} entries, {report.Records} records: {(report.IsSound ? "sound" : $"{report.Problems.Count} problems")}");
            return report.IsSound ? CommandLineApp.Success : CommandLineApp.UserMistake;
        });
        return command;
    }
}
