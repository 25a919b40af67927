using System.Text.Json;
using System.Text.Json.Nodes;
using SemCom.Evaluation;
using SemCom.Evaluation.Tests;

namespace SemCom.Cli.Tests;

/// <summary><c>eval</c> with presets, <c>eval compare</c> and <c>eval gate</c>.</summary>
public sealed class EvalVerbTests : CommandLineTest
{
    public EvalVerbTests()
    {
        OtherSystems = [Other("digital-best"), Other("jpeg2000")];

        static SystemEntry Other(string name) => new(name, "another fake", _ => new FakeSystem(name));
    }

    [Theory]
    [InlineData("quick", "jpeg2000", 3 * 1 * 1 * 1 * 2)]
    [InlineData("paper", "digital-best", 5 * 4 * 1 * 1 * 2)]
    [InlineData("fading", "digital-best", 4 * 2 * 2 * 3 * 2)]
    [InlineData("low-rate", "digital-best", 3 * 5 * 1 * 1 * 2)]
    public void APreset_FillsWhatIsNotGiven(string preset, string rival, int transmissions)
    {
        Folder.AddPicture("a.png", width: 192, height: 160);

        Assert.Equal(0, Run("eval", "--input", Folder["a.png"], "--out", Folder["out"], "--preset", preset, "--json"));

        using var document = JsonDocument.Parse(Out.ToString());
        Assert.Equal(transmissions, document.RootElement.GetProperty("records").GetArrayLength());
        Assert.Equal(["semantic", rival], Values(document, "system"));
    }

    [Fact]
    public void WhatIsGiven_GoesBeforeThePreset()
    {
        Folder.AddPicture("a.png");

        Assert.Equal(0, Run("eval", "--input", Folder["a.png"], "--out", Folder["out"], "--preset", "Fading", "--systems", "semantic", "--snr-db", "3,5", "--channel", "awgn", "--json"));

        using var document = JsonDocument.Parse(Out.ToString());
        Assert.Equal(["semantic"], Values(document, "system"));
        Assert.Equal(["awgn"], Values(document, "channel"));
        Assert.Equal(["3", "5"], Values(document, "snrDb"));
        Assert.Equal(["0.041667", "0.083333"], document.RootElement.GetProperty("means").EnumerateArray().Select(m => m.GetProperty("cbrAsked").ToString()).Distinct());
        Assert.Equal(["1", "2", "3"], Values(document, "seed"));
    }

    [Fact]
    public void TheReport_TellsACommandThatNeedsNoPreset()
    {
        var input = Folder.AddPicture("a.png");

        Assert.Equal(0, Run("eval", "--preset", "quick", "--input", input, "--out", Folder["out"], "--snr-db", "5"));

        Assert.Contains("--snr-db 5 --channel awgn --cbr 1/16 --seeds 1 --systems semantic,jpeg2000", File.ReadAllText(Folder["out/report.html"]), StringComparison.Ordinal);
        Assert.Equal(0, Run("eval", "--input", input, "--out", Folder["again"], "--snr-db", "5", "--channel", "awgn", "--cbr", "1/16", "--seeds", "1", "--systems", "semantic,jpeg2000"));
        Assert.Equal(File.ReadAllText(Folder["out/results.json"]), File.ReadAllText(Folder["again/results.json"]));
    }

    [Fact]
    public void Help_NamesEveryPreset()
    {
        Assert.Equal(0, Run("eval", "--help"));

        Assert.All(EvalPreset.All, preset => Assert.Contains($"{preset.Name,-9} {preset.Description}", Out.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void AReconstructionOfAnotherSize_IsAFailureInTheReportAndNothingMore()
    {
        foreach (var name in new[] { "a.png", "b.png" })
        {
            Directory.CreateDirectory(Folder["pictures"]);
            Directory.CreateDirectory(Folder["decoded"]);
            Folder.AddPicture($"pictures/{name}", 1);
            Folder.AddPicture($"decoded/{name}", 2, width: name == "a.png" ? 24 : 20);
        }
        Folder.AddText("mine.json", """{ "kind": "folder", "path": "decoded/{source}.png", "uses": 50 }""");

        Assert.Equal(0, Run("eval", "--input", Folder["pictures"], "--out", Folder["out"], "--systems", $"semantic,{Folder["mine.json"]}", "--snr-db", "4,7", "--json"));

        var reason = $"mine: {Folder["decoded/b.png"]} must have the size of b.png, 24x16 (was 20x16); write it at the original's size";
        Assert.Contains($"semcom: b.png left out: {reason}", Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("semcom: left out: b.png for mine; see ", Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("<td>mine could not send</td><td class=\"text wrap\">b.png</td><td>2 transmissions missing</td>", File.ReadAllText(Folder["out/report.html"]), StringComparison.Ordinal);
        using var document = JsonDocument.Parse(Out.ToString());
        Assert.Equal(3 * 2, document.RootElement.GetProperty("records").GetArrayLength());
        Assert.Equal("mine", document.RootElement.GetProperty("leftOut")[0].GetProperty("system").GetString());
    }

    [Fact]
    public void ASequence_IsAFolderOfFrames()
    {
        Directory.CreateDirectory(Folder["clip"]);
        for (var i = 0; i < 3; i++)
            Folder.AddPicture($"clip/{i}.png", i);

        Assert.Equal(0, Run("eval", "--sequence", "--input", Folder["clip"], "--out", Folder["out"], "--snr-db", "5", "--json"));

        using var document = JsonDocument.Parse(Out.ToString());
        Assert.Equal(["clip/0.png", "clip/1.png", "clip/2.png"], Values(document, "source"));
    }

    [Fact]
    public async Task WhatRemembers_NeedsASequence()
    {
        var command = new[] { "eval", "--input", Folder.AddPicture("a.png"), "--out", Folder["out"], "--systems", "semantic:knowledge=on" };
        var context = new CliContext(Out, Error);

        Assert.Equal(2, await CommandLineApp.RunAsync(command, context, TestContext.Current.CancellationToken));
        Assert.Contains("semantic:knowledge=on needs pictures in sequence (--sequence was not given)", Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void UntilCiDb_GivesPointsOnlyTheSeedsThatTheyNeed()
    {
        Folder.AddPicture("a.png");

        Assert.Equal(0, Run("eval", "--preset", "quick", "--input", Folder["a.png"], "--out", Folder["out"], "--until-ci-db", "15", "--systems", "semantic"));

        Assert.Contains("1 to 3, at each point until the interval over seeds is ", File.ReadAllText(Folder["out/report.html"]), StringComparison.Ordinal);
        Assert.DoesNotContain("--seeds", File.ReadAllText(Folder["out/report.html"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Anchor_IsWhatTheReportHoldsOthersAgainst()
    {
        var input = Folder.AddPicture("a.png");
        string[] args = ["eval", "--input", input, "--systems", "semantic,jpeg2000", "--cbr", "1/24,1/16,1/12", "--snr-db", "5"];

        Assert.Equal(0, Run([.. args, "--out", Folder["out"]]));
        Assert.Equal(0, Run([.. args, "--out", Folder["other"], "--anchor", "jpeg2000"]));

        Assert.Contains("at equal quality, against semantic<", File.ReadAllText(Folder["out/report.html"]), StringComparison.Ordinal);
        Assert.Contains("at equal quality, against jpeg2000<", File.ReadAllText(Folder["other/report.html"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_ShowsWhatChanged()
    {
        Evaluate("a");
        Edit("a", "b", record => Lower(record, 0.4));

        Assert.Equal(0, Run("eval", "compare", Folder["a"], Folder["b/results.json"]));

        var text = Out.ToString();
        Assert.Contains("semantic over awgn", text, StringComparison.Ordinal);
        Assert.Contains("−0.40 ▼", text, StringComparison.Ordinal);
        Assert.Contains("all 2 points", text, StringComparison.Ordinal);
        Assert.EndsWith($"Second against first, significant changes at 2 points: PSNR 2 worse; losses none.{Environment.NewLine}", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', text);
        Assert.Equal("", Error.ToString());
    }

    [Fact]
    public void Compare_PrintsOneJsonDocument()
    {
        Evaluate("a");
        Edit("a", "b", record => Lower(record, 0.4));

        Assert.Equal(0, Run("eval", "compare", Folder["a"], Folder["b"], "--json"));

        using var document = JsonDocument.Parse(Out.ToString());
        Assert.Equal(2, document.RootElement.GetProperty("points").GetArrayLength());
        Assert.Equal(-0.4, document.RootElement.GetProperty("systems")[0].GetProperty("differences").GetProperty("psnrDb").GetProperty("mean").GetDouble(), 0.011);
    }

    [Fact]
    public void Compare_SetsTwoSystemsOfAFileAgainstEachOther()
    {
        Evaluate("a", "--systems", "semantic,digital-best");

        Assert.Equal(0, Run("eval", "compare", Folder["a"], "--system", "semantic", "--against", "digital-best"));

        Assert.Contains("digital-best → semantic over awgn", Out.ToString(), StringComparison.Ordinal);
        Assert.Contains("semantic against digital-best: no difference at any of 2 points.", Out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_ListsPointsWithoutAPartner()
    {
        Evaluate("a");
        Evaluate("b", "--snr-db", "4,10");

        Assert.Equal(0, Run("eval", "compare", Folder["a"], Folder["b"]));

        Assert.Contains($"Only in {Folder["a/results.json"]}: 1 point{Environment.NewLine}  semantic over awgn at 7 dB, CBR 1/16", Out.ToString().Replace('\\', '/'), StringComparison.Ordinal);
        Assert.Contains("  semantic over awgn at 10 dB, CBR 1/16", Out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_OfUnknownSystems_IsRefused()
    {
        Evaluate("a");
        Out.GetStringBuilder().Clear();

        Assert.Equal(
            $"--system: {Path.Combine(Folder["a"], "results.json")} has no system 'vvc'; it has semantic",
            Refused("eval", "compare", Folder["a"], "--system", "vvc", "--against", "semantic"));
    }

    [Fact]
    public void Gate_PassesTheSameAndRefusesTheWorse()
    {
        Evaluate("base");
        Edit("base", "now", record => Lower(record, 0.4));

        Assert.Equal(0, Run("eval", "gate", "--against", Folder["base"], Folder["base"]));
        Assert.StartsWith("Passed: nothing got significantly worse at 2 points (20 pairs; tolerance 0.05 dB, losses 1 %).", Out.ToString(), StringComparison.Ordinal);
        Out.GetStringBuilder().Clear();

        Assert.Equal(3, Run("eval", "gate", "--against", Folder["base"], Folder["now"]));

        Assert.StartsWith("Failed: 2 of 2 points got significantly worse (20 pairs; tolerance 0.05 dB, losses 1 %).", Out.ToString(), StringComparison.Ordinal);
        Assert.Contains("▼ semantic over awgn at 4 dB, CBR 1/16: PSNR ", Out.ToString(), StringComparison.Ordinal);
        Assert.Contains("▼ semantic over awgn at 7 dB, CBR 1/16: PSNR ", Out.ToString(), StringComparison.Ordinal);
        Assert.Equal("", Error.ToString());
        Assert.Equal(0, Run("eval", "gate", "--against", Folder["base"], Folder["now"], "--tolerance-db", "1"));
    }

    [Fact]
    public void Gate_PrintsOneJsonDocument()
    {
        Evaluate("base");
        Edit("base", "now", record => record["lost"] = true);

        Assert.Equal(3, Run("eval", "gate", "--against", Folder["base"], Folder["now"], "--json"));

        using var document = JsonDocument.Parse(Out.ToString());
        Assert.False(document.RootElement.GetProperty("passed").GetBoolean());
        Assert.Equal("lossRate", document.RootElement.GetProperty("worse")[0].GetProperty("quantity").GetString());
        Assert.Equal(1, document.RootElement.GetProperty("worse")[0].GetProperty("difference").GetProperty("mean").GetDouble());
    }

    [Fact]
    public void Gate_WithoutAPointOfTheBaseline_IsRefused()
    {
        Evaluate("base");
        Evaluate("now", "--snr-db", "4");
        Out.GetStringBuilder().Clear();

        Assert.EndsWith(
            "(semantic over awgn at 7 dB, CBR 1/16 is missing, 1 of 2 in all); evaluate the missing ones too",
            Refused("eval", "gate", "--against", Folder["base"], Folder["now"]), StringComparison.Ordinal);
    }

    [Fact]
    public void AnEmptyFile_IsRefused()
    {
        var file = Folder.AddText("a.json", "");

        Assert.Equal($"{file}: the file is empty; name a results.json that 'semcom eval' has finished", Refused("eval", "gate", "--against", file, file));
    }

    private static IEnumerable<string> Values(JsonDocument document, string name) =>
        document.RootElement.GetProperty("records").EnumerateArray().Select(r => r.GetProperty(name).ToString()).Distinct();

    /// <summary>Ten pictures at two SNRs.</summary>
    private void Evaluate(string name, params string[] more)
    {
        Directory.CreateDirectory(Folder["pictures"]);
        for (var i = 0; i < 10; i++)
            Folder.AddPicture($"pictures/{i}.png", i);
        string[] snrDb = more.Contains("--snr-db") ? [] : ["--snr-db", "4,7"];
        Assert.Equal(0, Run(["eval", "--input", Folder["pictures"], "--out", Folder[name], .. snrDb, .. more, "--json"]));
        Out.GetStringBuilder().Clear();
        Error.GetStringBuilder().Clear();
    }

    /// <summary>Writes the results of one folder into another, with changed records.</summary>
    private void Edit(string from, string to, Action<JsonObject> change)
    {
        var document = JsonNode.Parse(File.ReadAllText(Folder[$"{from}/results.json"]))!;
        foreach (var record in document["records"]!.AsArray())
            change(record!.AsObject());
        Directory.CreateDirectory(Folder[to]);
        File.WriteAllText(Folder[$"{to}/results.json"], document.ToJsonString());
    }

    /// <summary>Takes off a little less from every other source, so that the fall has a spread.</summary>
    private static void Lower(JsonObject record, double db) =>
        record["psnrDb"] = Math.Round(record["psnrDb"]!.GetValue<double>() - db + (record["source"]!.GetValue<string>()[0] % 2 == 0 ? 0.01 : -0.01), 4);
}
