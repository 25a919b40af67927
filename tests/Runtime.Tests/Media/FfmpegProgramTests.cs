using SemCom.Runtime.Media;

namespace SemCom.Runtime.Tests.Media;

/// <summary>Runs small shell scripts in ffmpeg's place.</summary>
public sealed class FfmpegProgramTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task LargeInputAndOutput_PassThroughWithoutBlocking()
    {
        var input = new byte[5_000_000];
        new Random(1).NextBytes(input);

        var output = await Program("cat").RunAsync("test", [], input, cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(input, output);
    }

    [Fact]
    public async Task Arguments_ReachTheProgramUntouchedByAnyShell()
    {
        var output = await Program("printf '%s|' \"$@\"").RunAsync("test", ["a b", "$HOME", "*", "'"], Array.Empty<byte>(), cancellation: TestContext.Current.CancellationToken);

        Assert.Equal("-hide_banner|-nostdin|-v|error|a b|$HOME|*|'|", System.Text.Encoding.UTF8.GetString(output));
    }

    [Fact]
    public async Task Failure_GivesTheFirstReportedLineWithoutAddresses()
    {
        var program = Program("echo '[mjpeg @ 0x55d2] [other @ 0x1] overread 6' >&2; echo 'Conversion failed!' >&2; exit 69");

        var error = await Assert.ThrowsAsync<FfmpegException>(() => program.RunAsync("a.jpg", [], Array.Empty<byte>(), cancellation: TestContext.Current.CancellationToken));

        Assert.Equal("a.jpg: ffmpeg failed (overread 6); check that the file is intact and its format known", error.Message);
        Assert.Equal(69, error.ExitCode);
        Assert.Equal("overread 6 / Conversion failed!", string.Join(" / ", error.Log));
    }

    [Fact]
    public async Task ReportedError_CountsAsFailureEvenWithExitCode0()
    {
        var program = Program("cat; echo 'LZW decode failed' >&2");

        await Assert.ThrowsAsync<FfmpegException>(() => program.RunAsync("a.gif", [], new byte[10], cancellation: TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task ProgramThatReadsNothing_IsNotAnErrorOfTheFeeder()
    {
        var output = await Program("echo done").RunAsync("test", [], new byte[1_000_000], cancellation: TestContext.Current.CancellationToken);

        Assert.Equal("done\n"u8.ToArray(), output);
    }

    [Fact]
    public async Task Timeout_EndsTheProgramAndSaysSo()
    {
        var program = Program("sleep 600");

        var error = await Assert.ThrowsAsync<SemComException>(() => program.RunAsync(
            "slow.jpg", [], Array.Empty<byte>(), TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken));

        Assert.Equal("slow.jpg: ffmpeg must finish within 0.05 s and did not; use a smaller file", error.Message);
    }

    [Fact]
    public async Task Cancellation_EndsTheProgram()
    {
        using var cancel = new CancellationTokenSource();
        var run = Program("sleep 600").RunAsync("slow.jpg", [], Array.Empty<byte>(), cancellation: cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    [Fact]
    public async Task ReaderThatThrows_EndsTheProgram_AndItsExceptionArrives()
    {
        var program = Program("while :; do echo more; done");

        await Assert.ThrowsAsync<SemComException>(() => program.RunAsync(
            "big.jpg", [], Array.Empty<byte>(), _ => throw new SemComException("enough"), cancellation: TestContext.Current.CancellationToken));
    }

    private FfmpegProgram Program(string script)
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("the stand-in programs are shell scripts");
        var path = _folder.File("program", System.Text.Encoding.UTF8.GetBytes("#!/bin/sh\n" + script + "\n"));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return new FfmpegProgram(path);
    }
}
