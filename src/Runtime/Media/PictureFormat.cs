using SemCom.Runtime.Media.Png;

namespace SemCom.Runtime.Media;

/// <summary>A picture format: how a file of it begins, and what ffmpeg is told about it.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Extensions">File name endings that choose it for saving.</param>
/// <param name="Demuxer">ffmpeg's reader; null for PNG, which is read natively.</param>
/// <param name="SaveArguments">ffmpeg's options for saving; null when it is only read.</param>
internal sealed record PictureFormat(string Name, string[] Extensions, string? Demuxer, string[]? SaveArguments)
{
    public static PictureFormat Png { get; } = new("PNG", [".png"], null, []);

    private static readonly PictureFormat Jpeg = new("JPEG", [".jpg", ".jpeg"], "jpeg_pipe", ["-c:v", "mjpeg", "-pix_fmt", "yuvj444p", "-q:v", "2"]);
    private static readonly PictureFormat WebP = new("WebP", [".webp"], "webp_pipe", ["-c:v", "libwebp", "-pix_fmt", "bgra", "-lossless", "1"]);
    private static readonly PictureFormat Bmp = new("BMP", [".bmp"], "bmp_pipe", ["-c:v", "bmp", "-pix_fmt", "bgr24"]);
    private static readonly PictureFormat Tiff = new("TIFF", [".tif", ".tiff"], "tiff_pipe", ["-c:v", "tiff", "-pix_fmt", "rgb24"]);
    private static readonly PictureFormat Ppm = new("PPM", [".ppm"], "ppm_pipe", ["-c:v", "ppm", "-pix_fmt", "rgb24"]);
    private static readonly PictureFormat Pgm = new("PGM", [], "pgm_pipe", null);
    private static readonly PictureFormat Gif = new("GIF", [], "gif_pipe", null);
    private static readonly PictureFormat Jpeg2000 = new("JPEG 2000", [], "j2k_pipe", null);
    private static readonly PictureFormat JpegXl = new("JPEG XL", [], "jpegxl_pipe", null);
    private static readonly PictureFormat Avif = new("AVIF", [], "mov", null);

    private static readonly PictureFormat[] All = [Png, Jpeg, WebP, Bmp, Tiff, Ppm, Pgm, Gif, Jpeg2000, JpegXl, Avif];

    /// <summary>Names of everything that can be read.</summary>
    public static string Readable => string.Join(", ", All.Select(format => format.Name));

    /// <summary>Endings of everything that can be saved.</summary>
    public static string Savable => string.Join(", ", All.Where(format => format.SaveArguments is not null).SelectMany(format => format.Extensions));

    /// <summary>The format that a file name chooses for saving, or null.</summary>
    public static PictureFormat? OfFileName(string path)
    {
        var extension = Path.GetExtension(path);
        return Array.Find(All, format => format.Extensions.Contains(extension, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>The format of a file's content, or null.</summary>
    public static PictureFormat? OfContent(ReadOnlySpan<byte> file)
    {
        if (PngReader.Recognizes(file))
            return Png;
        if (file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
            return Jpeg;
        if (file.StartsWith("RIFF"u8) && At(file, 8, "WEBP"u8))
            return WebP;
        if (file.StartsWith("GIF87a"u8) || file.StartsWith("GIF89a"u8))
            return Gif;
        if (file.StartsWith("II*\0"u8) || file.StartsWith("MM\0*"u8))
            return Tiff;
        if (At(file, 4, "ftypavif"u8))
            return Avif;
        if (At(file, 4, "jP  "u8) || file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0x4F, 0xFF, 0x51]))
            return Jpeg2000;
        if (file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0x0A]) || At(file, 4, "JXL "u8))
            return JpegXl;
        if (IsNetpbm(file, (byte)'6'))
            return Ppm;
        if (IsNetpbm(file, (byte)'5'))
            return Pgm;
        return file.StartsWith("BM"u8) && At(file, 6, [0, 0, 0, 0]) ? Bmp : null;
    }

    private static bool At(ReadOnlySpan<byte> file, int offset, ReadOnlySpan<byte> bytes) =>
        file.Length >= offset + bytes.Length && file.Slice(offset, bytes.Length).SequenceEqual(bytes);

    private static bool IsNetpbm(ReadOnlySpan<byte> file, byte kind) =>
        file.Length > 2 && file[0] == 'P' && file[1] == kind && file[2] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t';
}
