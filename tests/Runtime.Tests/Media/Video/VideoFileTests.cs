using System.Text;
using SemCom.Runtime.Media;

namespace SemCom.Runtime.Tests.Media.Video;

/// <summary>Videos that ffmpeg reads and writes, still pictures, and what goes wrong.</summary>
public sealed class VideoFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a.mp4")]
    [InlineData("a.mkv")]
    [InlineData("a.webm")]
    public async Task WhatFfmpegWrites_IsReadBackNearlyUnchanged(string name)
    {
        NeedsFfmpeg();
        var path = _folder.At(name);
        await VideoTestData.WriteAsync(path, 64, 48, 10, 20);

        using var video = VideoFile.Open(path);
        var read = await VideoTestData.ReadAllAsync(path);

        Assert.Equal(new VideoFormat(64, 48, 20, null), video.Format);
        Assert.Equal(10, read.Count);
        for (var i = 0; i < read.Count; i++)
            Assert.True(TestPictures.PsnrDb(VideoTestData.Moving(64, 48, i), read[i]) > 36, $"frame {i}: {TestPictures.PsnrDb(VideoTestData.Moving(64, 48, i), read[i]):F1} dB");
        Assert.Single(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task AnotherSizeAndRate_AreDelivered()
    {
        NeedsFfmpeg();
        var path = _folder.At("a.mp4");
        await VideoTestData.WriteAsync(path, 64, 48, 20, 20);

        using var video = VideoFile.Open(path, 32, 20, 10);
        var read = await VideoTestData.ReadAllAsync(path, 32, 20, 10);

        Assert.Equal(new VideoFormat(32, 20, 10, null), video.Format);
        Assert.Equal(10, read.Count);
        Assert.All(read, picture => Assert.Equal((32, 20), (picture.Width, picture.Height)));
    }

    [Fact]
    public async Task StillPicture_IsOneFrame()
    {
        var path = _folder.At("a.png");
        TestPictures.Smooth(12, 9).Save(path);

        using var video = VideoFile.Open(path);

        Assert.Equal(new VideoFormat(12, 9, 25, 1), video.Format);
        Assert.Equal(TestPictures.Smooth(12, 9).Rgb.ToArray(), Assert.Single(await VideoTestData.ReadAllAsync(path)).Rgb.ToArray());
    }

    [Fact]
    public async Task FileCutShort_EndsWithAnError()
    {
        NeedsFfmpeg();
        var path = _folder.At("a.mkv");
        await VideoTestData.WriteAsync(path, 64, 48, 30);
        var bytes = File.ReadAllBytes(path);
        var cut = _folder.File("cut.mkv", bytes[..(bytes.Length * 2 / 3)]);

        await Assert.ThrowsAsync<FfmpegException>(() => VideoTestData.ReadAllAsync(cut));
    }

    [Fact]
    public async Task DamagedContent_EndsWithAnError()
    {
        NeedsFfmpeg();
        var path = _folder.At("a.mp4");
        await VideoTestData.WriteAsync(path, 64, 48, 30);
        var bytes = File.ReadAllBytes(path);
        new Random(1).NextBytes(bytes.AsSpan(bytes.Length / 4, bytes.Length / 4));

        await Assert.ThrowsAnyAsync<SemComException>(() => VideoTestData.ReadAllAsync(_folder.File("damaged.mp4", bytes)));
    }

    [Theory]
    [InlineData("#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/a.ts\n#EXT-X-ENDLIST\n")]
    [InlineData("ffconcat version 1.0\nfile secret.mp4\n")]
    [InlineData("this is a text about videos")]
    public void FilesThatPointElsewhere_OrHoldNoVideo_AreRefused(string content)
    {
        NeedsFfmpeg();
        var path = _folder.File("a.mp4", Encoding.UTF8.GetBytes(content));

        var error = Assert.Throws<SemComException>(() => VideoFile.Open(path));

        Assert.StartsWith($"{path}: not a video that ffmpeg can read", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NoFile_EmptyFile_Folder_AndMissingCamera_AreNamed()
    {
        Assert.Equal($"{_folder.At("no")}: there is no such file; check the path", Assert.Throws<SemComException>(() => VideoFile.Open(_folder.At("no"))).Message);
        Assert.Contains("the file is empty", Assert.Throws<SemComException>(() => VideoFile.Open(_folder.File("empty.mp4", []))).Message, StringComparison.Ordinal);
        Assert.Contains("is a folder", Assert.Throws<SemComException>(() => VideoFile.Open(_folder.Path)).Message, StringComparison.Ordinal);
        Assert.Contains("there is no such camera", Assert.Throws<SemComException>(() => VideoFile.Open("/dev/video99")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 4, 25.0)]
    [InlineData(4, 20_000, 25.0)]
    [InlineData(4, 4, 0.0)]
    [InlineData(4, 4, double.NaN)]
    public void WrongWishes_AreRefused(int width, int height, double rate)
    {
        var path = _folder.File("a.y4m", VideoTestData.Y4m("W4 H4 F24:1 Cmono", 16, 2));

        Assert.Throws<SemComException>(() => VideoFile.Open(path, width, height, rate));
    }

    [Fact]
    public async Task Cancellation_EndsReading_AndClosingDoes()
    {
        NeedsFfmpeg();
        var path = _folder.At("a.mp4");
        await VideoTestData.WriteAsync(path, 64, 48, 30);
        using var cancel = new CancellationTokenSource();
        using var video = VideoFile.Open(path);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in video.ReadAsync(loop: true, cancel.Token))
                await cancel.CancelAsync();
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in video.ReadAsync(loop: true, TestContext.Current.CancellationToken))
                await video.DisposeAsync();
        });
    }

    [Fact]
    public async Task WriterThatIsNotCompleted_LeavesNothing()
    {
        foreach (var name in new[] { "a.y4m", "a.mp4" })
        {
            if (name == "a.mp4")
                NeedsFfmpeg();
            await using (var writer = VideoWriter.Create(_folder.At(name), 32, 32, 25))
                await writer.AddAsync(TestPictures.Smooth(32, 32), TestContext.Current.CancellationToken);
            Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
        }
    }

    [Fact]
    public async Task Writer_RefusesWhatItCannotWrite()
    {
        Assert.Contains("the ending must be one of", Assert.Throws<SemComException>(() => VideoWriter.Create(_folder.At("a.xyz"), 4, 4, 25)).Message, StringComparison.Ordinal);
        Assert.Contains("does not exist; create it first", Assert.Throws<SemComException>(() => VideoWriter.Create(_folder.At("no/a.y4m"), 4, 4, 25)).Message, StringComparison.Ordinal);
        await using var writer = VideoWriter.Create(_folder.At("a.y4m"), 4, 4, 25);
        await Assert.ThrowsAsync<SemComException>(async () => await writer.AddAsync(TestPictures.Smooth(5, 4), TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<SemComException>(async () => await writer.CompleteAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task OddSize_IsPaddedForFfmpeg()
    {
        NeedsFfmpeg();
        var path = _folder.At("a.mp4");
        await VideoTestData.WriteAsync(path, 33, 31, 3);

        var read = await VideoTestData.ReadAllAsync(path);

        Assert.Equal((34, 32), (read[0].Width, read[0].Height));
    }

    private static void NeedsFfmpeg()
    {
        if (FfmpegProgram.TryFind() is null)
            Assert.Skip("ffmpeg is not installed");
    }
}
