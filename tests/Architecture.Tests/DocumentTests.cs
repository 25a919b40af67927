namespace SemCom.Architecture.Tests;

public class DocumentTests
{
    public static TheoryData<string> Pages =>
        [.. new[] { "README.md", "CONTRIBUTING.md", "CHANGELOG.md" }
            .Concat(new[] { "docs", "src", "samples", "bench", "models", "training" }.SelectMany(f => Repository.Files(f, "*.md")))];

    public static TheoryData<string> Rooms =>
        [.. Directory.EnumerateDirectories(Repository.PathOf("src")).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal)];

    [Fact]
    public void ReadmeQuickstart_IsTheCompiledSample() =>
        Assert.Equal(Repository.Read("samples/Quickstart/Program.cs"), Documents.FirstCSharpBlock(Repository.Read("README.md")));

    [Theory]
    [MemberData(nameof(Pages))]
    public void RelativeLinks_LeadSomewhere(string page)
    {
        var folder = Path.GetDirectoryName(Repository.PathOf(page))!;
        Assert.DoesNotContain(Documents.RelativeLinks(Repository.Read(page)), target => !Path.Exists(Path.Combine(folder, target)));
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void EveryRoom_HasAReadme(string room) => Assert.True(File.Exists(Repository.PathOf($"src/{room}/README.md")));

    [Fact]
    public void VerbsOfTheReadme_ExistInTheCommandLine()
    {
        var verbs = Documents.Verbs(Repository.Read("README.md")).ToList();
        Assert.Contains("demo", verbs, StringComparer.Ordinal);
        var files = Repository.Files("src/Cli", "*.cs").Select(f => Path.GetFileName(f)).ToList();
        Assert.DoesNotContain(verbs, v => !files.Exists(f => f.StartsWith(v, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public void LinksAndVerbs_AreRead()
    {
        const string text = "See [a](docs/a.md#top), [b](https://b.example) and `semcom send x.png`; `./semcom test` runs.";
        Assert.Equal("docs/a.md", Assert.Single(Documents.RelativeLinks(text)));
        Assert.Equal("send", Assert.Single(Documents.Verbs(text)));
        Assert.Equal("var a = 1;\n", Documents.FirstCSharpBlock("x\n```csharp\nvar a = 1;\n```\n```csharp\nvar b;\n```\n"));
    }
}
