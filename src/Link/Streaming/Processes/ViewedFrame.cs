namespace SemCom;

/// <summary>One picture at a <see cref="StreamViewer"/>.</summary>
/// <param name="Stream">Which run of the sender; another number when it was restarted.</param>
/// <param name="Number">Number of the picture.</param>
/// <param name="Shown">What stands on the screen; flat grey before anything has arrived.</param>
/// <param name="Outcome">What became of it.</param>
public sealed record ViewedFrame(ulong Stream, int Number, Picture Shown, FrameOutcome Outcome)
{
    /// <summary>Why it is not shown; null where it is.</summary>
    public string? Loss { get; init; }

    /// <summary>SNR after equalisation [dB]; null where no header was read.</summary>
    public double? EffectiveSnrDb { get; init; }

    /// <summary>Time for decoding.</summary>
    public TimeSpan Decode { get; init; }

    /// <summary>From capture until it is shown, by the clocks of both machines; null where nothing arrived.</summary>
    public TimeSpan? Latency { get; init; }
}
