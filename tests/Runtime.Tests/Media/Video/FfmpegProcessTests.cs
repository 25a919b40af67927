using System.Text;
using SemCom.Runtime.Media;

namespace SemCom.Runtime.Tests.Media.Video;

/// <summary>Runs small shell scripts in ffmpeg's place.</summary>
public sealed class FfmpegProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task WhatGoesIn_ComesOutAtOnce()
    {
        await using var process = Open("cat");
        var buffer = new byte[3];
        for (var i = 0; i < 5; i++)
        {
            await process.Input.WriteAsync(Encoding.ASCII.GetBytes("ab" + i), TestContext.Current.CancellationToken);
            await process.Input.FlushAsync(TestContext.Current.CancellationToken);
            await process.Output.ReadExactlyAsync(buffer, TestContext.Current.CancellationToken);
            Assert.Equal("ab" + i, Encoding.ASCII.GetString(buffer));
        }
        process.Input.Close();
        await process.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Disposing_EndsAProgramThatHangs_AndLeavesNoZombie()
    {
        var process = Open("echo $$; exec sleep 600");
        var buffer = new byte[64];
        var got = await process.Output.ReadAsync(buffer, TestContext.Current.CancellationToken);
        var id = Encoding.ASCII.GetString(buffer, 0, got).Trim();
        Assert.True(Directory.Exists($"/proc/{id}"));

        await process.DisposeAsync();

        Assert.False(Directory.Exists($"/proc/{id}"));
    }

    [Fact]
    public async Task Complaints_AreKeptUpToALimit_AndNeverBlock()
    {
        await using var process = Open("i=0; while [ $i -lt 20000 ]; do echo \"[h264 @ 0x1] line $i\" >&2; i=$((i+1)); done; exit 3");

        var error = await Assert.ThrowsAsync<FfmpegException>(() => process.WaitAsync(TestContext.Current.CancellationToken));

        Assert.Equal(20, error.Log.Count);
        Assert.Equal(("line 0", 3), (error.Log[0], error.ExitCode));
    }

    private FfmpegProcess Open(string script)
    {
        if (!OperatingSystem.IsLinux())
            Assert.Skip("the stand-in programs are shell scripts");
        var path = _folder.File("program", Encoding.UTF8.GetBytes("#!/bin/sh\n" + script + "\n"));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return new FfmpegProgram(path).Open("test", []);
    }
}
