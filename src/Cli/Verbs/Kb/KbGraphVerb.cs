using System.CommandLine;

namespace SemCom.Cli;

/// <summary><c>semcom kb graph</c>: what triples say of an entity, chains of relations, shortest paths.</summary>
internal static class KbGraphVerb
{
    private const int MostDepth = 16;

    public static Command Create(CliContext context)
    {
        var file = KbVerb.File();
        var from = new Option<string>("--from") { HelpName = "ENTITY", Description = "Where to begin.", Required = true };
        var to = new Option<string?>("--to") { HelpName = "ENTITY", Description = "Where to end: shortest paths, or the end of a chain." };
        var follow = new Option<string?>("--follow") { HelpName = "R,R...", Description = "Relations to follow one after the other; a ^ before one goes backwards." };
        var depth = new ParsedOption<int>("--depth", "N", "Most steps of a shortest path.", (option, text) => NumberParser.Count(option, text, 1, MostDepth), 4, "4");
        var command = new Verb("graph", "Answers from triples, each answer with what it rests on.", "semcom kb graph camera.kb --from crane --follow \"stands in,part of\"") { file, from, to, follow, depth };
        command.SetAction(parsed =>
        {
            using var replica = KbVerb.Open(parsed.GetRequiredValue(file));
            var graph = KnowledgeGraph.Load(replica.Store, TimeProvider.System.GetUtcNow());
            var (start, end) = (parsed.GetRequiredValue(from), parsed.GetValue(to));
            var paths = parsed.GetValue(follow) is { } chain ? graph.Follow(start, [.. chain.Split(',', StringSplitOptions.TrimEntries).Select(Step)], end)
                : end is not null ? graph.ShortestPaths(start, end, depth.Of(parsed), bothWays: true)
                : [.. graph.From(start).Concat(graph.To(start)).Select(edge => new KnowledgePath([edge.Triple.Subject, edge.Triple.Target], [edge]))];
            if (paths.Count == 0)
                context.Out.WriteLine("nothing is known of that");
            foreach (var path in paths)
                context.Out.WriteLine(string.Join("; ", path.Edges.Select(edge => $"{edge.Triple.Subject} -{edge.Triple.Relation}-> {edge.Triple.Target}")));
            return CommandLineApp.Success;
        });
        return command;
    }

    private static KnowledgeStep Step(string text) => text.StartsWith('^') ? new KnowledgeStep(text[1..], Backwards: true) : new KnowledgeStep(text);
}
