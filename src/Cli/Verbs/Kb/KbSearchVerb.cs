using System.CommandLine;
using System.Text.Json;

namespace SemCom.Cli;

/// <summary>A hit of <c>kb search --json</c>.</summary>
internal sealed record KbHit(string Id, string Key, string Provenance, double Score, string Text);

/// <summary><c>semcom kb search</c>: texts that fit a question.</summary>
internal static class KbSearchVerb
{
    private const int Shown = 240;

    public static Command Create(CliContext context)
    {
        var file = KbVerb.File();
        var query = new Argument<string>("QUESTION") { Description = "Words, a sentence or a question." };
        var limit = new ParsedOption<int>("--limit", "N", "Most hits.", (option, text) => NumberParser.Count(option, text, 1, KnowledgeRetriever.MaxLimit), 5, "5");
        var json = CliOptions.Json();
        var command = new Verb("search", "Finds texts by their words and by likeness, the best first.", "semcom kb search camera.kb \"where does the crane stand\"") { file, query, limit, json };
        command.SetAction(parsed =>
        {
            using var replica = KbVerb.Open(parsed.GetRequiredValue(file));
            var hits = KnowledgeRetriever.Of(replica.Store).Search(parsed.GetRequiredValue(query), limit.Of(parsed))
                .Select(hit => new KbHit(hit.Entry.Id.ToString(), hit.Entry.Key, hit.Entry.Provenance, hit.Score, hit.Entry.Text)).ToList();
            if (parsed.GetValue(json))
            {
                context.Out.WriteLine(JsonSerializer.Serialize(hits, CliJson.Indented.ListKbHit));
                return CommandLineApp.Success;
            }
            if (hits.Count == 0)
                context.Out.WriteLine("nothing fits");
            foreach (var hit in hits)
            {
                var text = hit.Text.ReplaceLineEndings(" ");
                context.Out.WriteLine($"{hit.Provenance}\n  {(text.Length > Shown ? text[..Shown] + "..." : text)}");
            }
            return CommandLineApp.Success;
        });
        return command;
    }
}
