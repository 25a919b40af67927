using System.Text.Json;
using SemCom.Channels;

namespace SemCom.Cli.Tests;

public sealed class ChannelVerbTests : CommandLineTest
{
    [Fact]
    public void Record_Replay_AndInspect_GoTogether()
    {
        var trace = Folder["walk.trace"];
        Assert.Equal(0, Run("channel", "record", "tdl-c:ds=300ns,fd=50Hz", "--frames", "2", "--duration", "2ms", "--seed", "5", "--out", trace, "--json"));
        var summary = Taken();
        Assert.Equal((2, 24, 5UL), (summary.GetProperty("frames").GetInt32(), summary.GetProperty("paths").GetInt32(), summary.GetProperty("seed").GetUInt64()));
        Assert.False(summary.GetProperty("isFlat").GetBoolean());

        Assert.Equal(0, Run("channel", "replay", trace, "--snr-db", "12", "--json"));
        var replay = Taken();
        Assert.Equal(5UL, replay.GetProperty("trace").GetProperty("seed").GetUInt64());
        Assert.Equal(
            12 + replay.GetProperty("replay").GetProperty("gainDb").GetDouble(), replay.GetProperty("replay").GetProperty("measuredSnrDb").GetDouble(), 0.3);

        Assert.Equal(0, Run("channel", "inspect", trace, "--out", Folder["pictures"], "--json"));
        var inspection = Taken();
        Assert.Equal("tdl-c:ds=300ns,fd=50Hz", inspection.GetProperty("inspection").GetProperty("modelOf").GetString());
        Assert.StartsWith("<svg ", File.ReadAllText(inspection.GetProperty("picture").GetString()!), StringComparison.Ordinal);
    }

    [Fact]
    public void Inspect_ShowsATableForPeopleAndWritesThePicture()
    {
        Assert.Equal(0, Run("channel", "inspect", "tdl-c:ds=300ns,fd=50Hz", "--frames", "20", "--out", Folder["a.svg"]));
        var text = Out.ToString();
        Assert.StartsWith("tdl-c:ds=300ns,fd=50Hz, 20 frames, 24 paths, seed 1", text, StringComparison.Ordinal);
        Assert.Contains("r.m.s. delay spread", text, StringComparison.Ordinal);
        Assert.EndsWith($"Picture: {Folder["a.svg"]}{Environment.NewLine}", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', text);
    }

    [Fact]
    public void InspectAndRecord_SayThatImpairmentsAreLeftOut()
    {
        Assert.Equal(0, Run("channel", "inspect", "rayleigh+clip:papr=5dB", "--json"));
        Assert.Equal($"semcom: impairments are not part of what is shown{Environment.NewLine}", Error.ToString());
        Assert.Equal(JsonValueKind.Null, Taken().GetProperty("picture").ValueKind);
    }

    [Fact]
    public void Estimate_ComparesEstimators()
    {
        string[] line = ["channel", "estimate", "--channel", "tdl-a:ds=100ns,fd=20Hz", "--pilots", "4", "--snr-db", "-5:5:5", "--estimators", "ls,lmmse-true", "--frames", "8"];
        Assert.Equal(0, Run([.. line, "--json"]));
        var rows = Taken().GetProperty("rows").EnumerateArray().Select(row => (row.GetProperty("estimator").GetString(), row.GetProperty("snrDb").GetDouble(), row.GetProperty("nmseDb").GetDouble())).ToArray();
        Assert.Equal([("ls", -5.0), ("lmmse-true", -5.0), ("ls", 0.0), ("lmmse-true", 0.0), ("ls", 5.0), ("lmmse-true", 5.0)], rows.Select(row => (row.Item1, row.Item2)));
        for (var i = 0; i < rows.Length; i += 2)
            Assert.True(rows[i + 1].Item3 < rows[i].Item3);

        Assert.Equal(0, Run(line));
        Assert.StartsWith("tdl-a:ds=100ns,fd=20Hz, 8 slots of 14 x 72, pilots on every 4th subcarrier of symbols 0, 7, seed 1", Out.ToString(), StringComparison.Ordinal);
        Assert.Contains("us a slot", Out.ToString(), StringComparison.Ordinal);
        Assert.Contains("100 % of slots done", Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Import_TellsWhatItMade()
    {
        var input = Folder.AddText("a.csv", "re,im\n2,0\n0,2\n");
        Assert.Equal(0, Run("channel", "import", input, "--interval", "1ms", "--normalize", "average", "--interpolate", "hold", "--out", Folder["a.trace"]));
        Assert.Contains("a.csv, seed 0, by SemCom ", Out.ToString(), StringComparison.Ordinal);
        Assert.Contains("2, one in 1.00 ms, hold between", Out.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, TraceFile.Load(Folder["a.trace"]).MeanPower, 1e-6);
    }

    [Theory]
    [InlineData("channel estimate --estimators best", "--estimators must be all, or some of ls-nearest, ls, lmmse-robust, lmmse-sample, lmmse-flat, diffusion, diffusion-sampled, diffusion-told, lmmse-mixture, lmmse-true (was 'best'); choose some of these")]
    [InlineData("channel estimate --channel awgn", "--channel must be a tapped delay line with one antenna at each end, mixture, mixture-abc or mixture-sparse (was 'awgn'); write for example tdl-c:ds=300ns,fd=50Hz")]
    [InlineData("channel generate --draws 5", "--draws must be a whole number between 10 and 100000 (was '5'); choose a value in that range")]
    [InlineData("channel generate --channel tdl-a:rx=2", "--channel must be a tapped delay line with one antenna at each end, mixture, mixture-abc or mixture-sparse (was 'tdl-a:rx=2'); write for example tdl-c:ds=300ns,fd=50Hz")]
    [InlineData("channel estimate --pilots 40", "--pilots must be a whole number between 1 and 36 (was '40'); choose a value in that range")]
    [InlineData("channel record awgn", "Option '--out' is required; see semcom channel record --help")]
    [InlineData("channel record awgn --out a.bin", "--out must end with .trace (was 'a.bin'); write for example walk.trace")]
    [InlineData("channel record rayleigh --interval 1ms --out a.trace", "--interval must be left out for rayleigh (it counts time in channel uses of 1 µs); leave it out")]
    [InlineData("channel record awgn --frames 0 --out a.trace", "--frames must be a whole number between 1 and 65536 (was '0'); choose a value in that range")]
    [InlineData("channel record tdl-c --duration 1h --out a.trace", "--duration must be a number (was '1h'); write for example 20ms")]
    [InlineData("channel inspect awgn --duration -1ms", "--duration must be between 0.000001 and 100 s (was -1ms); write for example 20ms")]
    [InlineData("channel inspect none.trace", "none.trace: must be a channel trace (there is no such file); check the path")]
    [InlineData("channel replay awgn", "FILE must be a .trace file (was 'awgn'); record one with 'semcom channel record', or look at a channel with 'semcom channel inspect'")]
    [InlineData("channel import none.csv --out a.trace", "none.csv: must be a CSV file (there is no such file); check the path")]
    [InlineData("channel import none.mat --out a.trace", "none.mat: the ending must be .csv or .npy (was '.mat'); rename or convert the file")]
    [InlineData("channel import a.csv --normalize peak --out a.trace", "--normalize must be one of none, average, snapshot (was 'peak'); choose one of these")]
    public void ACommandLine_IsRefused(string commandLine, string message) => Assert.Equal(message, Refused(commandLine.Split(' ')));

    [Theory]
    [InlineData("inspect")]
    [InlineData("record")]
    [InlineData("replay")]
    [InlineData("import")]
    public void EveryVerb_HasHelpWithAnExample(string verb)
    {
        Assert.Equal(0, Run("channel", verb, "--help"));
        Assert.Contains($"Example:\n  semcom channel {verb} ", Out.ToString().ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("--json", Out.ToString(), StringComparison.Ordinal);
        Assert.Contains("--seed", Out.ToString(), StringComparison.Ordinal);
    }

    private JsonElement Taken()
    {
        using var document = JsonDocument.Parse(Out.ToString());
        Out.GetStringBuilder().Clear();
        return document.RootElement.Clone();
    }
}
