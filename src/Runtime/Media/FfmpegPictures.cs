using System.Globalization;
using System.Text.RegularExpressions;

namespace SemCom.Runtime.Media;

/// <summary>Decodes and encodes single pictures with ffmpeg.</summary>
internal static partial class FfmpegPictures
{
    // Chroma is upsampled and converted with full precision: half the deviation from libjpeg of ffmpeg's default.
    private const string Conversion = "scale=flags=bicubic+accurate_rnd+full_chroma_int";

    /// <summary>Decodes the first picture of a file.</summary>
    /// <exception cref="SemComException">ffmpeg is missing, or the file is damaged, cut short or too large.</exception>
    public static Picture Decode(PictureFormat format, ReadOnlyMemory<byte> file, string name)
    {
        PictureFileEnd.Check(format, file.Span, name);
        var ffmpeg = FfmpegProgram.Find(name);
        // The whole file as one packet; AVIF is a container and finds its packet itself.
        string[] size = format.Demuxer == "mov" ? [] : ["-frame_size", file.Length.ToString(CultureInfo.InvariantCulture)];
        string[] strict = format.Name == "TIFF" ? [] : ["-err_detect", "explode"]; // for TIFF this would refuse common tags
        string[] arguments =
        [
            "-protocol_whitelist", "pipe", "-max_pixels", Picture.MaxPixels.ToString(CultureInfo.InvariantCulture),
            .. strict, "-xerror", "-f", format.Demuxer!, .. size, "-i", "pipe:0",
            "-map", "0:v:0", "-frames:v", "1", "-vf", $"{Conversion},format=rgba", "-f", "image2pipe", "-c:v", "pam", "pipe:1",
        ];
        Picture? picture = null;
        try
        {
            ffmpeg.RunAsync(name, arguments, file, output => Task.Run(() => picture = PamReader.Read(output, name))).GetAwaiter().GetResult();
        }
        catch (FfmpegException exception)
        {
            CheckReportedSize(exception, name);
            var reason = exception.Log.Count > 0 ? exception.Log[0] : "no picture in it";
            throw new SemComException($"{name}: damaged {format.Name} ({reason}); use an intact copy of the file", exception);
        }
        return picture ?? throw new SemComException($"{name}: damaged {format.Name} (no picture in it); use an intact copy of the file");
    }

    /// <summary>Encodes a picture into the bytes of a file.</summary>
    /// <exception cref="SemComException">ffmpeg is missing or cannot write this format.</exception>
    public static byte[] Encode(Picture picture, PictureFormat format, string name)
    {
        string[] arguments =
        [
            "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", $"{picture.Width}x{picture.Height}", "-i", "pipe:0",
            "-frames:v", "1", "-vf", Conversion, .. format.SaveArguments!, "-f", "image2pipe", "pipe:1",
        ];
        return FfmpegProgram.Find(name).RunAsync(name, arguments, picture.Rgb.ToArray()).GetAwaiter().GetResult();
    }

    private static void CheckReportedSize(FfmpegException exception, string name)
    {
        foreach (var line in exception.Log)
        {
            if (ReportedSize().Match(line) is { Success: true } match)
                Picture.CheckSize(Number(match, "w"), Number(match, "h"), name);
        }
    }

    private static long Number(Match match, string group) => long.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    /// <summary>For example <c>Picture size 12000x12000 exceeds specified max pixel count</c>.</summary>
    [GeneratedRegex("Picture size (?<w>[0-9]{1,10})x(?<h>[0-9]{1,10}) ", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ReportedSize();
}
