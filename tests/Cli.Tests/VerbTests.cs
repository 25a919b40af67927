using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using SemCom.Evaluation;
using SemCom.Evaluation.Tests;

namespace SemCom.Cli.Tests;

public sealed class VerbTests : CommandLineTest
{
    [Fact]
    public void Send_PrintsOneJsonRecordAndWritesWhatArrived()
    {
        var input = Folder.AddPicture("a.png", width: 48, height: 32);

        Assert.Equal(0, Run("send", input, "--snr-db", "-2.5", "--cbr", "1/8", "--channel", "Rayleigh", "--coherence", "64", "--seed", "7", "--genie", "--out", Folder["out.png"], "--json"));

        using var document = JsonDocument.Parse(Out.ToString());
        var record = document.RootElement;
        Assert.Equal("a.png", record.GetProperty("source").GetString());
        Assert.Equal("rayleigh:coherence=64", record.GetProperty("channel").GetString());
        Assert.Equal(-2.5, record.GetProperty("snrDb").GetDouble());
        Assert.Equal(0.125, record.GetProperty("cbr").GetDouble());
        Assert.Equal(7UL, record.GetProperty("seed").GetUInt64());
        Assert.True(record.GetProperty("genie").GetBoolean());
        Assert.Equal(JsonValueKind.Null, record.GetProperty("msSsim").ValueKind);
        var psnrDb = PictureQuality.PsnrDb(Picture.Load(input), Picture.Load(Folder["out.png"]));
        Assert.Equal(psnrDb!.Value, record.GetProperty("psnrDb").GetDouble(), 1e-4);
        Assert.Equal("", Error.ToString());
    }

    [Fact]
    public void Send_ShowsATableForPeople()
    {
        Assert.Equal(0, Run("send", Folder.AddPicture("a.png")));

        var text = Out.ToString();
        Assert.StartsWith("a.png (24 x 16) over awgn at 10 dB, CBR 1/16, semantic, seed 1", text, StringComparison.Ordinal);
        Assert.Contains("not defined below 161 pixels a side", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', text);
    }

    [Fact]
    public void Send_HandsModelModeAndMarginToTheSystem()
    {
        Assert.Equal(0, Run("send", Folder.AddPicture("a.png"), "--margin-db", "2.5", "--model", "image-live", "--mode", "Digital"));
        Assert.Equal(new SystemOptions { Model = "image-live", MarginDb = 2.5, Mode = LinkMode.Digital }, Asked);
    }

    [Theory]
    [InlineData(PictureMetrics.Pixels)]
    [InlineData(PictureMetrics.All, "--metrics", "all")]
    [InlineData(PictureMetrics.Psnr | PictureMetrics.Semantic, "--metrics", "semantic")]
    public void Send_MeasuresPixelsUnlessAsked(PictureMetrics metrics, params string[] options)
    {
        Assert.Equal([metrics], Metrics(["send", Folder.AddPicture("a.png"), .. options]));
    }

    [Theory]
    [InlineData(PictureMetrics.All)]
    [InlineData(PictureMetrics.Pixels, "--metrics", "psnr,ms-ssim,ssim")]
    [InlineData(PictureMetrics.Psnr | PictureMetrics.Class, "--metrics", "psnr", "--task", "Classify")]
    [InlineData(PictureMetrics.All, "--task", "classify")]
    public void Eval_MeasuresEverythingUnlessTold(PictureMetrics metrics, params string[] options)
    {
        Assert.Equal([metrics], Metrics(["eval", "--input", Folder.AddPicture("a.png"), "--out", Folder["out"], "--snr-db", "10", .. options]).Distinct());
    }

    [Fact]
    public void UnknownMetricsAndTasks_AreRefused()
    {
        Assert.Equal(
            "--metrics must be all, or some of psnr, ms-ssim, ssim, perceptual, semantic, class (was 'lpips'); write for example ssim,perceptual",
            Refused("send", "a.png", "--metrics", "psnr,lpips"));
        Error.GetStringBuilder().Clear();
        Assert.Equal("--task must be classify (was 'segment'); write --task classify", Refused("eval", "--input", "a.png", "--out", Folder["out"], "--task", "segment"));
    }

    [Fact]
    public void Eval_ThatGoesOnWithOtherMetrics_IsRefused()
    {
        string[] args = ["eval", "--input", Folder.AddPicture("a.png"), "--out", Folder["out"], "--snr-db", "10"];
        Assert.Equal(0, Run([.. args, "--metrics", "ssim"]));
        Out.GetStringBuilder().Clear();
        Error.GetStringBuilder().Clear();

        Assert.Contains("holds another sweep (--metrics was psnr,ssim, now psnr,ms-ssim,ssim)", Refused([.. args, "--metrics", "ms-ssim,ssim"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Send_TellsNoticesOnStandardError()
    {
        var test = new VerbTests { System = new FakeSystem("semantic") { Notices = ["alpha laid over white"] } };
        using (test)
        {
            Assert.Equal(0, test.Run("send", test.Folder.AddPicture("a.png"), "--json"));
            Assert.Equal($"semcom: alpha laid over white{Environment.NewLine}", test.Error.ToString());
        }
    }

    [Fact]
    public void Eval_CoversTheGridAndSplitsChannelsAtTheRightCommas()
    {
        Folder.AddPicture("a.png", 1);
        Folder.AddPicture("b.png", 2);

        Assert.Equal(0, Run("eval", "--input", Folder.Path, "--out", Folder["out"], "--channel", "rayleigh:coherence=64,awgn", "--snr-db", "-2:2:2,10", "--cbr", "1/16,0.125", "--seeds", "2", "--json"));

        using var document = JsonDocument.Parse(Out.ToString());
        var records = document.RootElement.GetProperty("records").EnumerateArray().ToList();
        Assert.Equal(2 * 2 * 4 * 2 * 2, records.Count);
        Assert.Equal(["rayleigh:coherence=64", "awgn"], records.Select(r => r.GetProperty("channel").GetString()!).Distinct());
        Assert.Equal([-2, 0, 2, 10], records.Select(r => r.GetProperty("snrDb").GetDouble()).Distinct());
        Assert.Equal(16, document.RootElement.GetProperty("means").GetArrayLength());
        Assert.Equal(Out.ToString(), File.ReadAllText(Folder["out/results.json"]));
        Assert.Contains("semcom eval --input", File.ReadAllText(Folder["out/report.html"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Eval_TakesSeveralFiles()
    {
        Assert.Equal(0, Run("eval", "--input", Folder.AddPicture("a.png"), Folder.AddPicture("b.png"), "--out", Folder["out"], "--snr-db", "10", "--json"));

        using var document = JsonDocument.Parse(Out.ToString());
        Assert.Equal(2, document.RootElement.GetProperty("records").GetArrayLength());
    }

    [Fact]
    public void Eval_ThatIsStopped_SaysHowToGoOnAndThenGoesOn()
    {
        Folder.AddPicture("a.png");
        using var stop = new CancellationTokenSource();
        var stopping = new VerbTests { System = new FakeSystem("semantic") { Before = (call, _) => StopAt(call, 3, stop) } };
        string[] args = ["eval", "--input", Folder["a.png"], "--out", Folder["out"], "--seeds", "4", "--workers", "1"];
        using (stopping)
        {
            Assert.Equal(130, stopping.Run(stop.Token, args));
            Assert.Contains($"what is finished is kept in {Folder["out"]}; give the same command again to go on", stopping.Error.ToString(), StringComparison.Ordinal);
            Assert.Equal("", stopping.Out.ToString());
        }

        Assert.Equal(0, Run([.. args, "--resume"]));

        // One more, for the report's pictures.
        Assert.Equal(20 - 3 + 1, System.Calls);
        Assert.Contains("semcom: 3 of 20 records are from an earlier run of the same sweep", Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Eval_GoesOnWithoutAnUnreadablePicture()
    {
        Folder.AddPicture("a.png");
        Folder.AddText("broken.png", "no picture");

        Assert.Equal(0, Run("eval", "--input", Folder.Path, "--out", Folder["out"]));

        Assert.Contains("semcom: broken.png left out: ", Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("semcom: left out: broken.png; see ", Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("<td>source could not be read</td><td class=\"text wrap\">broken.png</td><td>5 transmissions missing</td>",
            File.ReadAllText(Folder["out/report.html"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Demo_WritesPicturesAndReport()
    {
        Directory.CreateDirectory(Folder["samples/pictures"]);
        Folder.AddPicture("samples/pictures/harbour.png");

        Assert.Equal(0, Run("demo", "--out", Folder["demo"], "--seed", "9"));

        Assert.Contains($"Report: {Path.Combine(Folder["demo"], "report.html")}", Out.ToString(), StringComparison.Ordinal);
        var html = File.ReadAllText(Folder["demo/report.html"]);
        var pictures = Directory.GetFiles(Folder["demo"], "*.png").Select(p => Path.GetFileName(p)).Where(p => !p.StartsWith("psnr-over-", StringComparison.Ordinal)).ToList();
        Assert.Equal(11, pictures.Count);
        Assert.All(pictures, name => Assert.Contains($"href=\"{name}\"", html, StringComparison.Ordinal));
    }

    [Fact]
    public void ChannelList_NamesEveryChannelAndImpairment()
    {
        Assert.Equal(0, Run("channel", "list", "--json"));

        using var document = JsonDocument.Parse(Out.ToString());
        Assert.Equal(Channels.ChannelRegistry.Default.Channels.Select(c => c.Name), Names("channels"));
        Assert.Equal(Channels.ImpairmentRegistry.Default.Impairments.Select(i => i.Name), Names("impairments"));

        IEnumerable<string> Names(string kind) => document.RootElement.GetProperty(kind).EnumerateArray().Select(c => c.GetProperty("name").GetString()!);
    }

    [Fact]
    public void ChannelList_ShowsPeopleBothTables()
    {
        Assert.Equal(0, Run("channel", "list"));

        Assert.Contains("rician", Out.ToString(), StringComparison.Ordinal);
        Assert.Contains("loss", Out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Send_TakesImpairments_AndCoherenceGoesToTheChannel()
    {
        Assert.Equal(0, Run("send", Folder.AddPicture("a.png"), "--channel", "Rician:k=3+loss:rate=0.1,burst=2+clip", "--coherence", "512", "--json"));

        using var document = JsonDocument.Parse(Out.ToString());
        Assert.Equal("rician:k=3dB,coherence=512+clip:papr=6dB+loss:rate=0.1,burst=2,packet=256", document.RootElement.GetProperty("channel").GetString());
    }

    [Fact]
    public void Eval_SeparatesChannelsFromParameters_AndGivesCoherenceToThoseThatTakeIt()
    {
        Folder.AddPicture("a.png");

        Assert.Equal(0, Run("eval", "--input", Folder.Path, "--out", Folder["out"], "--snr-db", "5", "--coherence", "256", "--channel",
            "awgn+loss:rate=0.1,burst=2,rayleigh:coherence=64,tx=1+clip:papr=5,nakagami+rapp:papr=7,p=3,rician", "--json"));

        using var document = JsonDocument.Parse(Out.ToString());
        var records = document.RootElement.GetProperty("records").EnumerateArray();
        Assert.Equal(
            [
                "awgn+loss:rate=0.1,burst=2,packet=256", "rayleigh:coherence=64,tx=1+clip:papr=5dB",
                "nakagami:coherence=256+rapp:papr=7dB,p=3", "rician:coherence=256",
            ],
            records.Select(r => r.GetProperty("channel").GetString()!).Distinct());
    }

    [Fact]
    public void Models_AreListedAndVerified()
    {
        AddModel("tiny");

        Assert.Equal(0, Run("models", "list", "--json"));
        Assert.Equal(0, Run("models", "verify"));

        Assert.Contains("\"id\": \"tiny\"", Out.ToString(), StringComparison.Ordinal);
        Assert.Contains("tiny: intact", Out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void AModelWithAFlippedByte_IsFound()
    {
        var file = AddModel("tiny");
        var bytes = File.ReadAllBytes(file);
        bytes[2] ^= 1;
        File.WriteAllBytes(file, bytes);

        var line = Refused("models", "verify");

        Assert.StartsWith(file, line, StringComparison.Ordinal);
        Assert.Contains("SHA-256", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("demo")]
    [InlineData("send")]
    [InlineData("eval")]
    [InlineData("eval compare")]
    [InlineData("eval gate")]
    [InlineData("channel")]
    [InlineData("channel list")]
    [InlineData("models")]
    [InlineData("models list")]
    [InlineData("models verify")]
    public void Help_HasAnExampleThatParses(string verb)
    {
        Assert.Equal(0, Run([.. verb.Split(' '), "--help"]));

        var lines = Out.ToString().Split('\n', StringSplitOptions.TrimEntries);
        var example = lines[Array.IndexOf(lines, "Example:") + 1];
        Assert.StartsWith($"semcom {verb}", example, StringComparison.Ordinal);
        if (verb.Contains(' ', StringComparison.Ordinal) || verb is "demo" or "send" or "eval")
        {
            Assert.Contains("--seed", Out.ToString(), StringComparison.Ordinal);
            Assert.Contains("--json", Out.ToString(), StringComparison.Ordinal);
        }
        Run(example.Split(' ')[1..]);
        Assert.DoesNotContain("--help", Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ADefect_ExitsWithOneAndKeepsItsStack()
    {
        var test = new VerbTests { System = new FakeSystem("semantic") { Before = (_, _) => throw new InvalidOperationException("boom") } };
        using (test)
        {
            Assert.Equal(1, test.Run("send", test.Folder.AddPicture("a.png")));
            Assert.Contains("semcom: this is a defect of SemCom (InvalidOperationException: boom); please report", test.Error.ToString(), StringComparison.Ordinal);
            Assert.Contains(nameof(FakeSystem), test.Error.ToString(), StringComparison.Ordinal);
        }
    }

    /// <summary>What a command line asks the system to measure.</summary>
    private static ConcurrentBag<PictureMetrics> Metrics(string[] args)
    {
        var asked = new ConcurrentBag<PictureMetrics>();
        using var test = new VerbTests { System = new FakeSystem("semantic") { Before = (_, conditions) => asked.Add(conditions.Metrics) } };
        Assert.Equal(0, test.Run(args));
        return asked;
    }

    private static void StopAt(int call, int limit, CancellationTokenSource stop)
    {
        if (call > limit)
        {
            stop.Cancel();
            stop.Token.ThrowIfCancellationRequested();
        }
    }

    private string AddModel(string id)
    {
        Directory.CreateDirectory(Folder[$"models/{id}"]);
        var file = Folder.AddText($"models/{id}/encoder.onnx", "weights");
        var hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
        Folder.AddText($"models/{id}/card.md", "a card");
        Folder.AddText("models/manifest.json", $$"""
            {"version":1,"models":[{"id":"{{id}}","wireId":1,"modality":"picture","card":"{{id}}/card.md","inputs":[],"outputs":[],
            "files":[{"role":"encoder","path":"{{id}}/encoder.onnx","bytes":7,"sha256":"{{hash}}"}]}]}
            """);
        return file;
    }
}
