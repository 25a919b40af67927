namespace SemCom;

/// <summary>How close a received video is to the one that was sent.</summary>
/// <param name="Frames">Pairs of frames that were compared.</param>
/// <param name="IdenticalFrames">Those of them without an error.</param>
public sealed record VideoQuality(int Frames, int IdenticalFrames)
{
    /// <summary>
    /// The PSNR of a video: 10·log10(255² / MSE) with the mean squared error over all values of all frames [dB]. A frame that is lost counts with all
    /// its error. Null when all frames are identical.
    /// </summary>
    public double? PsnrDb { get; init; }

    /// <summary>
    /// Mean of the PSNR of the frames that are not identical [dB]; never below <see cref="PsnrDb"/> where none is. Null when all are.
    /// </summary>
    public double? MeanFramePsnrDb { get; init; }

    /// <summary>
    /// Temporal consistency [dB]: 10·log10(255² / D), where D is the mean over all values and all pairs of successive frames of
    /// ((x̂ₙ − x̂ₙ₋₁) − (xₙ − xₙ₋₁))². An error that stands still costs nothing, one that is drawn anew in each frame 3 dB less than the PSNR. It
    /// is the squared error of the temporal derivative, dtSSD in M. Erofeev, Y. Gitman, D. Vatolin, A. Fedorov, J. Wang, "Perceptually motivated
    /// benchmark for video matting", BMVC 2015, taken of R, G and B and given like a PSNR. Null for one frame, and when all differences are equal.
    /// </summary>
    public double? TemporalPsnrDb { get; init; }

    /// <summary>Frames that repeat the received frame before them to the last bit although the original changed.</summary>
    public int RepeatedFrames { get; init; }

    /// <summary>Most of them in a row.</summary>
    public int LongestFreeze { get; init; }

    /// <summary>Compares two videos frame by frame; <see cref="VideoQualityMeter"/> does it without holding them.</summary>
    /// <exception cref="SemComException">There is no frame, the numbers of frames differ, or sizes do.</exception>
    public static VideoQuality Compare(IReadOnlyList<Picture> reference, IReadOnlyList<Picture> received)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(received);
        if (reference.Count != received.Count)
        {
            throw new SemComException($"video: both must have as many frames (was {reference.Count} and {received.Count}); " +
                "repeat the last frame where one was lost, as a viewer sees it");
        }
        var meter = new VideoQualityMeter();
        for (var i = 0; i < reference.Count; i++)
            meter.Add(reference[i], received[i]);
        return meter.Result;
    }
}
