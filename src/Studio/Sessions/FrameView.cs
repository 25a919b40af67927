namespace SemCom.Studio;

/// <summary>A picture of the stream as viewers get it.</summary>
internal static class FrameView
{
    /// <summary>Makes the message.</summary>
    /// <param name="number">Number within the session.</param>
    /// <param name="frame">The picture.</param>
    /// <param name="jpeg">Makes the pictures.</param>
    /// <param name="original">The original as JPEG, where it has been made before.</param>
    /// <param name="rival">What the classical codec made of it; null for none.</param>
    /// <param name="fps">Pictures a second, measured.</param>
    /// <param name="dropped">Pictures that were left out.</param>
    public static FrameMessage Of(long number, StreamedFrame frame, JpegEncoder jpeg, byte[]? original, ClassicalView? rival, double fps, long dropped) => new()
    {
        Number = number,
        Width = frame.Original.Width,
        Height = frame.Original.Height,
        Original = original ?? jpeg.Encode(frame.Original),
        Semantic = jpeg.Encode(frame.Shown),
        Classical = rival?.Jpeg,
        Rival = rival?.Facts,
        Outcome = frame.Outcome.ToString().ToLowerInvariant(),
        Loss = frame.Loss,
        Sampling = frame.Sampling.ToString().ToLowerInvariant(),
        Mode = frame.Mode.Name(),
        Ledger = frame.Ledger,
        Facts = new FrameFacts
        {
            Cbr = frame.Cbr,
            SnrDb = frame.SnrDb,
            PlanSnrDb = frame.PlanSnrDb,
            EffectiveSnrDb = frame.EffectiveSnrDb,
            PsnrDb = frame.PsnrDb,
            FocusPsnrDb = frame.FocusPsnrDb,
            ShareSent = frame.ShareSent,
            LatencyMs = frame.Latency.TotalMilliseconds,
            EncodeMs = frame.Encode.TotalMilliseconds,
            AirMs = frame.Air.TotalMilliseconds,
            DecodeMs = frame.Decode.TotalMilliseconds,
            Queue = frame.Queue,
            Fps = fps,
            Dropped = dropped,
        },
        Constellation = AirView.Constellation(frame.AirSeen),
        Decision = frame.Decision is { } decision ? Decision(decision) : null,
        Response = AirView.Response(frame.AirSeen),
    };

    private static DecisionFacts Decision(DecisionRecord record)
    {
        const int Most = 4;
        var expected = record.Plans.FirstOrDefault(plan => plan.Action == record.Action)?.Reward;
        return new DecisionFacts(record.Plan, record.By, expected, record.Achieved.Reward, record.Executed.Battery,
            [.. record.Plans.OrderByDescending(plan => plan.Worth).Take(Most).Select(plan => new PlanWorth(plan.Plan, plan.Worth))]);
    }
}
