using System.Globalization;

namespace SemCom.Runtime.Media;

/// <summary>Writes a video with ffmpeg: H.264 in .mp4 and .mkv, VP9 in .webm, of a quality at which the loss is hardly seen.</summary>
internal sealed class FfmpegVideoSink : IVideoSink
{
    private static readonly string[] H264 = ["-c:v", "libx264", "-preset", "veryfast", "-crf", "16", "-pix_fmt", "yuv420p"];
    private static readonly string[] Vp9 = ["-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "6", "-crf", "22", "-b:v", "0", "-pix_fmt", "yuv420p"];

    private readonly FfmpegProcess _ffmpeg;

    private FfmpegVideoSink(FfmpegProcess ffmpeg) => _ffmpeg = ffmpeg;

    /// <summary>Starts ffmpeg.</summary>
    /// <exception cref="SemComException">The ending is unknown, or ffmpeg or its encoder is missing.</exception>
    public static FfmpegVideoSink Create(string path, string temporary, int width, int height, double framesPerSecond)
    {
        var (muxer, encoder) = Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".MP4" => ("mp4", H264),
            ".MKV" => ("matroska", H264),
            ".WEBM" => ("webm", Vp9),
            var other => throw new SemComException($"{path}: the ending must be one of .y4m, .mp4, .mkv, .webm (was '{other}'); rename the file"),
        };
        var program = FfmpegProgram.Find(path);
        program.RequireEncoder(path, encoder[1]);
        var (over, under) = FrameRate.Ratio(framesPerSecond);
        string[] arguments =
        [
            "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", string.Create(CultureInfo.InvariantCulture, $"{width}x{height}"),
            "-framerate", string.Create(CultureInfo.InvariantCulture, $"{over}/{under}"), "-i", "pipe:0",
            "-vf", "pad=ceil(iw/2)*2:ceil(ih/2)*2,scale=flags=bicubic+accurate_rnd+full_chroma_int:out_color_matrix=bt601:out_range=tv",
            .. encoder, "-colorspace", "smpte170m", "-color_range", "tv", "-f", muxer, $"file:{temporary}",
        ];
        return new FfmpegVideoSink(program.Open(path, arguments));
    }

    public async ValueTask AddAsync(Picture picture, CancellationToken cancellationToken)
    {
        try
        {
            await _ffmpeg.Input.WriteAsync(picture.Rgb.ToArray(), cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            await _ffmpeg.WaitAsync(cancellationToken).ConfigureAwait(false); // says why
            throw _ffmpeg.Failure();
        }
    }

    public async ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        _ffmpeg.Input.Close();
        await _ffmpeg.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => _ffmpeg.DisposeAsync();
}
