using SemCom.Runtime.Media;

namespace SemCom.Studio;

/// <summary>A video or picture file, over and over again.</summary>
internal sealed class FileSource : IPictureSource, IDisposable
{
    /// <summary>Shortest side of a picture that is worth sending.</summary>
    private const int MinSide = 32;

    /// <summary>Pictures that are read before they are due: about what passes while a reader starts.</summary>
    private const int Ahead = 8;

    private readonly VideoFile _video;
    private readonly LoopedVideo _loop;
    private readonly string _path;

    private FileSource(VideoFile video, string path, SourceInfo info, long keptBytes) => (_video, _loop, _path, Info) = (video, new LoopedVideo(video, keptBytes), path, info);

    public SourceInfo Info { get; }

    public bool IsLive => false;

    /// <summary>Opens a file and reads its format.</summary>
    /// <param name="path">The file.</param>
    /// <param name="id">What messages call the source.</param>
    /// <param name="title">What people call it.</param>
    /// <param name="limits">Largest size and rate; more is reduced.</param>
    /// <param name="keptBytes">A shorter video is decoded once and kept [bytes].</param>
    /// <exception cref="SemComException">It is no video or picture that can be read, or too small.</exception>
    public static FileSource Open(string path, string id, string title, StudioLimits limits, long keptBytes = 0)
    {
        using var video = VideoFile.Open(path);
        var format = video.Format;
        if (Math.Min(format.Width, format.Height) < MinSide)
            throw new SemComException($"{title}: the picture must have at least {MinSide} pixels a side (was {format.Width}x{format.Height}); choose a larger one");
        var scale = Math.Min(1, Math.Min((double)limits.MaxWidth / format.Width, (double)limits.MaxHeight / format.Height));
        var (width, height) = (Even(format.Width * scale), Even(format.Height * scale));
        if (Math.Min(width, height) < MinSide)
            throw new SemComException($"{title}: the picture must have at least {MinSide} pixels a side at {limits.MaxWidth}x{limits.MaxHeight} (was {format.Width}x{format.Height}, which is too narrow); cut it first");
        var isPicture = format.FrameCount == 1;
        var info = new SourceInfo(id, title, isPicture ? SourceInfo.Picture : SourceInfo.Video, width, height, isPicture ? limits.MaxFps : Math.Min(format.FramesPerSecond, limits.MaxFps));
        return new FileSource(VideoFile.Open(path, width, height, info.Fps), path, info, keptBytes);
    }

    public IAsyncEnumerable<Picture> ReadAsync(CancellationToken cancellationToken) => ReadAhead.Of(_loop.ReadAsync, Ahead, cancellationToken);

    public SemComException Explain(SemComException problem) => new(problem.Message.Replace(_path, Info.Title, StringComparison.Ordinal), problem);

    public void Dispose() => _video.Dispose();

    private static int Even(double side) => Math.Max(2, (int)(side / 2 + 1e-9) * 2);
}
