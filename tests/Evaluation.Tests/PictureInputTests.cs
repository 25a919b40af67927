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
}
