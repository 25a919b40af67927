namespace SemCom.Agents.Tests.Intent;

public sealed class VocabularyTests
{
    [Fact]
    public void EveryPhrase_IsFoundAsItsOwnRow()
    {
        foreach (var row in IntentVocabulary.Rows)
        {
            var phrases = row.Term.Kind == IntentTermKind.Unit ? IntentPhrases.Units : IntentPhrases.General;
            foreach (var phrase in row.Phrases)
            {
                var tokens = IntentLexer.Read(phrase);
                var mark = phrases.Find(tokens, 0);
                Assert.NotNull(mark);
                Assert.Equal((phrase, tokens.Count, row.Meaning), (phrase, mark.Count, IntentVocabulary.Rows.First(r => ReferenceEquals(r.Term, mark.Term)).Meaning));
            }
        }
    }

    [Fact]
    public void Document_HasTheTable() => Assert.Contains(IntentVocabulary.ToMarkdown(), Document(), StringComparison.Ordinal);

    [Fact]
    public void HelpText_HasEveryPhrase()
    {
        var help = IntentVocabulary.ToText();
        Assert.All(IntentVocabulary.Rows.SelectMany(row => row.Phrases), phrase => Assert.Contains(phrase, help, StringComparison.Ordinal));
    }

    private static string Document()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "SemCom.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("SemCom.sln");
        return File.ReadAllText(Path.Combine(folder.FullName, "docs", "intent.md"));
    }
}
