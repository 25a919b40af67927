using SemCom.Runtime.Models;

namespace SemCom.Runtime.Tests.Models;

public class ModelManifestTests
{
    public static TheoryData<string, string, string> Faults => new()
    {
        { "\"version\": 1", "\"version\": 2", "version must be 1 (was 2)" },
        { "\"version\": 1,", "", "version" },
        { "\"version\": 1", "\"version\": \"1\"", "line 2" },
        { "\"version\": 1", "\"version\": 1, \"version\": 1", "version" },
        { "\"modality\"", "\"modalty\"", "modalty" },
        { "\"modality\": \"picture\"", "\"modality\": null", "Modality" },
        { "{ \"name\": \"y\", \"shape\": \"[n, 2]\", \"unit\": \"none\" }", "null", "outputs of 'image-test' must not hold null" },
        { "{ \"name\": \"x\", \"shape\": \"[n, 3]\", \"unit\": \"none\" }", "null", "inputs of 'image-test' must not hold null" },
        { "\"models\": [", "\"models\": [ null,", "models must not hold null" },
        { "\"files\": [", "\"files\": [ null,", "files of 'image-test' must not hold null" },
        { "\"id\": \"image-test\"", "\"id\": \"Image Test\"", "an id must be lower-case letters, digits and hyphens (was 'Image Test')" },
        { "\"wireId\": 7", "\"wireId\": 0", "wireId of 'image-test' must be between 1 and 255 (was 0)" },
        { "\"wireId\": 7", "\"wireId\": 256", "wireId of 'image-test' must be between 1 and 255 (was 256)" },
        { "\"modality\": \"picture\"", "\"modality\": \"metric\"", "wireId of 'image-test' must be 0, for a metric model is never sent with (was 7)" },
        { "\"role\": \"tables\"", "\"role\": \"encoder\"", "role of 'image-test' must be unique ('encoder' occurs 2 times)" },
        { "image-test/tables.json", "../tables.json", "a path must lead into the models folder with forward slashes (was '../tables.json')" },
        { "image-test/tables.json", "/etc/passwd", "(was '/etc/passwd')" },
        { "image-test/tables.json", "C:/tables.json", "(was 'C:/tables.json')" },
        { "image-test/README.md", "a/../../README.md", "(was 'a/../../README.md')" },
        { "\"bytes\": 2,", "\"bytes\": 0,", "bytes of 'image-test/tables.json' must be between 1 and 2147483647 (was 0)" },
        { "\"sha256\": \"", "\"sha256\": \"ff", "must be 64 lower-case hexadecimal digits (was 'ff" },
        { "]\n}", "]", "line " },
        { "\"models\": [", "\"models\": {", "line " },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Fault_IsNamedWithTheFileInOneLine(string right, string wrong, string part)
    {
        using var folder = new ModelFolder();
        Assert.Contains(right, ModelFolder.Manifest, StringComparison.Ordinal);
        folder.WriteManifest(ModelFolder.Manifest.Replace(right, wrong, StringComparison.Ordinal));

        var error = Assert.Throws<SemComException>(() => ModelCatalogue.Open(folder.Path));

        Assert.StartsWith(folder.At("manifest.json") + ": ", error.Message, StringComparison.Ordinal);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.EndsWith("; correct the file or restore it", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void TwoModelsOfOneNumber_AreRefused()
    {
        using var folder = new ModelFolder();
        var row = ModelFolder.Manifest[ModelFolder.Manifest.IndexOf("    {", StringComparison.Ordinal)..ModelFolder.Manifest.LastIndexOf(']')];
        folder.WriteManifest($$"""{ "version": 1, "models": [ {{row}}, {{row.Replace("\"id\": \"image-test\"", "\"id\": \"other\"", StringComparison.Ordinal)}} ] }""");

        var error = Assert.Throws<SemComException>(() => ModelCatalogue.Open(folder.Path));

        Assert.Contains("wireId must be unique ('7' occurs 2 times)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Metrics_HaveNoNumber_AndAreNoCodecs()
    {
        using var folder = new ModelFolder();
        var row = ModelFolder.Manifest[ModelFolder.Manifest.IndexOf("    {", StringComparison.Ordinal)..ModelFolder.Manifest.LastIndexOf(']')];
        string[] judges = [.. new[] { "judge", "jury" }.Select(id => row.Replace("\"id\": \"image-test\"", $"\"id\": \"{id}\"", StringComparison.Ordinal)
            .Replace("\"picture\"", "\"metric\"", StringComparison.Ordinal).Replace("\"wireId\": 7", "\"wireId\": 0", StringComparison.Ordinal))];
        folder.WriteManifest($$"""{ "version": 1, "models": [ {{judges[0]}}, {{row}}, {{judges[1]}} ] }""");
        var catalogue = ModelCatalogue.Open(folder.Path);

        Assert.Equal([false, true, false], catalogue.Models.Select(model => model.IsCodec));
        Assert.Equal("jury", catalogue.Find("jury").Id);
        Assert.Equal("image-test", catalogue.FindCodec("image-test").Id);
        Assert.Equal("model: 'judge' judges what arrives and sends nothing; choose one of image-test", Assert.Throws<SemComException>(() => catalogue.FindCodec("judge")).Message);
        Assert.Equal("model: there is no 'judges'; choose one of image-test", Assert.Throws<SemComException>(() => catalogue.FindCodec("judges")).Message);
        Assert.Equal("model: there is no number 0; this receiver has 7 (image-test)", Assert.Throws<SemComException>(() => catalogue.Find(0)).Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    public void FileWithoutAManifestInIt_IsRefused(string json)
    {
        using var folder = new ModelFolder();
        folder.WriteManifest(json);

        Assert.Throws<SemComException>(() => ModelCatalogue.Open(folder.Path));
    }
}
