using System.CommandLine;

namespace SemCom.Cli;

/// <summary><c>semcom kb add</c>: documents, sentences, triples, exported entries.</summary>
internal static class KbAddVerb
{
    public static Command Create(CliContext context)
    {
        var file = KbVerb.File();
        var documents = new Argument<string[]>("DOCUMENT") { Description = "Texts, in Markdown where the name ends in .md.", Arity = ArgumentArity.ZeroOrMore };
        var triples = new Option<string[]>("--triple") { HelpName = "S|R|O", Description = "Subject, relation and object; may be given several times." };
        var lines = new Option<string?>("--lines") { HelpName = "FILE", Description = "Entries as `semcom kb export` writes them." };
        var command = new Verb("add", "Adds documents in pieces, triples, or exported entries, as this member.", "semcom kb add camera.kb --triple \"crane|stands in|harbour\"") { file, documents, triples, lines };
        command.SetAction(parsed =>
        {
            using var replica = KbVerb.Open(parsed.GetRequiredValue(file));
            var entries = Pieces(replica, parsed.GetValue(documents) ?? []);
            entries.AddRange((parsed.GetValue(triples) ?? []).Select(Triple));
            if (parsed.GetValue(lines) is { } path)
            {
                using var reader = File.OpenText(path);
                entries.AddRange(KnowledgeLines.Read(reader));
            }
            if (entries.Count == 0)
                throw new SemComException("kb add needs something to add (was nothing); name a document, a --triple or --lines");
            replica.Put(entries);
            context.Out.WriteLine($"{entries.Count} entries added, {replica.Store.Count} are known");
            return CommandLineApp.Success;
        });
        return command;
    }

    private static List<KnowledgeEntry> Pieces(KnowledgeReplica replica, string[] documents)
    {
        var chunker = new TextChunker();
        var chunks = documents.SelectMany(path => chunker.Divide(new TextDocument(path, File.ReadAllText(path)))).ToList();
        if (chunks.Count == 0)
            return [];
        var known = replica.Store.All(KnowledgeKind.TextFact).Select(entry => entry.Text);
        var embedder = TextEmbedder.Learn(known.Concat(chunks.Select(chunk => chunk.Searched)), replica.Store.DimensionsOf(KnowledgeKind.TextFact) ?? TextEmbedder.DefaultDimensions);
        return [.. chunks.Select(chunk => chunk.ToEntry(embedder.Embed(chunk.Searched)))];
    }

    private static KnowledgeEntry Triple(string text) => text.Split('|', StringSplitOptions.TrimEntries) is [{ Length: > 0 } subject, { Length: > 0 } relation, { Length: > 0 } target]
        ? new KnowledgeTriple(subject, relation, target).ToEntry("told by hand")
        : throw new SemComException($"--triple must be subject|relation|object (was '{text}'); write for example \"crane|stands in|harbour\"");
}
