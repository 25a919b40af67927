using SemCom.Evaluation.Plugins;

namespace SemCom.Evaluation.Tests.Plugins;

public sealed class PluginFileTests : IDisposable
{
    private readonly PluginFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("{", "mine.json: is no valid JSON (line 1: ")]
    [InlineData("[]", "mine.json: must hold one JSON object (is Array); write { \"kind\": ... }")]
    [InlineData("{}", "mine.json: \"kind\" is missing; add it")]
    [InlineData("{ 'kind': 'magic' }", "mine.json: \"kind\" must be \"program\" or \"onnx\" or \"folder\" (was \"magic\"); correct it")]
    [InlineData("{ 'kind': 7 }", "mine.json: \"kind\" must be a text that is not empty (was 7); correct it")]
    [InlineData("{ 'name': 'a b', 'kind': 'program' }", "mine.json: \"name\" must be letters, digits, '.', '-' and '_' (was 'a b'); choose for example my-codec")]
    [InlineData("{ 'kind': 'program', 'encoder': 'bash x' }", "\"encoder\" must hold {symbols} or {bytes}, the file that it writes, and not both (was 'bash x')")]
    [InlineData("{ 'kind': 'program', 'encoder': 'bash x {symbols}' }", "\"encoder\" must hold {in} (was 'bash x {symbols}'); add it")]
    [InlineData("{ 'kind': 'program', 'encoder': 'bash {in} {symbols} {noise}' }", "\"encoder\" has the unknown placeholder {noise}; known are {in}, {symbols}, {max-symbols}, ")]
    [InlineData("{ 'kind': 'program', 'encoder': 'bash {in} {symbols} \\'x' }", "\"encoder\" must be a command whose quotes are closed (was ")]
    [InlineData("{ 'kind': 'program', 'encoder': 'no-such-program {in} {symbols}' }", "\"encoder\" names the program 'no-such-program', which is not on PATH; install it, or write ./no-such-program for one beside mine.json")]
    [InlineData("{ 'kind': 'program', 'encoder': './none {in} {symbols}' }", "\"encoder\" names the program './none', which is no file in ")]
    [InlineData("{ 'kind': 'program', 'encoder': 'bash {in} {symbols}' }", "mine.json: \"decoder\" is missing; add it")]
    [InlineData("{ 'kind': 'program', 'encoder': 'bash {in} {symbols}', 'decoder': 'bash {received} {out}', 'timeout-seconds': 0 }", "\"timeout-seconds\" must be a number between 0.1 and 86400 (was 0); correct it")]
    [InlineData("{ 'kind': 'program', 'encoder': 'bash {in} {symbols}', 'decoder': 'bash {received} {out}', 'files': ['w'] }", ", which does not exist; correct the path or leave it out")]
    [InlineData("{ 'kind': 'program', 'encoder': 'bash {in} {symbols}', 'decoder': 'bash {received} {out}', 'uses': 5 }", "mine.json: unknown key \"uses\"; known for this kind are decoder, encoder, files, format, kind, name, timeout-seconds")]
    [InlineData("{ 'kind': 'program', 'encoder': 'bash {in} {bytes}', 'decoder': 'bash {bytes} {out}', 'mcs': 'bpsk-1/2' }", "mcs must be a constellation (qpsk, 16qam, 64qam, 256qam) and a code rate (was 'bpsk-1/2')")]
    [InlineData("{ 'kind': 'folder', 'path': 'x/{source}.png', 'uses': 5 }", "\"path\" begins with the folder '")]
    [InlineData("{ 'kind': 'folder', 'path': '{snr}/{source}.png', 'uses': 5 }", "\"path\" has the unknown placeholder {snr}; known are {source}, {channel}, {snr-db}, {cbr}, {seed}")]
    [InlineData("{ 'kind': 'folder', 'path': '{snr-db}.png', 'uses': 5 }", "\"path\" must hold {source}, the picture's name without its ending (was '{snr-db}.png')")]
    [InlineData("{ 'kind': 'folder', 'path': '{source}.png' }", "channel uses must be declared once, as \"uses\" (a number) or \"uses-file\" (a CSV file with lines file,uses); add one of them")]
    [InlineData("{ 'kind': 'folder', 'path': '{source}.png', 'uses': 2.5 }", "\"uses\" must be a whole number (was 2.5); correct it")]
    [InlineData("{ 'kind': 'onnx', 'encoder': 'e.onnx' }", "\"encoder\" names 'e.onnx', which is no file in ")]
    public void AWrongDescription_IsRefused(string json, string message) =>
        Assert.Contains(message, Assert.Throws<SemComException>(() => _folder.System(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void AMissingFile_IsNamed() =>
        Assert.StartsWith("--systems: no/such.json cannot be read (", Create("no/such.json").Message, StringComparison.Ordinal);

    [Fact]
    public void ANameOfOurs_IsRefused()
    {
        var path = _folder.Files.AddText("linear.json", "{ \"kind\": \"folder\", \"path\": \"{source}.png\", \"uses\": 5 }");

        Assert.Equal($"{path}: the name must differ from those of SemCom's own systems (was 'linear'); choose another \"name\"", Create(path).Message);
    }

    [Fact]
    public void TwoSystemsOfOneName_AreRefused()
    {
        var path = _folder.Files.AddText("mine.json", "{ \"kind\": \"folder\", \"path\": \"{source}.png\", \"uses\": 5 }");

        Assert.Equal($"--systems: names must differ, for they tell results apart ('mine' was given twice); leave one out, or give '{path}' another name",
            Create(path, path).Message);
    }

    [Theory]
    [InlineData("a b  c", "a", "b", "c")]
    [InlineData("'a b' \"c 'd'\" e'f g'h", "a b", "c 'd'", "ef gh")]
    [InlineData("a '' b", "a", "", "b")]
    [InlineData(@"C:\x\y.exe {in}", @"C:\x\y.exe", "{in}")]
    public void Commands_AreSplitAtSpacesOutsideOfQuotes(string command, params string[] arguments) => Assert.Equal(arguments, CommandTemplate.Split(command));

    [Fact]
    public void AnOpenQuote_IsNoCommand() => Assert.Null(CommandTemplate.Split("a 'b"));

    private static SemComException Create(params string[] names) =>
        Assert.Throws<SemComException>(() => SystemRegistry.Default.CreateAll(names, new SystemOptions()));
}
