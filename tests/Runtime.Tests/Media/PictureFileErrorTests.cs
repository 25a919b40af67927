using SemCom.Runtime.Media;

namespace SemCom.Runtime.Tests.Media;

public sealed class PictureFileErrorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void MissingFile_IsNamed() =>
        Assert.Equal("no/photo.png: there is no such file; check the path", LoadError("no/photo.png"));

    [Fact]
    public void Folder_IsNamed() =>
        Assert.Equal($"{_folder.Path}: is a folder; name a picture file", LoadError(_folder.Path));

    [Fact]
    public void EmptyFile_IsNamed()
    {
        var path = _folder.File("empty.png", []);
        Assert.Equal($"{path}: the file is empty (0 bytes); use an intact copy of the file", LoadError(path));
    }

    [Theory]
    [InlineData("Dear diary, this is not a picture.")]
    [InlineData("#EXTM3U\nhttp://example.org/")]
    [InlineData("B")]
    [InlineData("BMP is what I am not")]
    [InlineData("\0\0\0\u0020ftypmp42")]
    public void FileThatIsNoPicture_ListsTheFormats(string content)
    {
        var path = _folder.File("photo.jpg", System.Text.Encoding.ASCII.GetBytes(content));
        Assert.Equal(
            $"{path}: not a picture of a known format; use one of PNG, JPEG, WebP, BMP, TIFF, PPM, PGM, GIF, JPEG 2000, JPEG XL, AVIF", LoadError(path));
    }

    [Fact]
    public void FileWithoutReadPermission_IsNamed()
    {
        var path = _folder.File("secret.png", [1]);
        RequireLimits(path, UnixFileMode.None);
        Assert.StartsWith($"{path}: cannot be read (", LoadError(path), StringComparison.Ordinal);
    }

    [Fact]
    public void SaveIntoAMissingFolder_IsNamed()
    {
        var path = _folder.At(Path.Combine("no", "such", "a.png"));
        Assert.Equal($"{path}: the folder '{Path.GetDirectoryName(path)}' does not exist; create it first", SaveError(path));
    }

    [Fact]
    public void SaveOntoAFolder_IsNamed()
    {
        Directory.CreateDirectory(_folder.At("a.png"));
        Assert.Equal($"{_folder.At("a.png")}: is a folder; name a file in it", SaveError(_folder.At("a.png")));
    }

    [Fact]
    public void SaveWithoutPermission_IsNamed()
    {
        Directory.CreateDirectory(_folder.At("locked"));
        RequireLimits(_folder.At("locked"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var path = _folder.At(Path.Combine("locked", "a.png"));
        Assert.Equal($"{path}: cannot be written (no permission); choose a folder that you may write to, with space left", SaveError(path));
    }

    [Fact]
    public void SaveWhereNobodyMayWrite_IsNamed()
    {
        if (!Directory.Exists("/proc/self"))
            Assert.Skip("there is no /proc here");
        Assert.StartsWith("/proc/self/a.png: cannot be written (", SaveError("/proc/self/a.png"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.xyz", ".xyz")]
    [InlineData("a", "")]
    [InlineData("a.gif", ".gif")]
    public void UnknownEnding_ListsTheKnownOnes(string file, string ending) =>
        Assert.Equal($"{file}: the ending must be one of .png, .jpg, .jpeg, .webp, .bmp, .tif, .tiff, .ppm (was '{ending}'); rename the file", SaveError(file));

    [Fact]
    public void Device_IsNotReplacedByAFile()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("there is no /dev here");
        Assert.Equal("/dev/semcom.png: is a device and would be replaced; name a file", SaveError("/dev/semcom.png"));
    }

    [Fact]
    public void FailedWrite_KeepsTheOldFile_AndLeavesNothingElse()
    {
        var path = _folder.File("a.bin", [1, 2, 3]);

        Assert.Throws<SemComException>(() => WholeFile.Write(path, stream =>
        {
            stream.WriteByte(9);
            throw new IOException("disk full");
        }));

        Assert.Equal([1, 2, 3], File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void SuccessfulWrite_ReplacesTheOldFile()
    {
        var path = _folder.File("a.bin", [1, 2, 3]);

        WholeFile.Write(path, stream => stream.WriteByte(9));

        Assert.Equal([9], File.ReadAllBytes(path));
    }

    private static string LoadError(string path) => OneLine(Assert.Throws<SemComException>(() => Picture.Load(path)));

    private static string SaveError(string path) => OneLine(Assert.Throws<SemComException>(() => TestPictures.Smooth(3, 3).Save(path)));

    private static string OneLine(SemComException error)
    {
        Assert.DoesNotContain('\n', error.Message);
        return error.Message;
    }

    private static void RequireLimits(string path, UnixFileMode mode)
    {
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
            Assert.Skip("permissions do not hold for this user");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, mode);
    }
}
