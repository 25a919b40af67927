using System.Globalization;

namespace SemCom.Evaluation.Rivals;

/// <summary>Encodes and decodes whole videos with ffmpeg; and the arguments that the live link shares.</summary>
internal static class VideoPrograms
{
    private const string Scaling = "flags=lanczos+accurate_rnd+full_chroma_int";

    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(10);

    /// <summary>Encodes a video; the units of each frame.</summary>
    /// <exception cref="SemComException">ffmpeg or the encoder is missing, or it failed.</exception>
    public static List<List<byte[]>> Encode(VideoCodec codec, VideoClip clip, VideoCoding coding, int quality)
    {
        using var input = new MemoryStream(clip.Pictures.Count * clip.Pictures[0].ValueCount);
        foreach (var picture in clip.Pictures)
            input.Write(picture.Rgb);
        var arguments = EncoderArguments(codec, coding, clip.Width, clip.Height, clip.FramesPerSecond, codec.Arguments(coding, quality));
        var stream = codec.RequireFfmpeg().RunAsync(codec.Name, arguments, input.GetBuffer().AsMemory(0, (int)input.Length), Timeout).GetAwaiter().GetResult();
        var frames = codec.Frames(stream);
        return frames.Count == clip.Pictures.Count && frames.TrueForAll(units => units.Count > 0)
            ? frames
            : throw new SemComException($"{codec.Name}: the encoder must give one frame for each of {clip.Pictures.Count} pictures (gave {frames.Count}); use another ffmpeg");
    }

    /// <summary>What a viewer sees of a video some of whose frames were lost: the decoder's pictures, and the last one again where it gives none.</summary>
    /// <param name="codec">The codec.</param>
    /// <param name="frames">The units of each frame; null for a lost one.</param>
    /// <param name="coding">How it was coded.</param>
    /// <param name="width">Pixels in a row of the pictures to show.</param>
    /// <param name="height">Rows of them.</param>
    /// <exception cref="SemComException">ffmpeg is missing.</exception>
    public static Picture[] Decode(VideoCodec codec, IReadOnlyList<IReadOnlyList<byte[]>?> frames, VideoCoding coding, int width, int height)
    {
        using var input = new MemoryStream();
        input.Write(IvfStream.Header(coding.Side(width), coding.Side(height)));
        var numbering = codec.CreateNumbering();
        for (var i = 0; i < frames.Count; i++)
        {
            if (frames[i] is { } units)
                input.Write(IvfStream.Frame(numbering.Next(units), i));
        }
        var arguments = DecoderArguments(codec, width, height, []);
        var (rgb, lines) = codec.RequireFfmpeg().RunAndListenAsync(codec.Name, arguments, input.ToArray(), Timeout).GetAwaiter().GetResult();
        return Shown(rgb, [.. lines.Select(DecodedTimes.Of).OfType<int>()], frames.Count, width, height);
    }

    /// <summary>ffmpeg's arguments for encoding pictures as they come: the bare stream on <c>pipe:1</c>, and among its messages the size of each frame.</summary>
    public static string[] LiveEncoderArguments(VideoCodec codec, VideoCoding coding, int width, int height, double framesPerSecond, string[] encoder) =>
    [
        "-probesize", "32", "-analyzeduration", "0", // and not "nobuffer", which drops the first picture
        .. EncoderArguments(codec, coding, width, height, framesPerSecond, encoder)[..^5], "-map", "0:v:0",
        "-f", "tee", $"[f=framecrc:flush_packets=1]pipe\\:2|[f={codec.Format}:flush_packets=1]pipe\\:1",
    ];

    /// <summary>ffmpeg's arguments for encoding pictures from <c>pipe:0</c> to a bare stream on <c>pipe:1</c>.</summary>
    public static string[] EncoderArguments(VideoCodec codec, VideoCoding coding, int width, int height, double framesPerSecond, string[] encoder) =>
    [
        "-filter_threads", "1", "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", Size(width, height, 'x'), "-framerate", framesPerSecond.ToString("R", CultureInfo.InvariantCulture), "-i", "pipe:0",
        "-vf", $"scale={Size(coding.Side(width), coding.Side(height), ':')}:{Scaling}:out_color_matrix=bt601:out_range=tv,format={coding.PixelFormat}",
        .. encoder, "-fps_mode", "passthrough", "-flush_packets", "1", "-f", codec.Format, "pipe:1",
    ];

    /// <summary>ffmpeg's arguments for decoding IVF from <c>pipe:0</c> to pictures on <c>pipe:1</c> and their times among its messages.</summary>
    public static string[] DecoderArguments(VideoCodec codec, int width, int height, string[] input)
    {
        // One output, split afterwards: of two outputs ffmpeg holds one back until its next frame.
        return
        [
            "-filter_threads", "1", "-threads", "1", "-flags", "+output_corrupt+low_delay", "-flags2", "+showall", "-err_detect", "ignore_err", "-c:v", codec.Format,
            "-max_pixels", Picture.MaxPixels.ToString(CultureInfo.InvariantCulture), .. input, "-f", "ivf", "-i", "pipe:0", "-map", "0:v:0",
            "-vf", $"scale={Size(width, height, ':')}:{Scaling}:in_color_matrix=bt601:in_range=tv,format=rgb24", "-fps_mode", "passthrough", "-copyts",
            "-c:v", "rawvideo", "-f", "tee", "[f=framecrc:flush_packets=1]pipe\\:2|[f=rawvideo:flush_packets=1]pipe\\:1",
        ];
    }

    private static Picture[] Shown(byte[] rgb, int[] times, int count, int width, int height)
    {
        var bytes = 3 * width * height;
        var shown = new Picture?[count];
        for (var i = 0; i < times.Length && (i + 1) * bytes <= rgb.Length; i++)
        {
            if (times[i] < count)
                shown[times[i]] = new Picture(width, height, rgb.AsSpan(i * bytes, bytes).ToArray());
        }
        var last = PictureConcealment.Grey(width, height);
        for (var i = 0; i < count; i++)
            last = shown[i] ??= last;
        return shown!;
    }

    private static string Size(int width, int height, char separator) => string.Create(CultureInfo.InvariantCulture, $"{width}{separator}{height}");
}
