using System.CommandLine;
using System.Text.Json;

namespace SemCom.Cli;

/// <summary><c>kb inspect --json</c>.</summary>
internal sealed record KbInspection(string Group, int Version, IReadOnlyList<KbMember> Members, int Records, IReadOnlyList<KbKind> Kinds);

/// <summary>A member in it.</summary>
internal sealed record KbMember(string Name, string Role);

/// <summary>The entries of a kind in it.</summary>
internal sealed record KbKind(string Kind, int Entries, long Bytes, int? Dimensions);

/// <summary><c>semcom kb inspect</c>: what a store holds and whose it is.</summary>
internal static class KbInspectVerb
{
    public static Command Create(CliContext context)
    {
        var file = KbVerb.File();
        var list = new Option<bool>("--list") { Description = "List all entries: id, kind, key, where from." };
        var json = CliOptions.Json();
        var command = new Verb("inspect", "Shows the group, its members, and how many entries of which kind there are.", "semcom kb inspect camera.kb --list") { file, list, json };
        command.SetAction(parsed =>
        {
            using var replica = KbVerb.Open(parsed.GetRequiredValue(file));
            var inspection = Inspect(replica);
            if (parsed.GetValue(json))
            {
                context.Out.WriteLine(JsonSerializer.Serialize(inspection, CliJson.Indented.KbInspection));
                return CommandLineApp.Success;
            }
            context.Out.WriteLine($"group '{inspection.Group}', list of members {inspection.Version}: {string.Join(", ", inspection.Members.Select(m => $"{m.Name} ({m.Role})"))}; {inspection.Records} records");
            foreach (var kind in inspection.Kinds)
                context.Out.WriteLine($"{kind.Kind}: {kind.Entries} entries, {kind.Bytes} bytes{(kind.Dimensions is { } dimensions ? $", embeddings of {dimensions} numbers" : "")}");
            if (parsed.GetValue(list))
            {
                foreach (var entry in replica.Store.All())
                    context.Out.WriteLine($"{entry.Id} {entry.Kind} {entry.Key}{(entry.Provenance.Length > 0 ? $" from {entry.Provenance}" : "")}");
            }
            return CommandLineApp.Success;
        });
        return command;
    }

    private static KbInspection Inspect(KnowledgeReplica replica)
    {
        var group = replica.State.Group;
        var kinds = replica.Store.All().GroupBy(entry => entry.Kind).OrderBy(g => g.Key)
            .Select(g => new KbKind(g.Key.ToString(), g.Count(), g.Sum(entry => (long)entry.Bytes.Length), replica.Store.DimensionsOf(g.Key) is > 0 and var dimensions ? dimensions : null));
        return new KbInspection(group.Name, group.Version, [.. group.Members.Select(m => new KbMember(m.Name, m.Role.ToString()))], replica.State.Ids.Count, [.. kinds]);
    }
}
