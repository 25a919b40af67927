using System.Runtime.CompilerServices;

namespace SemCom.Runtime.Media;

/// <summary>
/// Reads videos picture by picture, never more than one at a time in memory. Files of YUV4MPEG2 (.y4m, also packed as .y4m.gz) and PNG are read natively, all others by
/// ffmpeg; a still picture is a video of one frame; <c>webcam</c> is a camera. Pictures are scaled and frames repeated or left out where another size or rate was asked for.
/// </summary>
public sealed class VideoFile : IDisposable, IAsyncDisposable
{
    /// <summary>The path that stands for the first camera of the machine.</summary>
    public const string Webcam = "webcam";

    private readonly IVideoSource _source;
    private readonly string _name;
    private readonly CancellationTokenSource _closing = new();

    private VideoFile(IVideoSource source, string name) => (_source, _name) = (source, name);

    /// <summary>Size, rate and, where it is known, length of what is read.</summary>
    public VideoFormat Format => _source.Format;

    /// <summary>Opens a video and reads its format.</summary>
    /// <param name="path">A file; <see cref="Webcam"/> or a device <c>/dev/video0</c> for a camera. The content decides how it is read.</param>
    /// <param name="width">Pixels in a row of the pictures; null: as in the file, or what keeps proportions when a height is given.</param>
    /// <param name="height">Rows of the pictures; null likewise.</param>
    /// <param name="framesPerSecond">Frames in a second; null: the file's, 25 for a still picture.</param>
    /// <exception cref="SemComException">There is no such file or camera, it holds no video, size or rate are out of their ranges, or ffmpeg is missing.</exception>
    public static VideoFile Open(string path, int? width = null, int? height = null, double? framesPerSecond = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        return new VideoFile(VideoSources.Open(path, new VideoRequest(width, height, framesPerSecond)), path);
    }

    /// <summary>Reads the pictures in order. It may be called again, for a file starts anew each time.</summary>
    /// <param name="loop">True begins again after the last picture, without end.</param>
    /// <param name="cancellationToken">Ends reading, and ffmpeg with it.</param>
    /// <exception cref="SemComException">The file is damaged, cut short, or holds no picture: pictures in front of the damage were delivered.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled, or the video closed.</exception>
    public async IAsyncEnumerable<Picture> ReadAsync(bool loop = false, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closing.Token);
        do
        {
            var any = false;
            await foreach (var picture in _source.ReadAsync(stop.Token).ConfigureAwait(false))
            {
                any = true;
                yield return picture;
                stop.Token.ThrowIfCancellationRequested();
            }
            if (!any)
                throw new SemComException($"{_name}: a video needs at least one picture (has none); use an intact copy of the file");
        }
        while (loop);
    }

    /// <summary>Ends all reading.</summary>
    public void Dispose()
    {
        if (!_closing.IsCancellationRequested)
            _closing.Cancel();
    }

    /// <inheritdoc cref="Dispose"/>
    public async ValueTask DisposeAsync()
    {
        if (!_closing.IsCancellationRequested)
            await _closing.CancelAsync().ConfigureAwait(false);
    }
}
