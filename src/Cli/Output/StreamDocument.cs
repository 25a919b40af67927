namespace SemCom.Cli;

/// <summary>What a process of a stream did, in <c>--json</c>.</summary>
/// <param name="Process">"stream", "air" or "receive".</param>
internal sealed record StreamDocument(string Process)
{
    /// <summary>Pictures by outcome; at the sender those that count as shown were sent. Null for the air.</summary>
    public StreamCounts? Pictures { get; init; }

    /// <summary>What the air did.</summary>
    public StreamAirCounts? Air { get; init; }

    /// <summary>Pictures that the receiver reported as read, at the sender.</summary>
    public long? ReportedArrived { get; init; }

    /// <summary>Pictures that it reported as not readable.</summary>
    public long? ReportedLost { get; init; }

    /// <summary>Streams that were received.</summary>
    public int? Streams { get; init; }

    /// <summary>Median latency of the last pictures [ms], by the clocks of sender and receiver; at the sender until they were sent.</summary>
    public double? LatencyMedianMs { get; init; }

    /// <summary>Latency that 95 % of them keep [ms].</summary>
    public double? Latency95Ms { get; init; }

    /// <summary>Datagrams that came in.</summary>
    public DatagramCounts? Datagrams { get; init; }
}
