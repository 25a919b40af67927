using System.CommandLine;

namespace SemCom.Cli;

/// <summary><c>semcom kb members</c>: who belongs to the group; as its owner, gives other roles and removes.</summary>
internal static class KbMembersVerb
{
    public static Command Create(CliContext context)
    {
        var file = KbVerb.File();
        var role = new Option<string[]>("--role") { HelpName = "NAME=ROLE", Description = "Make a member writer or reader; may be given several times." };
        var remove = new Option<string[]>("--remove") { HelpName = "NAME", Description = "Remove a member, under a new group key that it does not get; may be given several times." };
        var command = new Verb("members", "Lists the members of the group; its owner changes roles and removes members. `semcom kb init --from` takes one in.", "semcom kb members camera.kb --remove station")
        {
            file, role, remove,
        };
        command.SetAction(parsed =>
        {
            using var replica = KbVerb.Open(parsed.GetRequiredValue(file));
            foreach (var (name, wanted) in (parsed.GetValue(role) ?? []).Select(Assignment).ToList())
                replica.Appoint(name, wanted);
            foreach (var name in parsed.GetValue(remove) ?? [])
                replica.Appoint(name, KnowledgeRole.Removed);
            var group = replica.State.Group;
            context.Out.WriteLine($"group '{group.Name}', list of members {group.Version}, group key {group.KeyNumber}");
            foreach (var member in group.Members)
                context.Out.WriteLine($"{member.Name} ({member.Role.ToString().ToLowerInvariant()}){(member.KeyId == replica.MemberId ? ", this one" : "")}");
            return CommandLineApp.Success;
        });
        return command;
    }

    private static (string Name, KnowledgeRole Role) Assignment(string text) => text.LastIndexOf('=') is > 0 and var place
        ? (text[..place], KbVerb.Role("--role", text[(place + 1)..]))
        : throw new SemComException($"--role must be a member and what it may do (was '{text}'); write for example station=reader");
}
