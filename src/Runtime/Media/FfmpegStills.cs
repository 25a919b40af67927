using System.Globalization;

namespace SemCom.Runtime.Media;

/// <summary>Encodes single pictures to bare codestreams at a resolution of choice and back, through pipes.</summary>
public static class FfmpegStills
{
    private const string Scaling = "flags=lanczos+accurate_rnd+full_chroma_int+full_chroma_inp";

    /// <summary>Encodes a picture.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="width">Pixels in a row of the coded picture; Lanczos resampling where it differs from the picture's.</param>
    /// <param name="height">Rows of the coded picture.</param>
    /// <param name="format">Codec and pixel format.</param>
    /// <param name="arguments">Further arguments of the encoder.</param>
    /// <exception cref="SemComException">ffmpeg or the encoder is missing, or it failed.</exception>
    public static byte[] Encode(Picture picture, int width, int height, StillFormat format, IEnumerable<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(format);
        string[] all =
        [
            "-filter_threads", "1", "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", Size(picture.Width, picture.Height, 'x'), "-i", "pipe:0", "-frames:v", "1",
            "-vf", $"scale={Size(width, height, ':')}:{Scaling}:out_color_matrix=bt601:out_range={Range(format)},format={format.PixelFormat}",
            "-c:v", format.Encoder, "-threads", "1", "-flags:v", "+bitexact", "-fflags", "+bitexact", .. arguments, "-f", format.Muxer, "pipe:1",
        ];
        return FfmpegProgram.Find(format.Encoder).RunAsync(format.Encoder, all, picture.Rgb.ToArray()).GetAwaiter().GetResult();
    }

    /// <summary>Decodes an intact codestream.</summary>
    /// <param name="stream">The codestream.</param>
    /// <param name="width">Pixels in a row of the picture to return; Lanczos resampling where it differs from the codestream's.</param>
    /// <param name="height">Rows of the picture to return.</param>
    /// <param name="format">Codec and pixel format, as given to the encoder.</param>
    /// <exception cref="SemComException">ffmpeg is missing, or the codestream is damaged.</exception>
    public static Picture Decode(ReadOnlyMemory<byte> stream, int width, int height, StillFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        var rgb = FfmpegProgram.Find(format.Demuxer).RunAsync(format.Demuxer, DecoderArguments(width, height, format, []), stream).GetAwaiter().GetResult();
        return AsPicture(rgb, width, height) ?? throw new SemComException($"{format.Demuxer}: no picture in the codestream; use an intact one");
    }

    /// <summary>Decodes a damaged codestream as far as ffmpeg can; null when it gives no picture.</summary>
    /// <param name="stream">The codestream.</param>
    /// <param name="width">Pixels in a row of the picture to return; Lanczos resampling where it differs from the codestream's.</param>
    /// <param name="height">Rows of the picture to return.</param>
    /// <param name="format">Codec and pixel format, as given to the encoder.</param>
    /// <param name="halvings">How often the resolution is halved by leaving out wavelet levels; 0 for codecs that have none.</param>
    /// <exception cref="SemComException">ffmpeg is missing.</exception>
    public static Picture? DecodeDamaged(ReadOnlyMemory<byte> stream, int width, int height, StillFormat format, int halvings = 0)
    {
        ArgumentNullException.ThrowIfNull(format);
        var arguments = DecoderArguments(width, height, format, ["-err_detect", "ignore_err", "-flags", "+output_corrupt", .. Lowered(halvings)]);
        var rgb = FfmpegProgram.Find(format.Demuxer).RunOnDamagedAsync(format.Demuxer, arguments, stream).GetAwaiter().GetResult();
        return AsPicture(rgb, width, height);
    }

    /// <summary>A picture resampled down and up again without any coding: the most that a codec can reach at that resolution.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="width">Pixels in a row in between.</param>
    /// <param name="height">Rows in between.</param>
    /// <exception cref="SemComException">ffmpeg is missing or failed.</exception>
    public static Picture Resample(Picture picture, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(picture);
        string[] arguments =
        [
            "-filter_threads", "1", "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", Size(picture.Width, picture.Height, 'x'), "-i", "pipe:0", "-frames:v", "1",
            "-vf", $"scale={Size(width, height, ':')}:{Scaling},scale={Size(picture.Width, picture.Height, ':')}:{Scaling},format=rgb24",
            "-f", "rawvideo", "pipe:1",
        ];
        var rgb = FfmpegProgram.Find("resampling").RunAsync("resampling", arguments, picture.Rgb.ToArray()).GetAwaiter().GetResult();
        return new Picture(picture.Width, picture.Height, rgb);
    }

    private static string[] DecoderArguments(int width, int height, StillFormat format, string[] tolerance) =>
    [
        "-filter_threads", "1", "-threads", "1", .. tolerance, "-max_pixels", Picture.MaxPixels.ToString(CultureInfo.InvariantCulture),
        "-f", format.Demuxer, .. format.Decoder is { } decoder ? new[] { "-c:v", decoder } : [], "-i", "pipe:0", "-frames:v", "1",
        "-vf", $"{(format.AfterDecoder is { } filters ? filters + "," : "")}scale={Size(width, height, ':')}:{Scaling}"
            + $":in_color_matrix=bt601:in_range={Range(format)},format=rgb24",
        "-f", "rawvideo", "pipe:1",
    ];

    private static string[] Lowered(int halvings) => halvings == 0 ? [] : ["-lowres", halvings.ToString(CultureInfo.InvariantCulture)];

    private static Picture? AsPicture(byte[] rgb, int width, int height) =>
        rgb.Length == width * height * 3 ? new Picture(width, height, rgb) : null;

    private static string Range(StillFormat format) => format.FullRange ? "pc" : "tv";

    private static string Size(int width, int height, char separator) => string.Create(CultureInfo.InvariantCulture, $"{width}{separator}{height}");
}
