namespace SemCom;

/// <summary>What a <see cref="StreamViewer"/> works with.</summary>
public sealed record StreamViewerOptions
{
    /// <summary>Id of the model; it must be the sender's. The default is <c>image-live</c>.</summary>
    public string ModelId { get; init; } = "image-live";

    /// <summary>Threads inside one inference; the default, 0, is one per processor.</summary>
    public int Threads { get; init; }

    /// <summary>How much longer than the quickest a picture may be under way [s], 0.01 to 60. The default is 0.2 s.</summary>
    public double DeadlineSeconds { get; init; } = 0.2;

    /// <summary>How long a picture waits for one before it that is missing [s], 0 to 10. The default is 0.05 s.</summary>
    public double ReorderSeconds { get; init; } = 0.05;

    /// <summary>Ends with the stream; false waits for the next one.</summary>
    public bool EndsWithStream { get; init; }

    /// <summary>The clock. The default is that of the system.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    internal void Check()
    {
        Guard.InRange(DeadlineSeconds, 0.01, 60, "deadline in seconds", "0.2 is usual");
        Guard.InRange(ReorderSeconds, 0, 10, "time for missing pictures in seconds", "0.05 is usual");
    }
}
