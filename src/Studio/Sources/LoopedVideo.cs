using System.Runtime.CompilerServices;
using SemCom.Runtime.Media;

namespace SemCom.Studio;

/// <summary>A video over and over again. One that is short enough is kept once it was read to its end: readers then share its pictures, and nothing is decoded for them any more. Any thread.</summary>
/// <param name="video">The video.</param>
/// <param name="mostBytes">Most that is kept [bytes]; 0 keeps nothing.</param>
internal sealed class LoopedVideo(VideoFile video, long mostBytes)
{
    private volatile Picture[]? _kept;

    /// <summary>Reads without end.</summary>
    public async IAsyncEnumerable<Picture> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (_kept is null)
        {
            var (pictures, left) = (new List<Picture>(), mostBytes);
            await foreach (var picture in video.ReadAsync(loop: false, cancellationToken).ConfigureAwait(false))
            {
                left -= 3L * picture.Width * picture.Height;
                if (left >= 0)
                    pictures.Add(picture);
                else
                    pictures.Clear();
                yield return picture;
            }
            if (left >= 0)
                _kept = [.. pictures];
        }
        for (var next = 0; ; next = (next + 1) % _kept.Length)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return _kept[next];
        }
    }
}
