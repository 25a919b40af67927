namespace SemCom.Streaming;

/// <summary>A picture on its way through the stages; each stage adds what it knows. One thread at a time.</summary>
/// <param name="number">Number of the picture.</param>
/// <param name="picture">The picture.</param>
/// <param name="captured">When it was taken.</param>
/// <param name="settings">What holds for it.</param>
internal sealed class StreamItem(int number, Picture picture, TimeSpan captured, StreamSettings settings)
{
    public int Number => number;

    public Picture Picture => picture;

    public TimeSpan Captured => captured;

    public StreamSettings Settings => settings;

    /// <summary>When it was taken, by the calendar.</summary>
    public DateTimeOffset CapturedAt { get; init; }

    /// <summary>What became of it; null as long as it is under way.</summary>
    public FrameOutcome? Outcome { get; set; }

    /// <summary>What the stages keep of it between them; null where nothing goes over the air.</summary>
    public object? Cargo { get; set; }

    /// <summary>What stands on the screen after it; null where it changes nothing.</summary>
    public Picture? Shown { get; set; }

    /// <summary>What the viewer is told, but for what the pipeline itself knows.</summary>
    public StreamedFrame? Facts { get; set; }

    public ReceiverReport? Report { get; set; }

    public int Queue { get; set; }

    public TimeSpan Encode { get; set; }

    public TimeSpan Air { get; set; }

    public TimeSpan Decode { get; set; }

    /// <summary>When it had been decoded.</summary>
    public TimeSpan Decoded { get; set; }
}
