namespace SemCom;

/// <summary>What one studio accepts. Immutable.</summary>
public sealed record StudioLimits
{
    /// <summary>Sessions at the same time. The default is 8.</summary>
    public int MaxSessions { get; init; } = 8;

    /// <summary>Largest upload, 64 MiB [bytes].</summary>
    public long MaxUploadBytes { get; init; } = 64 << 20;

    /// <summary>Largest picture or sound of a request, 16 MiB [bytes].</summary>
    public int MaxPictureBytes { get; init; } = 16 << 20;

    /// <summary>Sources that one session may have uploaded, 8.</summary>
    public int MaxUploads { get; init; } = 8;

    /// <summary>Largest width of pictures that are sent; larger ones are reduced.</summary>
    public int MaxWidth { get; init; } = 640;

    /// <summary>Largest height of pictures that are sent; larger ones are reduced.</summary>
    public int MaxHeight { get; init; } = 480;

    /// <summary>Most pictures a second.</summary>
    public double MaxFps { get; init; } = 30;

    /// <summary>Longest sound, 60 s [s].</summary>
    public double MaxSoundSeconds { get; init; } = 60;

    /// <summary>Largest message from a viewer, 1 MiB [bytes].</summary>
    public int MaxMessageBytes { get; init; } = 1 << 20;

    /// <summary>Most messages a second from a viewer, pictures of its camera and acknowledgements included.</summary>
    public int MaxMessagesPerSecond { get; init; } = 200;

    /// <summary>Frames on the way to a viewer that it has not acknowledged.</summary>
    public int MaxUnacknowledged { get; init; } = 3;

    /// <summary>How long a viewer may leave frames unacknowledged.</summary>
    public TimeSpan AcknowledgeTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Requests a minute to the interface from one address.</summary>
    public int MaxRequestsPerMinute { get; init; } = 120;
}
