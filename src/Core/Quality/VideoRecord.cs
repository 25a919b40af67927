namespace SemCom;

/// <summary>What is recorded of a video beside what is recorded of pictures.</summary>
/// <param name="Frames">Pictures that were sent.</param>
/// <param name="FramesLost">Those of them of which nothing arrived.</param>
public sealed record VideoRecord(int Frames, int FramesLost)
{
    /// <summary>Mean of the PSNR of the single pictures that are not identical [dB]; null when all are.</summary>
    public double? MeanFramePsnrDb { get; init; }

    /// <summary>Temporal consistency [dB]; see <see cref="VideoQuality.TemporalPsnrDb"/>.</summary>
    public double? TemporalPsnrDb { get; init; }

    /// <summary>Pictures that repeat the one before although the original changed.</summary>
    public int RepeatedFrames { get; init; }

    /// <summary>Most of them in a row.</summary>
    public int LongestFreeze { get; init; }
}
