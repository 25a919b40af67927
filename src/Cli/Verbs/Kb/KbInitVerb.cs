using System.CommandLine;

namespace SemCom.Cli;

/// <summary><c>semcom kb init</c>: founds a group, or takes a member in.</summary>
internal static class KbInitVerb
{
    public static Command Create(CliContext context)
    {
        var file = KbVerb.File();
        var group = new Option<string>("--group") { HelpName = "NAME", Description = "Name of the new group. Default: group.", DefaultValueFactory = _ => "group" };
        var member = new Option<string?>("--member") { HelpName = "NAME", Description = "Name of the member. Default: that of its files." };
        var from = new Option<string?>("--from") { HelpName = "FILE", Description = "Join the group whose owner's store this is, in place of founding one." };
        var role = new ParsedOption<KnowledgeRole>("--role", "ROLE", "What a member that joins may do: writer or reader.", KbVerb.Role, KnowledgeRole.Writer, "writer");
        var command = new Verb("init", "Makes an empty knowledge base, of a new group or of a member that its owner takes in.", "semcom kb init station.kb --from camera.kb --role reader")
        {
            file, group, member, from, role,
        };
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(file);
            var name = parsed.GetValue(member) ?? Path.GetFileNameWithoutExtension(KnowledgeStores.FilesOf(path));
            if (parsed.GetValue(from) is { } owner)
            {
                using var known = KbVerb.Open(owner);
                using var joined = known.Admit(path, name, role.Of(parsed));
                context.Out.WriteLine($"{joined.Name}: '{name}' is a {role.Of(parsed).ToString().ToLowerInvariant()} of '{joined.State.Group.Name}' now; `semcom kb sync` with {known.Name} brings what it knows");
            }
            else
            {
                using var founded = KnowledgeReplica.Found(path, parsed.GetRequiredValue(group), name, TimeProvider.System);
                context.Out.WriteLine($"{founded.Name}: '{name}' owns the group '{founded.State.Group.Name}'; keep {founded.Files}.key secret");
            }
            return CommandLineApp.Success;
        });
        return command;
    }
}
