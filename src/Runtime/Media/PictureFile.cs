using SemCom.Runtime.Media.Png;

namespace SemCom.Runtime.Media;

/// <summary>
/// Reads and writes picture files: PNG natively; JPEG, WebP, BMP, TIFF, PPM (and, read only, PGM, GIF's first frame, JPEG 2000,
/// JPEG XL and AVIF) through ffmpeg. The content decides how a file is read, its ending how it is written.
/// </summary>
public static class PictureFile
{
    /// <summary>Largest file that is read for ffmpeg, in bytes; PNG is read piece by piece.</summary>
    public const int MaxFileBytes = 512 << 20;

    /// <summary>Reads a picture.</summary>
    /// <exception cref="SemComException">There is no such file, or it is empty, damaged, too large or no picture, or ffmpeg is missing.</exception>
    public static Picture Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (Directory.Exists(path))
            throw new SemComException($"{path}: is a folder; name a picture file");
        if (!File.Exists(path))
            throw new SemComException($"{path}: there is no such file; check the path");
        try
        {
            using var stream = File.OpenRead(path);
            return Load(stream, path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SemComException($"{path}: cannot be read ({exception.Message}); check its permissions", exception);
        }
    }

    /// <summary>Reads a picture from a file's bytes.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="SemComException">As for <see cref="Load(string)"/>.</exception>
    public static Picture Load(byte[] file, string name)
    {
        ArgumentNullException.ThrowIfNull(file);
        using var stream = new MemoryStream(file, writable: false);
        return Load(stream, name);
    }

    /// <summary>Reads a picture from a stream that stands at its first byte.</summary>
    /// <param name="stream">The file; a PNG is read up to its end, anything else up to the end of the stream.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="SemComException">As for <see cref="Load(string)"/>.</exception>
    public static Picture Load(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var start = new byte[64];
        var got = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (got == 0)
            throw new SemComException($"{name}: the file is empty (0 bytes); use an intact copy of the file");
        using var all = new PrefixedStream(start.AsMemory(0, got), stream);
        var format = PictureFormat.OfContent(start.AsSpan(0, got))
            ?? throw new SemComException($"{name}: not a picture of a known format; use one of {PictureFormat.Readable}");
        return format == PictureFormat.Png ? PngReader.Read(all, name) : FfmpegPictures.Decode(format, ReadAll(all, name), name);
    }

    /// <summary>Writes a picture. The file appears complete or not at all: it is written beside its place and then renamed.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="path">Its ending chooses the format: .png, .webp, .bmp, .tif and .ppm keep every value, .jpg does not.</param>
    /// <exception cref="SemComException">The ending is unknown, the folder missing or not writable, or ffmpeg is missing.</exception>
    public static void Save(Picture picture, string path)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(path);
        if (PictureFormat.OfFileName(path) is not { SaveArguments: not null } format)
            throw new SemComException($"{path}: the ending must be one of {PictureFormat.Savable} (was '{Path.GetExtension(path)}'); rename the file");
        if (format == PictureFormat.Png)
        {
            WholeFile.Write(path, stream => PngWriter.Write(picture, stream));
        }
        else
        {
            var bytes = FfmpegPictures.Encode(picture, format, path);
            WholeFile.Write(path, stream => stream.Write(bytes));
        }
    }

    private static ReadOnlyMemory<byte> ReadAll(Stream stream, string name)
    {
        using var all = new MemoryStream();
        var buffer = new byte[81920];
        for (var got = stream.Read(buffer); got > 0; got = stream.Read(buffer))
        {
            if (all.Length + got > MaxFileBytes)
                throw new SemComException($"{name}: a picture file may have at most {MaxFileBytes >> 20} MiB; convert it to PNG or reduce it");
            all.Write(buffer, 0, got);
        }
        return all.GetBuffer().AsMemory(0, (int)all.Length);
    }
}
