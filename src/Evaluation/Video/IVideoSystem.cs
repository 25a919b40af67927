namespace SemCom.Evaluation;

/// <summary>A system that sends whole videos.</summary>
public interface IVideoSystem : ISystem
{
    /// <summary>Sends a video; the result depends on nothing but the arguments.</summary>
    /// <param name="video">Its pictures, all of one size.</param>
    /// <param name="conditions">The link; picture i meets the realization of frame <see cref="LinkConditions.Frame"/> + i.</param>
    /// <param name="cancellationToken">Ends the work between its parts.</param>
    /// <exception cref="SemComException">The video or the conditions cannot be used.</exception>
    ValueTask<VideoResult> SendAsync(VideoPictures video, LinkConditions conditions, CancellationToken cancellationToken);
}

/// <summary>A video in memory.</summary>
/// <param name="Pictures">The pictures in order.</param>
/// <param name="FramesPerSecond">Pictures in a second.</param>
public sealed record VideoPictures(IReadOnlyList<Picture> Pictures, double FramesPerSecond);

/// <summary>What a viewer saw of a video.</summary>
/// <param name="Shown">One picture for each that was sent.</param>
/// <param name="Quality">The record; the caller sets its source.</param>
/// <param name="Notices">One-line remarks.</param>
public sealed record VideoResult(IReadOnlyList<Picture> Shown, QualityRecord Quality, IReadOnlyList<string> Notices);
