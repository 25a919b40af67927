namespace SemCom.Architecture.Tests;

public class SourceRuleTests
{
    private static readonly IReadOnlyList<string> Sources = Repository.Files("src", "*.cs");

    [Fact]
    public void Sources_AreFound() => Assert.Contains("src/Core/Sources/Picture.cs", Sources, StringComparer.Ordinal);

    [Fact]
    public void UnsafeCode_LivesOnlyInRuntime()
    {
        Assert.DoesNotContain(Sources, f => !f.StartsWith("src/Runtime/", StringComparison.Ordinal) && SourceRules.HasUnsafeCode(Repository.Read(f)));
        Assert.DoesNotContain(Repository.Files("src", "*.*proj"), f =>
            !f.StartsWith("src/Runtime/", StringComparison.Ordinal) && SourceRules.AllowsUnsafeCode(Repository.Read(f)));
    }

    [Fact]
    public void NoSource_IsLongerThan300Lines() =>
        Assert.DoesNotContain(Sources, f => File.ReadLines(Repository.PathOf(f)).Count() > SourceRules.MaxLines);

    [Fact]
    public void EveryNumber_ComesFromASeed() =>
        Assert.Empty(Sources.SelectMany(f => SourceRules.Uncontrolled(Repository.Read(f)).Select(m => $"{f}: {m}")));

    [Theory]
    [InlineData("var n = Random.Shared.Next();")]
    [InlineData("var t = DateTime.UtcNow;")]
    [InlineData("var t = Environment.TickCount64;")]
    public void NumberWithoutSeed_IsFound(string source) => Assert.Single(SourceRules.Uncontrolled(source));

    [Theory]
    [InlineData("internal static unsafe class Api { }", true)]
    [InlineData("Unsafe.Add(ref first, 3) = 1;", true)]
    [InlineData("// never unsafe\nvar safe = 1;", false)]
    public void UnsafeCode_IsFoundOutsideComments(string source, bool expected) => Assert.Equal(expected, SourceRules.HasUnsafeCode(source));
}
