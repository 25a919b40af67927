namespace SemCom.Evaluation.Tests;

public sealed class PictureInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AFolder_StandsForItsPicturesByName()
    {
        _folder.AddText("b.JPG", "");
        _folder.AddText("a.png", "");
        _folder.AddText("notes.txt", "");
        Directory.CreateDirectory(_folder["c.png"]);

        Assert.Equal(["a.png", "b.JPG"], PictureInput.Find([_folder.Path]).Select(p => p.Name));
    }

    [Fact]
    public void AFileNamedOutright_MayHaveAnyEnding() =>
        Assert.Equal("scan.dat", Assert.Single(PictureInput.Find([_folder.AddText("scan.dat", "")])).Name);

    [Fact]
    public void AFolderWithoutPictures_IsRefused()
    {
        _folder.AddText("notes.txt", "");

        var error = Assert.Throws<SemComException>(() => PictureInput.Find([_folder.Path]));

        Assert.Equal($"--input: {_folder.Path} must hold at least one picture (has 1 other files); put .png, .jpg, .jpeg, .webp or similar files there", error.Message);
    }

    [Fact]
    public void AMissingPath_IsRefused() =>
        Assert.Contains("does not exist", Assert.Throws<SemComException>(() => PictureInput.Find([_folder["nowhere"]])).Message, StringComparison.Ordinal);

    [Fact]
    public void TwoPicturesOfTheSameName_AreRefused()
    {
        var picture = _folder.AddText("a.png", "");

        Assert.Contains("a.png was given 2 times", Assert.Throws<SemComException>(() => PictureInput.Find([picture, _folder.Path])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFolder_IsASequence_OfFramesByName()
    {
        foreach (var name in new[] { "b/2.png", "b/10.png", "a/1.png" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_folder[name])!);
            _folder.AddText(name, "");
        }

        var frames = PictureInput.FindSequences([_folder["b"] + Path.DirectorySeparatorChar, _folder["a"]]);

        Assert.Equal(["b/10.png", "b/2.png", "a/1.png"], frames.Select(p => p.Name));
        Assert.Equal(["b", "b", "a"], frames.Select(p => p.Sequence));
        Assert.Contains("a folder a was given twice", Assert.Throws<SemComException>(() => PictureInput.FindSequences([_folder["a"], _folder["a"]])).Message, StringComparison.Ordinal);
        Assert.Contains("must be a folder", Assert.Throws<SemComException>(() => PictureInput.FindSequences([_folder["a/1.png"]])).Message, StringComparison.Ordinal);
    }
}
