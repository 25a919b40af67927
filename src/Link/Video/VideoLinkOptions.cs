namespace SemCom;

/// <summary>How a video is sent over a simulated link.</summary>
public sealed record VideoLinkOptions
{
    /// <summary>Channel with its parameters. The default is "awgn".</summary>
    public string Channel { get; init; } = "awgn";

    /// <summary>Es/N0 at the receiver, averaged over fading [dB]. The default is 10.</summary>
    public double SnrDb { get; init; } = 10;

    /// <summary>SNR that the transmitter plans for [dB]; null: the channel's.</summary>
    public double? PlanSnrDb { get; init; }

    /// <summary>Channel uses for each source value. The default is 1/48.</summary>
    public double Cbr { get; init; } = 1.0 / 48;

    /// <summary>The image model. The default is "image-live".</summary>
    public string ModelId { get; init; } = "image-live";

    /// <summary>How the video is sent.</summary>
    public VideoOptions Video { get; init; } = new();

    /// <summary>What is sent of each picture: <see cref="FrameSampling.Regions"/> for what is needed, <see cref="FrameSampling.Whole"/> for every picture on its own.</summary>
    public FrameSampling Sampling { get; init; } = FrameSampling.Regions;

    /// <summary>After how many pictures the transmitter knows what arrived; null where it never does. The default is 2.</summary>
    public int? FeedbackDelay { get; init; } = 2;

    /// <summary>Seed of all random streams. The default is 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Frame number of the first picture, which keys the random streams together with the seed.</summary>
    public ulong FirstFrame { get; init; }

    /// <summary>True gives the receiver the true channel.</summary>
    public bool UseGenie { get; init; }

    /// <summary>Threads inside one inference; 0 for one per processor.</summary>
    public int Threads { get; init; }
}
