namespace SemCom.Cli.Tests;

/// <summary>Mistakes of users: exit code 2 and one line that names the thing, the rule, the value and the remedy.</summary>
public sealed class BadInputTests : CommandLineTest
{
    [Theory]
    [InlineData("--snr-db", "NaN", "--snr-db must be between -20 and 60 dB (was NaN); choose a value in that range")]
    [InlineData("--snr-db", "1e9", "--snr-db must be between -20 and 60 dB (was 1e9); choose a value in that range")]
    [InlineData("--snr-db", "-21", "--snr-db must be between -20 and 60 dB (was -21); choose a value in that range")]
    [InlineData("--snr-db", "ten", "--snr-db must be a number (was 'ten'); write for example 10")]
    [InlineData("--margin-db", "-1", "--margin-db must be between 0 and 40 dB (was -1); 1 is usual")]
    [InlineData("--plan-snr-db", "Infinity", "--plan-snr-db must be between -20 and 60 dB (was Infinity); choose a value in that range")]
    [InlineData("--cbr", "0", "--cbr must be above 0 and at most 1 channel use per source value (was 0); choose for example 1/16")]
    [InlineData("--cbr", "2", "--cbr must be above 0 and at most 1 channel use per source value (was 2); choose for example 1/16")]
    [InlineData("--cbr", "-1/16", "--cbr must be above 0 and at most 1 channel use per source value (was -1/16); choose for example 1/16")]
    [InlineData("--cbr", "0/0", "--cbr must be above 0 and at most 1 channel use per source value (was 0/0); choose for example 1/16")]
    [InlineData("--cbr", "1/16/2", "--cbr must be a number (was '1/16/2'); write for example 1/16")]
    [InlineData("--seed", "-1", "--seed must be a whole number between 0 and 18446744073709551615 (was '-1'); choose for example 1")]
    [InlineData("--seed", "1.5", "--seed must be a whole number between 0 and 18446744073709551615 (was '1.5'); choose for example 1")]
    [InlineData("--threads", "0", "--threads must be a whole number between 1 and 1024 (was '0'); choose a value in that range")]
    [InlineData("--mode", "quantum", "--mode must be one of auto, analog, digital, generative (was 'quantum'); choose one of these")]
    [InlineData("--channel", "mars", "channel must be one of {channels}, or a file that ends with .trace (was \"mars\"); choose one of these")]
    [InlineData("--channel", "awgn+fog", "impairment must be one of {impairments} (was \"fog\"); choose one of these")]
    [InlineData("--channel", "awgn+clip:rate=1", "parameter of impairment clip must be one of papr (was \"rate\"); choose one of these")]
    [InlineData("--channel", "awgn+cfo", "impairment cfo must stand on an OFDM channel, whose pilots follow it (was on channel awgn); choose a channel with a grid or leave it out")]
    [InlineData("--coherence", "64", "channel awgn must have no parameters (was \"coherence\"); write awgn alone")]
    public void Send_RefusesAValue(string option, string value, string message) =>
        Assert.Equal(WithNames(message), Refused("send", Folder.AddPicture("a.png"), option, value));

    [Theory]
    [InlineData("sned a.png", "semcom has no verb 'sned'; did you mean send?")]
    [InlineData("frobnicate", "semcom has no verb 'frobnicate'; choose one of demo, send, eval, segment, key, channel, kb, agent, stream, air, receive, models, studio")]
    [InlineData("", "a verb is missing after 'semcom'; add one of demo, send, eval, segment, key, channel, kb, agent, stream, air, receive, models, studio")]
    [InlineData("models", "a verb is missing after 'semcom models'; add one of list, verify")]
    [InlineData("models lst", "semcom models has no verb 'lst'; did you mean list?")]
    [InlineData("kb members", "STORE: a value is missing; see semcom kb members --help")]
    [InlineData("kb member", "semcom kb has no verb 'member'; did you mean members?")]
    [InlineData("kb members nowhere.kb", "nowhere.kb: there is no knowledge base; make one with `semcom kb init`")]
    [InlineData("agent", "a verb is missing after 'semcom agent'; add one of record, train, compare, run, explain, allocate")]
    [InlineData("agent run", "INPUT: a value is missing; see semcom agent run --help")]
    [InlineData("agent run a --scenario moon", "--scenario must be one of training, held-out (was 'moon'); choose one of these")]
    [InlineData("agent run a --pictures", "--pictures needs a folder (there was none); add --out DIR")]
    [InlineData("agent run a --intent-endpoint http://localhost/", "--intent-model must be given where --intent-endpoint is; name both, or none")]
    [InlineData("agent run a --online --policy table", "--online needs a policy that can learn (was table); name a policy file, or greedy to begin with the model's best")]
    [InlineData("agent run a --policy greedy", "--twin: a model of the link must be named (models/agent/twin.bin is missing); give one, or a recording that 'semcom agent record' made")]
    [InlineData("agent explain nowhere.jsonl", "nowhere.jsonl: there is no such file; name a run that 'semcom agent run' wrote")]
    [InlineData("agent allocate --study cell", "--study must be one of two-layers, cells, shared (was 'cell'); leave it out for all")]
    [InlineData("agent allocate --steps 0", "--steps must be a whole number between 1 and 1000000000 (was '0'); choose a value in that range")]
    [InlineData("stream --to 127.0.0.1:5004", "VIDEO: a value is missing; see semcom stream --help")]
    [InlineData("stream a.png", "Option '--to' is required; see semcom stream --help")]
    [InlineData("stream nowhere.mp4 --to localhost", "--to must be HOST:PORT (was 'localhost'); write for example 127.0.0.1:5004")]
    [InlineData("stream nowhere.mp4 --to 127.0.0.1:0", "--to must be HOST:PORT (was '127.0.0.1:0'); write for example 127.0.0.1:5004")]
    [InlineData("stream nowhere.mp4 --to 127.0.0.1:5004 --size 640", "--size must be WIDTHxHEIGHT in whole numbers from 1 to 16384 (was '640'); write for example 640x360")]
    [InlineData("stream nowhere.mp4 --to 127.0.0.1:5004 --mode quantum", "--mode must be one of analog, digital, generative (was 'quantum'); choose one of these")]
    [InlineData("air --listen 5004 --to 127.0.0.1:5006 --snr-db 1:2", "--snr-db must be a number, or FROM:TO:SECONDSs (was '1:2'); write for example 10, or 10:0:30s")]
    [InlineData("air --listen 99999 --to 127.0.0.1:5006", "--listen must be a whole number between 1 and 65535 (was '99999'); choose a value in that range")]
    [InlineData("air --listen 5004 --to 127.0.0.1:5006 --snr-db 3 --snr-trace a.csv", "--snr-trace must not stand beside --snr-db (both were given); leave one of them out")]
    [InlineData("air --listen 5004 --to 127.0.0.1:5006 --snr-trace nowhere.csv", "nowhere.csv: there is no such file; check the path")]
    [InlineData("receive --listen 5006 --out shown.gif", "shown.gif: the ending must be one of .y4m, .mp4, .mkv, .webm; choose one of these")]
    [InlineData("receive --listen 5006 --show --json", "--show must not stand beside --json (both write to standard output); leave one of them out")]
    [InlineData("--fast", "semcom has no option '--fast'; see semcom --help")]
    [InlineData("send", "INPUT: a value is missing; see semcom send --help")]
    [InlineData("send a.png b.png", "semcom send does not know what to do with 'b.png'; leave it out, or see semcom send --help")]
    [InlineData("send a.png --snr 3", "semcom send has no option '--snr'; did you mean --snr-db?")]
    [InlineData("send a.png --cbr", "--cbr: a value is missing; see semcom send --help")]
    [InlineData("eval --out results", "Option '--input' is required; see semcom eval --help")]
    [InlineData("eval photos", "semcom eval does not know what to do with 'photos'; leave it out, or see semcom eval --help")]
    [InlineData("eval compair a b", "semcom eval has no verb 'compair'; did you mean compare?")]
    [InlineData("eval --input a --out b --preset fast", "--preset must be one of quick, paper, fading, low-rate (was 'fast'); choose one of these")]
    [InlineData("eval compare", "RESULTS: a value is missing; see semcom eval compare --help")]
    [InlineData("eval compare a.json", "RESULTS must be two files (was one); name a second one, or two systems with --system and --against")]
    [InlineData("eval compare a.json --system x", "--against must be given where --system is; name both systems, or none")]
    [InlineData("eval compare a.json b.json --against x", "--system must be given where --against is; name both systems, or none")]
    [InlineData("eval compare a.json b.json c.json", "semcom eval compare does not know what to do with 'c.json'; leave it out, or see semcom eval compare --help")]
    [InlineData("eval compare nowhere.json b.json", "nowhere.json: there is no such file; name a results.json, or the folder that 'semcom eval' wrote")]
    [InlineData("eval gate results", "Option '--against' is required; see semcom eval gate --help")]
    [InlineData("eval gate --against a.json", "CURRENT: a value is missing; see semcom eval gate --help")]
    [InlineData("eval gate --against a.json b.json --tolerance-db -1", "--tolerance-db must be between 0 and 20 (was -1); 0.05 is usual")]
    [InlineData("eval gate --against a.json b.json --tolerance-loss 5%", "--tolerance-loss must be a number (was '5%'); write for example 0.01")]
    [InlineData("eval gate --against nowhere.json b.json", "nowhere.json: there is no such file; name a results.json, or the folder that 'semcom eval' wrote")]
    [InlineData("eval --input a --out b --snr-db 1:2", "--snr-db: a range must be first:last:step (was '1:2'); write for example -2:14:2")]
    [InlineData("eval --input a --out b --snr-db 5:1:1", "--snr-db: a range must go up with a step above 0 (was '5:1:1'); write for example -2:14:2")]
    [InlineData("eval --input a --out b --snr-db 0:60:0.001", "--snr-db: at most 1000 values are possible (was 60001); take a larger step")]
    [InlineData("eval --input a --out b --snr-db 1,,4", "--snr-db must be a number (was ''); write for example 10")]
    [InlineData("eval --input a --out b --cbr 1/16,3", "--cbr must be above 0 and at most 1 channel use per source value (was 3); choose for example 1/16")]
    [InlineData("eval --input a --out b --channel awgn,tdl-z", "channel must be one of {channels}, or a file that ends with .trace (was \"tdl-z\"); choose one of these")]
    [InlineData("eval --input a --out b --systems semantic,vvc", "--systems: unknown system 'vvc'; known are semantic, and files NAME.json that describe your own")]
    [InlineData("eval --input a --out b --estimator lmmse-true", "--estimator must be one of ls, lmmse-robust, lmmse-sample, lmmse-flat, diffusion, diffusion-sampled (was 'lmmse-true'); choose one of these")]
    [InlineData("eval --input a --out b --seeds 0", "--seeds must be a whole number between 1 and 100000 (was '0'); choose a value in that range")]
    [InlineData("eval --input a --out b --until-ci-db 0", "--until-ci-db must be between 0.001 and 20 (was 0); 0.1 is usual")]
    [InlineData("eval --input a --out b --until-ci-db 0.1dB", "--until-ci-db must be a number (was '0.1dB'); write for example 0.1")]
    [InlineData("eval --input nowhere --out b", "--input: nowhere does not exist; name a picture, video or sound, or a folder of them")]
    [InlineData("eval --input nowhere --out b --sequence", "--input: nowhere must be a folder with the frames of a sequence (is none); name a folder, or leave --sequence out")]
    [InlineData("kb record nowhere --out b", "INPUT: nowhere must hold folders with two pictures and more (has none); see training/knowledge")]
    public void ACommandLine_IsRefused(string commandLine, string message) =>
        Assert.Equal(WithNames(message), Refused(commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    [Fact]
    public void AMissingFile_IsNamed() => Assert.Equal($"{Folder["no.png"]}: there is no such file; check the path", Refused("send", Folder["no.png"]));

    [Fact]
    public void AFolderAsPicture_IsNamed() => Assert.Equal($"{Folder.Path}: is a folder; name a picture file", Refused("send", Folder.Path));

    [Fact]
    public void AnEmptyPicture_IsNamed() =>
        Assert.StartsWith($"{Folder["a.png"]}: the file is empty", Refused("send", Folder.AddText("a.png", "")), StringComparison.Ordinal);

    [Fact]
    public void ATruncatedPicture_IsNamed()
    {
        var path = Folder.AddPicture("a.png", width: 64, height: 64);
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^40]);

        Assert.StartsWith($"{path}: damaged PNG", Refused("send", path), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 16, "a picture needs at least 1x1 pixels (was 0x16)")]
    [InlineData(10000, 10000, "50 megapixels (was 10000x10000)")]
    public void APictureOfAnImpossibleSize_IsNamed(int width, int height, string rule)
    {
        var path = Folder["a.png"];
        File.WriteAllBytes(path, PngHeader(width, height));

        var line = Refused("send", path);

        Assert.StartsWith(path, line, StringComparison.Ordinal);
        Assert.Contains(rule, line, StringComparison.Ordinal);
    }

    [Fact]
    public void AnOutputThatCannotBeWritten_IsNamed()
    {
        var input = Folder.AddPicture("a.png");
        var output = Path.Combine(Folder["missing"], "out.png");

        Assert.StartsWith(output, Refused("send", input, "--out", output), StringComparison.Ordinal);
    }

    [Fact]
    public void AnOutputOfUnknownFormat_IsNamed() =>
        Assert.Contains("the ending must be one of .png", Refused("send", Folder.AddPicture("a.png"), "--out", Folder["x.xyz"]), StringComparison.Ordinal);

    [Fact]
    public void AResultFolderThatHoldsThePictures_IsNamed()
    {
        var folder = Path.GetDirectoryName(Folder.AddPicture("a.png"))!;

        Assert.Equal($"--out must be another folder than that of the pictures (a.png lies in {folder}), for charts are pictures too; name for example {Path.Combine(folder, "results")}",
            Refused("eval", "--input", folder, "--out", folder, "--systems", "semantic"));
        Assert.False(File.Exists(Path.Combine(folder, "sweep.json")));
    }

    [Fact]
    public void AResultFolderThatIsAFile_IsNamed()
    {
        var file = Folder.AddText("taken", "x");

        var line = Refused("eval", "--input", Folder.AddPicture("a.png"), "--out", file);

        Assert.StartsWith($"--out: {file} must be a folder that can be written (", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--anchor", "hevc", "--anchor must be one of the systems compared, semantic (was 'hevc'); choose one of these")]
    [InlineData("--seeds", "2", "--seeds must be at least 3 with --until-ci-db (was 2); allow more, or leave --until-ci-db out")]
    public void AnEvaluationThatCannotBe_IsRefused(string option, string value, string message) =>
        Assert.Equal(message, Refused("eval", "--input", Folder.AddPicture("a.png"), "--out", Folder["o"], "--until-ci-db", "0.1", option, value));

    [Fact]
    public void AnEmptyInputFolder_IsNamed()
    {
        Directory.CreateDirectory(Folder["empty"]);

        Assert.StartsWith($"--input: {Folder["empty"]} must hold at least one picture", Refused("eval", "--input", Folder["empty"], "--out", Folder["o"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Demo_WithoutItsPicture_SaysWhereItLooked() =>
        Assert.StartsWith("demo: samples/pictures/harbour.png must lie at or above ", Refused("demo", "--out", Folder["demo"]).Replace('\\', '/'), StringComparison.Ordinal);

    [Fact]
    public void APortInUse_IsNamed()
    {
        using var taken = new global::System.Net.Sockets.Socket(global::System.Net.Sockets.AddressFamily.InterNetwork, global::System.Net.Sockets.SocketType.Dgram, global::System.Net.Sockets.ProtocolType.Udp);
        taken.Bind(new global::System.Net.IPEndPoint(global::System.Net.IPAddress.Any, 0));
        var port = ((global::System.Net.IPEndPoint)taken.LocalEndPoint!).Port;

        Assert.Equal($"--listen: UDP port {port} must be free (another program listens there); end it, or choose another port", Refused("air", "--listen", $"{port}", "--to", "127.0.0.1:5006"));
    }

    [Fact]
    public void AWrongVideo_IsNamed()
    {
        var path = Folder.AddText("a.mp4", "this is no video");

        Assert.StartsWith(path, Refused("stream", path, "--to", "127.0.0.1:5004"), StringComparison.Ordinal);
    }

    [Fact]
    public void AMissingModelFolder_IsNamed() =>
        Assert.Contains("manifest.json is missing", Refused("models", "list"), StringComparison.Ordinal);

    /// <summary>Fills in the names of the registries, which grow.</summary>
    private static string WithNames(string message) => message
        .Replace("{channels}", string.Join(", ", Channels.ChannelRegistry.Default.Channels.Select(c => c.Name)), StringComparison.Ordinal)
        .Replace("{impairments}", string.Join(", ", Channels.ImpairmentRegistry.Default.Impairments.Select(i => i.Name)), StringComparison.Ordinal);

    /// <summary>Signature and IHDR of an 8-bit RGB PNG (PNG specification, section 11.2.2), with a correct CRC.</summary>
    private static byte[] PngHeader(int width, int height)
    {
        byte[] chunk = [.. "IHDR"u8, .. BigEndian(width), .. BigEndian(height), 8, 2, 0, 0, 0];
        var crc = 0xFFFFFFFFu;
        foreach (var value in chunk)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? crc >> 1 ^ 0xEDB88320u : crc >> 1;
        }
        return [137, 80, 78, 71, 13, 10, 26, 10, .. BigEndian(13), .. chunk, .. BigEndian(unchecked((int)~crc)), .. new byte[64]];
    }

    private static byte[] BigEndian(int value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];
}
