namespace SemCom.Streaming;

/// <summary>A picture that waits to be shown.</summary>
/// <param name="Stream">Which run of the sender.</param>
/// <param name="Number">Number of the picture.</param>
/// <param name="Shown">What stands on the screen after it; null before anything has arrived.</param>
/// <param name="Outcome">What became of it, unless it is late.</param>
internal sealed record DecodedFrame(ulong Stream, int Number, Picture? Shown, FrameOutcome Outcome)
{
    public (int Width, int Height) Size { get; init; }

    public string? Loss { get; init; }

    public double? EffectiveSnrDb { get; init; }

    public DateTimeOffset? Captured { get; init; }

    public TimeSpan Decode { get; init; }

    public TimeSpan Decoded { get; init; }
}
