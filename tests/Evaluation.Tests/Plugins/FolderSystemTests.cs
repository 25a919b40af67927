namespace SemCom.Evaluation.Tests.Plugins;

public sealed class FolderSystemTests : IDisposable
{
    private readonly PluginFolder _folder = new();

    public FolderSystemTests()
    {
        Directory.CreateDirectory(_folder.Files["decoded/rayleigh-coherence-256/10"]);
        Directory.CreateDirectory(_folder.Files["decoded/awgn/7.5"]);
        _folder.Files.AddPicture("decoded/rayleigh-coherence-256/10/stripes.png", 1);
        _folder.Files.AddPicture("decoded/awgn/7.5/stripes.png");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ThePictureOfThePoint_IsJudgedWithDeclaredUses()
    {
        var system = System("'uses': 500");

        var (fading, same) = (await _folder.Send(system, PluginFolder.Conditions with { Channel = "rayleigh:coherence=256" }),
            await _folder.Send(system, PluginFolder.Conditions with { SnrDb = 7.5 }));

        var shown = Picture.Load(_folder.Files["decoded/rayleigh-coherence-256/10/stripes.png"]);
        Assert.Equal(PictureQuality.PsnrDb(_folder.Picture, shown), fading.Quality.PsnrDb);
        Assert.Equal((new UsesRecord(500, 500, 0, 0, 0, 0), 500.0 / 1152, "analog"), (fading.Quality.Uses, fading.Quality.Cbr, fading.Quality.Mode));
        Assert.Null(same.Quality.PsnrDb);
        Assert.Contains("mine: pictures and channel uses are declared by a folder, not measured: none of its symbols has crossed this channel", same.Notices);
    }

    [Fact]
    public async Task UsesOfEachFile_ComeFromACsvFile()
    {
        _folder.Files.AddText("uses.csv", "file,uses\ndecoded/awgn/7.5/stripes.png, 321\n");
        var system = System("'uses-file': 'uses.csv', 'mode': 'digital'");

        var result = await _folder.Send(system, PluginFolder.Conditions with { SnrDb = 7.5 });

        Assert.Equal((321, "digital"), (result.Quality.Uses.Total, result.Quality.Mode));
        Assert.StartsWith("mine: uses.csv must have a line for every reconstruction and has none for ",
            await Refused(system, PluginFolder.Conditions with { Channel = "rayleigh:coherence=256" }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.png;5", "uses.csv, line 1 must be a file and its channel uses, at least 1 (was 'a.png;5'); write for example 7/harbour.png,4096")]
    [InlineData("file,uses\na.png,0", "uses.csv, line 2 must be a file")]
    public void AWrongLine_IsNamed(string csv, string message)
    {
        _folder.Files.AddText("uses.csv", csv);

        Assert.Contains(message, Assert.Throws<SemComException>(() => System("'uses-file': 'uses.csv'")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMissingPicture_IsNamed() =>
        Assert.Equal($"mine: there must be a reconstruction {_folder.Files["decoded/awgn/3/stripes.png"]} for stripes.png at this point, and there is none; add it or leave the point out",
            await Refused(System("'uses': 500"), PluginFolder.Conditions with { SnrDb = 3 }));

    [Fact]
    public async Task APictureOfAnotherSize_IsNamed()
    {
        _folder.Files.AddPicture("decoded/awgn/7.5/stripes.png", width: 23, height: 16);

        Assert.Equal($"mine: {_folder.Files["decoded/awgn/7.5/stripes.png"]} must have the size of stripes.png, 24x16 (was 23x16); write it at the original's size",
            await Refused(System("'uses': 500"), PluginFolder.Conditions with { SnrDb = 7.5 }));
    }

    [Fact]
    public async Task MoreUsesThanTheBudget_AreRefused() =>
        Assert.EndsWith(" must be at most 576 for stripes.png at this CBR (were 577); allow a larger CBR",
            await Refused(System("'uses': 577"), PluginFolder.Conditions with { SnrDb = 7.5 }), StringComparison.Ordinal);

    [Fact]
    public void Identity_FollowsThePictures()
    {
        var before = System("'uses': 500").Identity;
        _folder.Files.AddPicture("decoded/other.png");
        _folder.Files.AddText("decoded/awgn/7.5/notes.txt", "not a picture of the pattern");
        Assert.Equal(before, System("'uses': 500").Identity);

        _folder.Files.AddPicture("decoded/awgn/7.5/stripes.png", 3);

        Assert.NotEqual(before, System("'uses': 500").Identity);
    }

    private ISystem System(string more) => _folder.System($"{{ 'kind': 'folder', 'path': 'decoded/{{channel}}/{{snr-db}}/{{source}}.png', {more} }}");

    private async Task<string> Refused(ISystem system, LinkConditions conditions) =>
        (await Assert.ThrowsAsync<SemComException>(() => _folder.Send(system, conditions))).Message;
}
