namespace SemCom.Architecture.Tests;

public class LayerTests
{
    public static TheoryData<string> Projects => [.. Repository.Files("src", "*.csproj")];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_RefersOnlyToLayersBelow(string project) =>
        Assert.Empty(Layers.Violations(Path.GetFileNameWithoutExtension(project), Repository.References(project)));

    [Theory]
    [InlineData("SemCom.Receiver", "SemCom.Transmitter")]
    [InlineData("SemCom.Transmitter", "SemCom.Channels")]
    [InlineData("SemCom.Channels", "SemCom.Runtime")]
    [InlineData("SemCom.Core", "SemCom.Runtime")]
    [InlineData("SemCom.Link", "SemCom.Evaluation")]
    [InlineData("SemCom.Studio", "SemCom.Cli")]
    public void ForbiddenArrow_IsFound(string project, string reference) =>
        Assert.Single(Layers.Violations(project, ["SemCom.Nowhere", reference]), v => v.EndsWith(reference, StringComparison.Ordinal));

    [Fact]
    public void Sources_ReferToOtherProjectsOnlyThroughProjectFiles()
    {
        // A Compile item or an assembly reference would go round the arrows.
        foreach (var project in Repository.Files("src", "*.csproj"))
        {
            var text = Repository.Read(project);
            Assert.DoesNotContain("<Compile Include", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("<Reference ", text, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public void NothingInSrc_RefersToTrainingOrTests()
    {
        foreach (var project in Repository.Files("src", "*.csproj"))
        {
            foreach (var reference in Repository.References(project))
                Assert.Contains(Repository.Files("src", "*.csproj"), p => string.Equals(Path.GetFileNameWithoutExtension(p), reference, StringComparison.Ordinal));
        }
    }
}
