using System.Runtime.CompilerServices;

namespace SemCom.Runtime.Media;

/// <summary>A still picture as a video of one frame.</summary>
internal sealed class StillSource : IVideoSource
{
    private const double UsualRate = 25;

    private readonly Picture _picture;

    /// <exception cref="SemComException">The picture cannot be read, or size or rate are out of their ranges.</exception>
    public StillSource(string path, VideoRequest request)
    {
        var picture = PictureFile.Load(path);
        Format = request.Apply(picture.Width, picture.Height, request.FramesPerSecond ?? UsualRate, 1, path);
        _picture = PictureScaling.Scale(picture, Format.Width, Format.Height);
    }

    public VideoFormat Format { get; }

    public async IAsyncEnumerable<Picture> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await Task.CompletedTask.ConfigureAwait(false);
        yield return _picture;
    }
}
