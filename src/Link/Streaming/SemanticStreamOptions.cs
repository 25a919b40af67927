using SemCom.Channels;
using SemCom.Streaming;

namespace SemCom;

/// <summary>What a <see cref="SemanticStream"/> is made of. Immutable; <see cref="SemanticStream.Create"/> checks it.</summary>
public sealed record SemanticStreamOptions
{
    /// <summary>Channel with its parameters. The default is awgn.</summary>
    public string Channel { get; init; } = "awgn";

    /// <summary>SNR of the air in the beginning [dB], −20 to 60. The default is 10 dB.</summary>
    public double SnrDb { get; init; } = 10;

    /// <summary>Planned SNR for all pictures [dB]; null, the default, follows the receiver's reports.</summary>
    public double? PlanSnrDb { get; init; }

    /// <summary>Pictures a second, 0.1 to 240. The default is 25.</summary>
    public double FramesPerSecond { get; init; } = 25;

    /// <summary>Channel uses of a picture / its source values, at most; above 0 and at most 1. The default is 1/48.</summary>
    public double Cbr { get; init; } = 1.0 / 48;

    /// <summary>Id of the model. The default is <c>image-live</c>.</summary>
    public string ModelId { get; init; } = "image-live";

    /// <summary>Seed of noise, fading and lost reports. The default is 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads inside one inference; the default, 0, is one per processor. Pictures do not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>Pictures that wait before the encoder, 1 to 100; a live stream drops the oldest when one more comes. The default is 2.</summary>
    public int Capacity { get; init; } = 2;

    /// <summary>From capture until a picture is of no use any more [s], 0.01 to 60. The default is 0.2 s.</summary>
    public double DeadlineSeconds { get; init; } = 0.2;

    /// <summary>True, the default, shows pictures at an even pace, so late that few come too late for it. False shows each as soon as it is decoded, for viewers who keep the pace themselves.</summary>
    public bool HasJitterBuffer { get; init; } = true;

    /// <summary>Pictures after which a report of the receiver reaches the transmitter, 1 to 100. The default is 2.</summary>
    public int FeedbackDelayFrames { get; init; } = 2;

    /// <summary>Share of the reports that are lost, 0 to 1. The default is 0.</summary>
    public double FeedbackLossRate { get; init; }

    /// <summary>True: as fast as it goes, and nothing is dropped or late: files, soaks, evaluations. The results then depend on the seed and on nothing else. False, the default: pictures are taken at <see cref="FramesPerSecond"/>.</summary>
    public bool IsSimulatedClock { get; init; }

    /// <summary>True also records what the receiver saw of the air, for viewers.</summary>
    public bool Observe { get; init; }

    /// <summary>Who decides where <see cref="StreamControls.AgentDecides"/>; null where there is no agent.</summary>
    public StreamAgentOptions? Agent { get; init; }

    /// <summary>The clock. The default is that of the system.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    internal TimeSpan Deadline => TimeSpan.FromSeconds(DeadlineSeconds);

    internal TimeSpan FramePeriod => TimeSpan.FromSeconds(1 / FramesPerSecond);

    /// <summary>Refuses values that are out of range.</summary>
    internal void Check()
    {
        Guard.InRange(SnrDb, LinkPlan.MinSnrDb, LinkPlan.MaxSnrDb, "SNR in dB", "choose a value in that range");
        if (PlanSnrDb is { } planned)
            Guard.InRange(planned, LinkPlan.MinSnrDb, LinkPlan.MaxSnrDb, "planned SNR in dB", "choose a value in that range");
        Guard.InRange(FramesPerSecond, 0.1, 240, "pictures a second", "25 is usual");
        Guard.InRange(Capacity, 1, 100, "pictures that wait", "2 is usual");
        Guard.InRange(DeadlineSeconds, 0.01, 60, "deadline in seconds", "0.2 is usual");
        Guard.InRange(FeedbackDelayFrames, 1, 100, "delay of reports in pictures", "2 is usual");
        Guard.InRange(FeedbackLossRate, 0, 1, "share of lost reports", "0 is usual");
        Agent?.Check();
        _ = new LinkPlan(Cbr, 0);
        _ = StreamAirs.Of(ChannelSpec.Parse(Channel).Text);
    }
}
