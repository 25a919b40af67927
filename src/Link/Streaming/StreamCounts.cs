namespace SemCom;

/// <summary>Counts of a stream in one moment. What is finished is the sum of the five outcomes; what is taken and not finished is under way.</summary>
/// <param name="Taken">Pictures that came from the source.</param>
/// <param name="Finished">Pictures with an outcome.</param>
/// <param name="Shown">Of these, shown in time.</param>
/// <param name="Skipped">Of these, not to be sent.</param>
/// <param name="Late">Of these, arrived after their deadline.</param>
/// <param name="Dropped">Of these, never sent.</param>
/// <param name="Lost">Of these, sent and not readable.</param>
public sealed record StreamCounts(long Taken, long Finished, long Shown, long Skipped, long Late, long Dropped, long Lost)
{
    /// <summary>Pictures that went over the air.</summary>
    public long Sent => Shown + Late + Lost;

    /// <summary>Channel uses of all pictures.</summary>
    public long ChannelUses { get; init; }

    /// <summary>Pictures a second of the last two seconds, without those that were dropped or late.</summary>
    public double FramesPerSecond { get; init; }

    /// <summary>Median latency of the last 1024 pictures that arrived.</summary>
    public TimeSpan LatencyMedian { get; init; }

    /// <summary>Latency that 95 % of them keep.</summary>
    public TimeSpan Latency95 { get; init; }
}
