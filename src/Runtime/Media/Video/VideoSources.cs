using System.IO.Compression;

namespace SemCom.Runtime.Media;

/// <summary>Finds out how a video is read.</summary>
internal static class VideoSources
{
    private const string Devices = "/dev";

    /// <summary>Opens a path.</summary>
    /// <exception cref="SemComException">As for <see cref="VideoFile.Open"/>.</exception>
    public static IVideoSource Open(string path, VideoRequest request)
    {
        if (CameraOf(path) is { } camera)
            return FfmpegVideoSource.OpenCamera(camera, request);
        if (Directory.Exists(path))
            throw new SemComException($"{path}: is a folder; name a video file");
        if (!File.Exists(path))
            throw new SemComException($"{path}: there is no such file; check the path");
        try
        {
            return OpenFile(path, request);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SemComException($"{path}: cannot be read ({exception.Message}); check its permissions", exception);
        }
    }

    private static IVideoSource OpenFile(string path, VideoRequest request)
    {
        var start = new byte[64];
        int got;
        using (var stream = File.OpenRead(path))
            got = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        var content = start.AsSpan(0, got);
        if (got == 0)
            throw new SemComException($"{path}: the file is empty (0 bytes); use an intact copy of the file");
        if (content.StartsWith(Y4mHeader.Magic))
            return Y4mSource.Open(path, isPacked: false, request);
        if (content.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) && IsPackedY4m(path))
            return Y4mSource.Open(path, isPacked: true, request);
        return PictureFormat.OfContent(content) is { Name: not "GIF" } ? new StillSource(path, request) : FfmpegVideoSource.OpenFile(path, request);
    }

    private static bool IsPackedY4m(string path)
    {
        var start = new byte[Y4mHeader.Magic.Length];
        try
        {
            using var stream = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
            return stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && Y4mHeader.Magic.SequenceEqual(start);
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>The device of a camera that a path names; null where it names none.</summary>
    private static string? CameraOf(string path)
    {
        if (path.StartsWith("/dev/video", StringComparison.Ordinal))
            return File.Exists(path) ? path : throw new SemComException($"{path}: there is no such camera; connect one, or name a video file");
        if (path != VideoFile.Webcam || File.Exists(path))
            return null;
        var cameras = OperatingSystem.IsLinux() ? Directory.GetFileSystemEntries(Devices, "video*") : [];
        return cameras.Order(StringComparer.Ordinal).FirstOrDefault()
            ?? throw new SemComException($"{path}: needs a camera at {Devices}/video0 (there is none); connect one, or name a video file");
    }
}
