using System.CommandLine;

namespace SemCom.Cli;

/// <summary><c>semcom kb</c>: what a group knows.</summary>
internal static class KbVerb
{
    public static Command Create(CliContext context) => new Verb("kb", "What the members of a group know: stores, searches, synchronisation.", "semcom kb init camera.kb --group harbour")
    {
        KbInitVerb.Create(context), KbMembersVerb.Create(context), KbAddVerb.Create(context), KbSearchVerb.Create(context), KbGraphVerb.Create(context), KbSyncVerb.Create(context), KbInspectVerb.Create(context),
        KbExportVerb.Create(context), KbVerifyVerb.Create(context), KbTrialVerb.Create(context), KbRecordVerb.Create(context),
    };

    public static Argument<string> File() => new("STORE")
    {
        Description = "The member's store: a file, beside which its group (.group) and secret (.key) lie, or postgres://user@host:port/database?schema=name&files=path, where files= says where these lie.",
    };

    /// <summary>What a member that is no owner may do.</summary>
    public static KnowledgeRole Role(string option, string text) => text.ToLowerInvariant() switch
    {
        "writer" => KnowledgeRole.Writer,
        "reader" => KnowledgeRole.Reader,
        _ => throw new SemComException($"{option} must be writer or reader (was '{text}'); a group has one owner, who founded it"),
    };

    public static KnowledgeReplica Open(string path) => KnowledgeReplica.Open(path, TimeProvider.System);
}
