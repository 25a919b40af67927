using System.Globalization;
using System.Runtime.CompilerServices;

namespace SemCom.Runtime.Media;

/// <summary>A video that ffmpeg reads: any of the usual containers, or a camera.</summary>
internal sealed class FfmpegVideoSource : IVideoSource
{
    /// <summary>Containers that are opened; none of them refers to other files or addresses.</summary>
    private const string Containers = "mov,mp4,m4a,3gp,matroska,webm,avi,mpegts,mpeg,mpegvideo,h264,hevc,ivf,obu,ogg,flv,asf,gif,apng,mjpeg,yuv4mpegpipe,nut,dv,m4v,mxf";

    private static readonly TimeSpan ProbeTime = TimeSpan.FromSeconds(20);

    private readonly FfmpegProgram _program;
    private readonly string _name;
    private readonly string[] _input;
    private readonly bool _isLive;

    private FfmpegVideoSource(FfmpegProgram program, string name, string[] input, bool isLive, VideoFormat format) =>
        (_program, _name, _input, _isLive, Format) = (program, name, input, isLive, format);

    public VideoFormat Format { get; }

    /// <summary>Opens a file.</summary>
    /// <exception cref="SemComException">It holds no video that ffmpeg knows, or ffmpeg is missing.</exception>
    public static FfmpegVideoSource OpenFile(string path, VideoRequest request) => Open(path,
        ["-protocol_whitelist", "file", "-format_whitelist", Containers, "-max_pixels", Picture.MaxPixels.ToString(CultureInfo.InvariantCulture), "-i", $"file:{path}"], isLive: false, request);

    /// <summary>Opens a camera.</summary>
    /// <exception cref="SemComException">It gives no pictures, or ffmpeg is missing.</exception>
    public static FfmpegVideoSource OpenCamera(string device, VideoRequest request) => Open(device,
        ["-f", "v4l2", "-fflags", "nobuffer", .. Wish(request), "-i", device], isLive: true, request);

    public async IAsyncEnumerable<Picture> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var ffmpeg = _program.Open(_name, Arguments());
        await using var _ = ffmpeg.ConfigureAwait(false);
        ffmpeg.Input.Close();
        var bytes = 3 * Format.Width * Format.Height;
        while (true)
        {
            var rgb = new byte[bytes];
            var got = await ffmpeg.Output.ReadAtLeastAsync(rgb, bytes, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            if (got < bytes)
                break;
            yield return new Picture(Format.Width, Format.Height, rgb);
        }
        await ffmpeg.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private static FfmpegVideoSource Open(string name, string[] input, bool isLive, VideoRequest request)
    {
        var program = FfmpegProgram.Find(name);
        var (width, height, rate) = Probe(program, name, input);
        return new FfmpegVideoSource(program, name, input, isLive, request.Apply(width, height, rate, null, name));
    }

    /// <summary>Size and rate, read from the first line of the same video as YUV4MPEG2.</summary>
    private static (int Width, int Height, double Rate) Probe(FfmpegProgram program, string name, string[] input)
    {
        string[] arguments = [.. input, "-map", "0:v:0", "-frames:v", "1", "-pix_fmt", "yuv420p", "-f", "yuv4mpegpipe", "pipe:1"];
        var line = Task.Run(() => program.RunOnDamagedAsync(name, arguments, ReadOnlyMemory<byte>.Empty, ProbeTime)).GetAwaiter().GetResult();
        var end = line.AsSpan().IndexOf((byte)'\n');
        if (end < 0)
            throw new SemComException($"{name}: not a video that ffmpeg can read; use an intact file of a usual format, for example .mp4, .mkv, .webm or .y4m");
        var header = Y4mHeader.Parse(line.AsSpan(0, end), name);
        return (header.Width, header.Height, header.FramesPerSecond);
    }

    private static string[] Wish(VideoRequest request) =>
    [
        .. request is { Width: { } width, Height: { } height } ? new[] { "-video_size", $"{width}x{height}" } : [],
        .. request.FramesPerSecond is { } rate ? new[] { "-framerate", rate.ToString("0.###", CultureInfo.InvariantCulture) } : [],
    ];

    private string[] Arguments() =>
    [
        .. _isLive ? new[] { "-probesize", "32", "-analyzeduration", "0" } : ["-xerror"], "-threads", "1", "-filter_threads", "1", .. _input, "-map", "0:v:0",
        "-vf", string.Create(CultureInfo.InvariantCulture,
            $"fps={Format.FramesPerSecond:R},scale={Format.Width}:{Format.Height}:flags=bicubic+accurate_rnd+full_chroma_int,format=rgb24"),
        "-f", "rawvideo", "pipe:1",
    ];
}
