namespace SemCom.Evaluation.Tests;

public sealed class ResultsReaderTests : IDisposable
{
    private static readonly string[] Newer = ["block", "ssim", "perceptualDistance", "sameClass", "classAgreement"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AFileAndItsFolder_AreTheSame()
    {
        _folder.AddText("results.json", new FakeResults().Document().ToJson());

        var (file, folder) = (ResultsReader.Load(_folder["results.json"]), ResultsReader.Load(_folder.Path));

        Assert.Equal(file.Points, folder.Points);
        Assert.Equal((4, 12), (file.Points.Count, file[file.Points[0]].Count));
    }

    [Fact]
    public void FieldsOfOtherVersions_DoNotMatter()
    {
        var json = new FakeResults().Document().ToJson()
            .Replace("\"records\"", "\"later\": 1, \"records\"", StringComparison.Ordinal)
            .Replace("\"lossRateLow95\"", "\"unknown\"", StringComparison.Ordinal);

        Assert.Equal(4, ResultsReader.Load(_folder.AddText("a.json", json)).Points.Count);
    }

    [Fact]
    public void FilesWithoutTheNewerMetrics_CompareWithThoseThatHaveThem()
    {
        var now = new FakeResults { Change = r => r with { Ssim = 0.9, PerceptualDistance = 1, SemanticSimilarity = 0.8, SameClass = true, Blocks = 3, BlocksLost = 0 } };
        var json = string.Join('\n', now.Document().ToJson().Split('\n').Where(line => !Newer.Any(name => line.Contains($"\"{name}", StringComparison.Ordinal))));
        var (before, after) = (ResultsReader.Load(_folder.AddText("before.json", json)), now.Set());

        Assert.Contains(after[after.Points[0]], r => r.SameClass == true);
        Assert.DoesNotContain(before[before.Points[0]], r => r.SameClass is not null || r.Ssim is not null || r.Blocks is not null);
        Assert.EndsWith("no difference at any of 4 points.", Comparer.Compare(before, after).Conclusion, StringComparison.Ordinal);
        Assert.True(Gate.Check(before, after, new GateTolerance()).Passed);
    }

    [Fact]
    public void AMissingFile_IsNamed() =>
        Assert.Equal($"{_folder["no.json"]}: there is no such file; name a results.json, or the folder that 'semcom eval' wrote", Error(_folder["no.json"]));

    [Fact]
    public void AFolderWithoutResults_IsNamed() =>
        Assert.Equal($"{_folder.Path}: there is no results.json in this folder; name one that 'semcom eval' has finished", Error(_folder.Path));

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("no json", "is not a results.json of 'semcom eval' (")]
    [InlineData("[1, 2]", "is not a results.json of 'semcom eval' (")]
    [InlineData("{}", "is not a results.json of 'semcom eval' (records and means are missing)")]
    [InlineData("{\"records\": [{\"system\": \"x\"}], \"means\": []}", "is not a results.json of 'semcom eval' (")]
    [InlineData("{\"records\": [null], \"means\": [null]}", "is not a results.json of 'semcom eval' (")]
    [InlineData("{\"records\": [], \"means\": [], \"leftOut\": []}", "holds no results; name a results.json with at least one record")]
    public void WhatIsNoResults_IsNamed(string text, string message)
    {
        var error = Error(_folder.AddText("a.json", text));

        Assert.StartsWith($"{_folder["a.json"]}: {message}", error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error);
    }

    [Fact]
    public void ATornFile_IsNamed()
    {
        var json = new FakeResults().Document().ToJson();

        Assert.Contains("is not a results.json", Error(_folder.AddText("a.json", json[..(json.Length / 2)])), StringComparison.Ordinal);
    }

    [Fact]
    public void RecordsThatTheMeansDoNotKnow_AreNamed()
    {
        var document = new FakeResults().Document();
        var lacking = document with { Records = [.. document.Records.Skip(1)] };
        var foreign = document with { Means = [.. document.Means.Skip(1)] };

        Assert.Contains("records and means must belong together (fake over awgn at 1 dB, CBR 1/24 has 11 records and a mean of 12)", Error(_folder.AddText("a.json", lacking.ToJson())), StringComparison.Ordinal);
        Assert.Contains("records and means must belong together (p0.png was sent 2 times by fake over awgn at 1 dB, and there are 1 means)", Error(_folder.AddText("a.json", foreign.ToJson())), StringComparison.Ordinal);
    }

    private static string Error(string path) => Assert.Throws<SemComException>(() => ResultsReader.Load(path)).Message;
}
