using SemCom.Runtime.Models;
using SemCom.Runtime.Onnx;
using SemCom.Runtime.Tests.Onnx;

namespace SemCom.Runtime.Tests.Models;

public sealed class ModelCatalogueTests : IDisposable
{
    private readonly ModelFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Entry_SaysWhatTheManifestSays()
    {
        var catalogue = ModelCatalogue.Open(_folder.Path);
        var model = catalogue.Find("image-test");

        Assert.Equal(_folder.Path, catalogue.Folder);
        Assert.Same(model, catalogue.Find(7));
        Assert.Same(model, Assert.Single(catalogue.Models));
        Assert.Equal(("image-test", 7, "picture"), (model.Id, model.WireId, model.Modality));
        Assert.Equal("encoder tables", string.Join(' ', model.Files.Select(file => file.Role)));
        Assert.Equal(_folder.At(Path.Combine("image-test", "README.md")), model.CardPath);
        Assert.Equal(new ModelTensor("x", "[n, 3]", "none"), Assert.Single(model.Inputs));
        Assert.Equal(new ModelTensor("y", "[n, 2]", "none"), Assert.Single(model.Outputs));
    }

    [Fact]
    public void IntactFile_IsHandedOut()
    {
        _folder.Model().Verify();
        Assert.Equal(TestModels.Dense, _folder.Model().OpenFile("encoder"));
    }

    [Fact]
    public void FlippedByte_GivesFileChecksumsAndRemedy()
    {
        _folder.Flip(ModelFolder.Encoder, 40);
        var actual = ModelFolder.Sha256(File.ReadAllBytes(_folder.At(ModelFolder.Encoder)));

        var message = Error(() => _folder.Model().OpenFile("encoder"));

        Assert.Equal(
            $"{_folder.At(ModelFolder.Encoder)}: damaged, SHA-256 must be {ModelFolder.Sha256(TestModels.Dense)} (was {actual}); " +
            "restore the file, for example with 'git checkout'", message);
        Assert.Equal(message, Error(() => _folder.Model().CreateSession("encoder")));
        Assert.Equal(message, Error(() => _folder.Model().Verify()));
    }

    [Fact]
    public void FileOfAnotherLength_IsRefusedBeforeItIsRead()
    {
        File.AppendAllText(_folder.At(ModelFolder.Encoder), "x");
        Assert.Equal(
            $"{_folder.At(ModelFolder.Encoder)}: must have {TestModels.Dense.Length} bytes (has {TestModels.Dense.Length + 1}); restore the file, for example with 'git checkout'",
            Error(() => _folder.Model().OpenFile("encoder")));
    }

    [Fact]
    public void MissingFile_IsNamed()
    {
        File.Delete(_folder.At(ModelFolder.Encoder));
        Assert.StartsWith($"{_folder.At(ModelFolder.Encoder)}: the model file cannot be read (", Error(() => _folder.Model().OpenFile("encoder")), StringComparison.Ordinal);
    }

    [Fact]
    public void UnknownNames_ListTheKnownOnes()
    {
        var catalogue = ModelCatalogue.Open(_folder.Path);
        Assert.Equal("model: there is no 'image-huge'; choose one of image-test", Error(() => catalogue.Find("image-huge")));
        Assert.Equal("model: there is no number 9; this receiver has 7 (image-test)", Error(() => catalogue.Find(9)));
        Assert.Equal("model 'image-test': there is no file for 'decoder'; it has encoder, tables", Error(() => catalogue.Find(7).OpenFile("decoder")));
    }

    [Fact]
    public void FolderWithoutManifest_IsNamed() =>
        Assert.Equal(
            $"{_folder.At("image-test")}: no models here, manifest.json is missing; name the folder of the models in SEMCOM_MODELS",
            Error(() => ModelCatalogue.Open(_folder.At("image-test"))));

    [Fact]
    public void Folder_IsTheNamedOne_ElseAboveTheApplication_ElseAboveTheCurrentFolder()
    {
        using var tree = new TemporaryFolder();
        tree.File("app/models/manifest.json", []);
        tree.File("work/models/manifest.json", []);
        var (application, current) = (tree.At("app/bin/net10.0"), tree.At("work/sub"));
        Directory.CreateDirectory(application);
        Directory.CreateDirectory(current);

        Assert.Equal("/named", ModelCatalogue.Locate("/named", application, current));
        Assert.Equal(tree.At("app/models"), ModelCatalogue.Locate(null, application, current));
        Assert.Equal(tree.At("work/models"), ModelCatalogue.Locate("", tree.At("elsewhere"), current));
        Assert.Contains("name it in SEMCOM_MODELS", Error(() => ModelCatalogue.Locate(null, tree.At("elsewhere"), tree.At("nowhere"))), StringComparison.Ordinal);
    }

    [Fact]
    public void Sessions_AreCreatedOnceForAllThreads_AndByOptions()
    {
        OnnxFact.RequireLibrary();
        var options = new OnnxSessionOptions { Threads = 1 };
        var sessions = new OnnxSession[16];

        Parallel.For(0, sessions.Length, i => sessions[i] = ModelSessions.Get(_folder.Model(), "encoder", options with { }));

        Assert.All(sessions, session => Assert.Same(sessions[0], session));
        Assert.NotSame(sessions[0], ModelSessions.Get(_folder.Model(), "encoder", options with { Threads = 2 }));
        Assert.Equal([5.25f, 8.5f], sessions[0].Run(new OnnxInput("x", new[] { 1f, 2f, 3f }, 1, 3))[0].Values);
    }

    [Fact]
    public void SessionThatFailedOnce_IsTriedAgain()
    {
        OnnxFact.RequireLibrary();
        var options = new OnnxSessionOptions { Threads = 3 };
        _folder.Flip(ModelFolder.Encoder, 40);
        Error(() => ModelSessions.Get(_folder.Model(), "encoder", options));

        _folder.Flip(ModelFolder.Encoder, 40);

        Assert.NotNull(ModelSessions.Get(_folder.Model(), "encoder", options));
    }

    private static string Error(Action action)
    {
        var error = Assert.Throws<SemComException>(action);
        Assert.DoesNotContain('\n', error.Message);
        return error.Message;
    }

    /// <summary>Packed by another program than the one that unpacks: the bytes of gzip 1.12 for "semcom".</summary>
    [Fact]
    public void PackedFiles_AreUnpacked_AndWhatIsNoPackIsRefused()
    {
        var packed = Convert.FromHexString("1f8b08000000000002032b4ecd4dcecf0500db161d3f06000000");
        Write(packed);
        Assert.Equal("semcom"u8.ToArray(), _folder.Model().OpenFile("encoder"));

        Write("semcom"u8.ToArray());
        Assert.Contains("must be packed with gzip", Error(() => _folder.Model().OpenFile("encoder")), StringComparison.Ordinal);

        void Write(byte[] content)
        {
            File.WriteAllBytes(_folder.At(ModelFolder.Encoder + ".gz"), content);
            _folder.WriteManifest(ModelFolder.Manifest
                .Replace($"\"{ModelFolder.Encoder}\", \"bytes\": {TestModels.Dense.Length}, \"sha256\": \"{ModelFolder.Sha256(TestModels.Dense)}\"",
                    $"\"{ModelFolder.Encoder}.gz\", \"bytes\": {content.Length}, \"sha256\": \"{ModelFolder.Sha256(content)}\"", StringComparison.Ordinal));
        }
    }
}
