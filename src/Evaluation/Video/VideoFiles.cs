using SemCom.Runtime.Media;

namespace SemCom.Evaluation;

/// <summary>Reads videos into memory.</summary>
internal static class VideoFiles
{
    /// <summary>Largest video that is evaluated, as RGB [bytes].</summary>
    public const long MaxBytes = 1L << 30;

    /// <summary>All pictures of a video.</summary>
    /// <exception cref="SemComException">It cannot be read, or is too long.</exception>
    public static async Task<VideoPictures> LoadAsync(PictureInput input, CancellationToken cancellationToken)
    {
        using var video = VideoFile.Open(input.Path);
        var (pictures, bytes) = (new List<Picture>(), 0L);
        await foreach (var picture in video.ReadAsync(cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            bytes += picture.ValueCount;
            if (bytes > MaxBytes || pictures.Count == SweepPlan.FramesOfVideo)
                throw new SemComException($"{input.Name}: a video may have at most {MaxBytes >> 20} MiB as RGB (has more than {pictures.Count} pictures of {picture.Width}x{picture.Height}); cut a shorter one out of it");
            pictures.Add(picture);
        }
        return new VideoPictures(pictures, video.Format.FramesPerSecond);
    }
}
