using SemCom.Runtime.Media;

namespace SemCom.Runtime.Tests.Media;

[Collection(EnvironmentTests.Name)]
public sealed class MissingFfmpegTests : IDisposable
{
    private static readonly byte[] JpegStart = [0xFF, 0xD8, 0xFF, 0xDA, 0, 0, 0xFF, 0xD9];

    private readonly string? _path = Environment.GetEnvironmentVariable("PATH");
    private readonly string? _variable = Environment.GetEnvironmentVariable("SEMCOM_FFMPEG");

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("PATH", _path);
        Environment.SetEnvironmentVariable("SEMCOM_FFMPEG", _variable);
    }

    [Fact]
    public void FormatThatNeedsFfmpeg_WithoutIt_SaysWhatToDo()
    {
        Environment.SetEnvironmentVariable("SEMCOM_FFMPEG", null);
        Environment.SetEnvironmentVariable("PATH", "/nowhere");

        var error = Assert.Throws<SemComException>(() => PictureFile.Load(JpegStart, "photo.jpg"));

        Assert.Equal("photo.jpg: needs ffmpeg, which is not on PATH; install ffmpeg, name it in SEMCOM_FFMPEG, or use PNG", error.Message);
    }

    [Fact]
    public void SavingAFormatThatNeedsFfmpeg_WithoutIt_LeavesNothingBehind()
    {
        Environment.SetEnvironmentVariable("SEMCOM_FFMPEG", null);
        Environment.SetEnvironmentVariable("PATH", "/nowhere");
        using var folder = new TemporaryFolder();

        Assert.Throws<SemComException>(() => TestPictures.Smooth(4, 4).Save(folder.At("a.jpg")));

        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Png_NeedsNoFfmpeg()
    {
        Environment.SetEnvironmentVariable("SEMCOM_FFMPEG", null);
        Environment.SetEnvironmentVariable("PATH", "/nowhere");
        using var folder = new TemporaryFolder();
        var picture = TestPictures.Smooth(7, 5);

        picture.Save(folder.At("a.png"));

        Assert.Equal(picture.Rgb.ToArray(), Picture.Load(folder.At("a.png")).Rgb.ToArray());
    }

    [Fact]
    public async Task Y4m_NeedsNoFfmpeg_AndOtherVideosSayWhatToDo()
    {
        Environment.SetEnvironmentVariable("SEMCOM_FFMPEG", null);
        Environment.SetEnvironmentVariable("PATH", "/nowhere");
        using var folder = new TemporaryFolder();

        await Video.VideoTestData.WriteAsync(folder.At("a.y4m"), 8, 6, 2);

        Assert.Equal(2, (await Video.VideoTestData.ReadAllAsync(folder.At("a.y4m"), width: 4, framesPerSecond: 25)).Count);
        Assert.StartsWith(folder.At("a.mp4") + ": needs ffmpeg", Assert.Throws<SemComException>(() => VideoFile.Open(folder.File("a.mp4", "    ftypisom"u8.ToArray()))).Message, StringComparison.Ordinal);
        Assert.Contains("needs ffmpeg", Assert.Throws<SemComException>(() => VideoWriter.Create(folder.At("b.webm"), 8, 6, 25)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void VariableThatNamesNoFile_IsNamed()
    {
        Environment.SetEnvironmentVariable("SEMCOM_FFMPEG", "/no/ffmpeg");

        var error = Assert.Throws<SemComException>(() => PictureFile.Load(JpegStart, "photo.jpg"));

        Assert.Equal("photo.jpg: needs ffmpeg, but SEMCOM_FFMPEG names '/no/ffmpeg', which is no file; correct or unset it", error.Message);
    }

    [Fact]
    public void VariableThatNamesNoProgram_IsNamed()
    {
        using var folder = new TemporaryFolder();
        Environment.SetEnvironmentVariable("SEMCOM_FFMPEG", folder.File("ffmpeg", [0]));

        var error = Assert.Throws<SemComException>(() => PictureFile.Load(JpegStart, "photo.jpg"));

        Assert.StartsWith($"photo.jpg: ffmpeg at '{folder.At("ffmpeg")}' cannot be started (", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("; install ffmpeg or correct SEMCOM_FFMPEG", error.Message, StringComparison.Ordinal);
    }
}
