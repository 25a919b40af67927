using System.IO.Compression;
using System.Text;
using SemCom.Runtime.Media;

namespace SemCom.Runtime.Tests.Media.Video;

/// <summary>YUV4MPEG2, read and written natively; ffmpeg is the second implementation.</summary>
public sealed class Y4mTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("C420jpeg", "yuv420p", "pc", 2, 2)]
    [InlineData("C420mpeg2", "yuv420p", "tv", 2, 2)]
    [InlineData("C422", "yuv422p", "tv", 2, 1)]
    [InlineData("C444", "yuv444p", "pc", 1, 1)]
    [InlineData("C444", "yuv444p", "tv", 1, 1)]
    public async Task SmoothVideo_ReadsAsFfmpegReadsIt(string planes, string pixels, string range, int across, int down)
    {
        const int width = 38, height = 22; // no multiples of four
        var original = VideoTestData.Moving(width, height, 3);
        var yuv = Tool.Ffmpeg(["-f", "rawvideo", "-pix_fmt", "rgb24", "-s", $"{width}x{height}", "-i", "pipe:0", "-vf",
            $"scale=flags=bicubic+accurate_rnd+full_chroma_int:out_color_matrix=bt601:out_range={range}:out_h_chr_pos={(planes == "C420jpeg" || across == 1 ? 128 : 0)}:out_v_chr_pos=128",
            "-pix_fmt", pixels, "-f", "rawvideo", "pipe:1"], original.Rgb.ToArray());
        Assert.Equal(width * height + 2 * ((width + across - 1) / across) * ((height + down - 1) / down), yuv.Length);
        var full = range == "pc" ? " XCOLORRANGE=FULL" : " XCOLORRANGE=LIMITED";
        var path = _folder.File("a.y4m", [.. Encoding.ASCII.GetBytes($"YUV4MPEG2 W{width} H{height} F25:1 Ip A1:1 {planes}{full}\nFRAME\n"), .. yuv]);

        var read = Assert.Single(await VideoTestData.ReadAllAsync(path));

        // Rounding to 8 bits leaves 51 to 59 dB without chroma's loss; half a pixel of displaced chroma, or the wrong range, would leave less than 45.
        Assert.True(TestPictures.PsnrDb(original, read) > 46, $"{TestPictures.PsnrDb(original, read):F2} dB");
    }

    [Fact]
    public async Task FullResolution_AgreesWithTheEquationsOfBt601_ToTheLastBit()
    {
        var path = _folder.File("a.y4m", VideoTestData.Y4m("W16 H9 F30:1 C444", 3 * 16 * 9, 1));
        var planes = File.ReadAllBytes(path)[^(3 * 16 * 9)..];

        var read = Assert.Single(await VideoTestData.ReadAllAsync(path));

        for (var i = 0; i < 16 * 9; i++)
        {
            var (y, b, r) = ((planes[i] - 16) * 255 / 219.0, (planes[144 + i] - 128) * 255 / 224.0, (planes[288 + i] - 128) * 255 / 224.0);
            double[] expected = [y + 1.402 * r, y - 0.344136286 * b - 0.714136286 * r, y + 1.772 * b];
            for (var c = 0; c < 3; c++)
                Assert.InRange(read.Rgb[3 * i + c], Math.Clamp(expected[c], 0, 255) - 0.52, Math.Clamp(expected[c], 0, 255) + 0.52);
        }
    }

    [Fact]
    public async Task Mono_IsGrey()
    {
        var path = _folder.File("a.y4m", VideoTestData.Y4m("W5 H3 F30:1 Cmono XCOLORRANGE=FULL", 15, 2));

        var read = await VideoTestData.ReadAllAsync(path);

        Assert.Equal(2, read.Count);
        Assert.All(read, picture => Assert.True(picture.IsGrey));
        Assert.Equal(File.ReadAllBytes(path)[^15..], read[1].Rgb.ToArray().Where((_, i) => i % 3 == 0));
    }

    [Fact]
    public async Task WhatIsWritten_IsReadBackWithinAFewSteps_ByUsAndByFfmpeg()
    {
        var path = _folder.At("a.y4m");
        await VideoTestData.WriteAsync(path, 33, 17, 4, 30000 / 1001.0);

        var read = await VideoTestData.ReadAllAsync(path);
        var others = Tool.Ffmpeg(["-i", "pipe:0", "-vf", "scale=flags=accurate_rnd+full_chroma_int,format=rgb24", "-f", "rawvideo", "pipe:1"], File.ReadAllBytes(path));

        Assert.StartsWith("YUV4MPEG2 W33 H17 F30000:1001 ", Encoding.ASCII.GetString(File.ReadAllBytes(path)[..64]), StringComparison.Ordinal);
        Assert.Equal(4, read.Count);
        for (var i = 0; i < 4; i++)
        {
            Assert.True(TestPictures.PsnrDb(VideoTestData.Moving(33, 17, i), read[i]) > 50);
            Assert.True(TestPictures.PsnrDb(VideoTestData.Moving(33, 17, i), new Picture(33, 17, others[(i * 1683)..((i + 1) * 1683)])) > 48);
        }
    }

    [Fact]
    public async Task Format_IsThatOfTheFirstLine_WithTheNumberOfFrames()
    {
        var path = _folder.File("a.y4m", VideoTestData.Y4m("W10 H6 F24:1", 90, 7));

        using var video = VideoFile.Open(path);

        Assert.Equal(new VideoFormat(10, 6, 24, 7), video.Format);
        Assert.Equal(7, (await VideoTestData.ReadAllAsync(path)).Count);
    }

    [Fact]
    public async Task PackedFile_GivesTheSamePictures()
    {
        var bytes = VideoTestData.Y4m("W10 H6 F24:1", 90, 3);
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(bytes);

        var plain = await VideoTestData.ReadAllAsync(_folder.File("a.y4m", bytes));
        var same = await VideoTestData.ReadAllAsync(_folder.File("a.y4m.gz", packed.ToArray()));

        Assert.Equal(plain.Select(p => p.Rgb.ToArray()), same.Select(p => p.Rgb.ToArray()));
    }

    [Theory]
    [InlineData(24, new[] { 0, 1, 2, 3, 4, 5 })]
    [InlineData(12, new[] { 0, 2, 4 })]
    [InlineData(48, new[] { 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5 })]
    [InlineData(36, new[] { 0, 0, 1, 2, 2, 3, 4, 4, 5 })]
    public async Task AnotherRate_ShowsAtEachTimeTheFrameThatStandsThen(double rate, int[] expected)
    {
        var path = _folder.File("a.y4m", VideoTestData.Y4m("W4 H4 F24:1 Cmono", 16, 6));
        var all = await VideoTestData.ReadAllAsync(path);

        var read = await VideoTestData.ReadAllAsync(path, framesPerSecond: rate);

        Assert.Equal(expected, read.Select(p => all.FindIndex(q => q.Rgb.SequenceEqual(p.Rgb))));
    }

    [Fact]
    public async Task OneSide_KeepsProportions_AndAFlatPictureStaysFlat()
    {
        var bytes = VideoTestData.Y4m("W40 H20 F24:1 Cmono XCOLORRANGE=FULL", 800, 1);
        bytes.AsSpan(bytes.Length - 800).Fill(77);

        var read = Assert.Single(await VideoTestData.ReadAllAsync(_folder.File("a.y4m", bytes), width: 10));

        Assert.Equal((10, 5), (read.Width, read.Height));
        Assert.All(read.Rgb.ToArray(), value => Assert.Equal(77, value));
    }

    [Fact]
    public async Task Loop_BeginsAgain()
    {
        using var video = VideoFile.Open(_folder.File("a.y4m", VideoTestData.Y4m("W4 H4 F24:1 Cmono", 16, 2)));
        var read = new List<byte[]>();

        await foreach (var picture in video.ReadAsync(loop: true, TestContext.Current.CancellationToken))
        {
            read.Add(picture.Rgb.ToArray());
            if (read.Count == 5)
                break;
        }

        Assert.Equal(read[0], read[2]);
        Assert.Equal(read[1], read[3]);
        Assert.NotEqual(read[0], read[1]);
    }

    [Theory]
    [InlineData("W0 H4", "a picture needs at least 1x1 pixels")]
    [InlineData("W4 H-4", "H in the first line")]
    [InlineData("W4", "H in the first line")]
    [InlineData("W16384 H16384", "at most 16384 pixels a side and 50 megapixels")]
    [InlineData("W99999999999 H4", "W in the first line")]
    [InlineData("W4 H4 F25:0", "F in the first line")]
    [InlineData("W4 H4 F9999:1", "frames per second must be between")]
    [InlineData("W4 H4 It", "was interlaced, It")]
    [InlineData("W4 H4 C420p10", "was '420p10'")]
    [InlineData("W4 H4 C444alpha", "was '444alpha'")]
    public void HostileFirstLine_IsRefusedInOneLine(string parameters, string message)
    {
        var path = _folder.File("a.y4m", VideoTestData.Y4m(parameters, 24, 1));

        var error = Assert.Throws<SemComException>(() => VideoFile.Open(path));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData(-1, "cut short within a frame")]
    [InlineData(-24, "cut short within a frame")]
    [InlineData(-27, "cut short within a line")]
    public async Task FileCutShort_GivesWholeFrames_ThenAnError(int cut, string message)
    {
        var bytes = VideoTestData.Y4m("W4 H4 F25:1", 24, 2);
        var path = _folder.File("a.y4m", bytes[..(bytes.Length + cut)]);
        using var video = VideoFile.Open(path);
        Assert.Null(video.Format.FrameCount);
        var count = 0;

        var error = await Assert.ThrowsAsync<SemComException>(async () =>
        {
            await foreach (var _ in video.ReadAsync(cancellationToken: TestContext.Current.CancellationToken))
                count++;
        });

        Assert.Equal(1, count);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DamagedHeadOfAFrame_IsAnError()
    {
        var bytes = VideoTestData.Y4m("W4 H4 F25:1", 24, 2);
        bytes[^26] = (byte)'X'; // in the second FRAME
        var path = _folder.File("a.y4m", bytes);

        var error = await Assert.ThrowsAsync<SemComException>(() => VideoTestData.ReadAllAsync(path));

        Assert.Equal($"{path}: damaged YUV4MPEG2 (the head of a frame); use an intact copy of the file", error.Message);
    }

    [Fact]
    public void LineWithoutEnd_IsRefusedWithoutReadingOn()
    {
        var path = _folder.File("a.y4m", [.. "YUV4MPEG2 W4 H4 X"u8, .. new byte[100_000]]);

        Assert.Contains("a line of more than 1024 bytes", Assert.Throws<SemComException>(() => VideoFile.Open(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DamagedGzip_IsAnError()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(VideoTestData.Y4m("W64 H64 F24:1 Cmono", 4096, 20));
        var bytes = packed.ToArray();
        bytes.AsSpan(bytes.Length / 2, 40).Fill(0xAA);

        await Assert.ThrowsAsync<SemComException>(() => VideoTestData.ReadAllAsync(_folder.File("a.y4m.gz", bytes)));
    }

    [Fact]
    public async Task NoFrames_IsAnError()
    {
        var path = _folder.File("a.y4m", "YUV4MPEG2 W4 H4 F25:1\n"u8.ToArray());

        var error = await Assert.ThrowsAsync<SemComException>(() => VideoTestData.ReadAllAsync(path));

        Assert.Equal($"{path}: a video needs at least one picture (has none); use an intact copy of the file", error.Message);
    }
}
