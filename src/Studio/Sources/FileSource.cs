using SemCom.Runtime.Media;

namespace SemCom.Studio;

/// <summary>A video or picture file, over and over again.</summary>
internal sealed class FileSource : IPictureSource
{
    /// <summary>Shortest side of a picture that is worth sending.</summary>
    private const int MinSide = 32;

    private readonly string _path;

    private FileSource(string path, SourceInfo info) => (_path, Info) = (path, info);

    public SourceInfo Info { get; }

    public bool IsLive => false;

    /// <summary>Opens a file, reads its format, and closes it again.</summary>
    /// <param name="path">The file.</param>
    /// <param name="id">What messages call the source.</param>
    /// <param name="title">What people call it.</param>
    /// <param name="limits">Largest size and rate; more is reduced.</param>
    /// <exception cref="SemComException">It is no video or picture that can be read, or too small.</exception>
    public static FileSource Open(string path, string id, string title, StudioLimits limits)
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
        return new FileSource(path, new SourceInfo(id, title, isPicture ? "picture" : "video", width, height, isPicture ? limits.MaxFps : Math.Min(format.FramesPerSecond, limits.MaxFps)));
    }

    public async IAsyncEnumerable<Picture> ReadAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var video = VideoFile.Open(_path, Info.Width, Info.Height, Info.Fps);
        await using var _ = video.ConfigureAwait(false);
        await foreach (var picture in video.ReadAsync(loop: true, cancellationToken).ConfigureAwait(false))
            yield return picture;
    }

    private static int Even(double side) => Math.Max(2, (int)(side / 2 + 1e-9) * 2);
}
