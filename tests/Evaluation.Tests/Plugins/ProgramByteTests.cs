using SemCom.Evaluation.Rivals;

namespace SemCom.Evaluation.Tests.Plugins;

public sealed class ProgramByteTests : IDisposable
{
    private const string Good = "{ 'kind': 'program', 'encoder': 'bash encode.sh {in} {bytes} {max-bytes}', 'decoder': 'bash decode.sh {bytes} {out}' }";

    private readonly PluginFolder _folder = new();

    public ProgramByteTests()
    {
        _folder.Files.AddText("encode.sh", "echo $3 >> calls.txt; cp \"$1\" \"$2\"");
        _folder.Files.AddText("decode.sh", "cp \"$1\" \"$2\"");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task OverTheRealLink_TheFileArrivesAndEverythingIsCharged()
    {
        using var folder = new PluginFolder { Bench = new RivalWorkbench(new LinkTransports(), new CacheFolder(null)) };
        folder.Files.AddText("encode.sh", "cp \"$1\" \"$2\"");
        folder.Files.AddText("decode.sh", "cp \"$1\" \"$2\"");
        var system = folder.System(Good.Replace("{ 'kind'", "{ 'mcs': '64qam-1/2', 'kind'", StringComparison.Ordinal));
        var conditions = PluginFolder.Conditions with { SnrDb = 18, Cbr = 1 };

        var (near, far) = (await folder.Send(system, conditions), await folder.Send(system, conditions with { SnrDb = 2, PlanSnrDb = 18 }));

        Assert.Equal((false, null, "digital"), (near.Quality.Lost, near.Quality.PsnrDb, near.Quality.Mode));
        Assert.StartsWith("64qam-0.5", near.Quality.Model, StringComparison.Ordinal);
        var uses = near.Quality.Uses;
        Assert.Equal((1152, 64, 1152 - 64 - uses.Header), (uses.Total, uses.Pilots, uses.Payload));
        Assert.True(uses.Header > 0);
        Assert.True(far.Quality.Lost);
        Assert.Contains("mine: blocks were lost; a grey stand-in is shown", far.Notices);
        Assert.Equal(PictureQuality.PsnrDb(folder.Picture, PictureConcealment.Grey(24, 16)), far.Quality.PsnrDb);
    }

    /// <summary>Without "mcs" the best one is searched, by what the codec makes of each budget; that is not repeated for other noise.</summary>
    [Fact]
    public async Task ModulationAndRate_AreChosenOnceForAPicture()
    {
        var system = _folder.System(Good);
        var conditions = PluginFolder.Conditions with { SnrDb = 16, Cbr = 1 };

        var result = await _folder.Send(system, conditions);
        var calls = await Calls();
        await _folder.Send(system, conditions with { Seed = 2 });

        Assert.Equal((false, null), (result.Quality.Lost, result.Quality.PsnrDb));
        Assert.NotEmpty(calls);
        Assert.Equal(calls.Distinct(StringComparer.Ordinal), calls);
        Assert.Equal(calls, await Calls());

        async Task<string[]> Calls() => await File.ReadAllLinesAsync(_folder.Files["calls.txt"], TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task AFileThatNeverFits_IsLostAndTheBudgetCharged()
    {
        _folder.Files.AddText("encode.sh", "head -c 100000 /dev/zero > \"$2\"");

        var result = await _folder.Send(_folder.System(Good));

        Assert.True(result.Quality.Lost);
        Assert.Equal(new UsesRecord(576, 576, 0, 0, 0, 0), result.Quality.Uses);
        Assert.Contains("mine: no file of the encoder is small enough for the channel uses and the planned SNR; a grey stand-in is shown", result.Notices);
    }

    [Fact]
    public async Task AnEmptyFile_IsRefused()
    {
        _folder.Files.AddText("encode.sh", "true > \"$2\"");

        var error = await Assert.ThrowsAsync<SemComException>(() => _folder.Send(_folder.System(Good)));

        Assert.Equal("mine: the encoder's {bytes} must hold at least one byte (was empty on stripes.png); correct the encoder", error.Message);
    }
}
