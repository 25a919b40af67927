namespace SemCom;

/// <summary>How a studio is run. Immutable.</summary>
public sealed record StudioOptions
{
    /// <summary>TCP port; 0 for any that is free. The default is 5080.</summary>
    public int Port { get; init; } = 5080;

    /// <summary>Address that it listens on: "localhost", the default, an IP address, or "*" for all.</summary>
    public string Host { get; init; } = "localhost";

    /// <summary>What it accepts.</summary>
    public StudioLimits Limits { get; init; } = new();

    /// <summary>Folder that holds <c>samples</c>; null for none.</summary>
    public string? SamplesRoot { get; init; }

    /// <summary>Folder of the built page; null or without <c>index.html</c>: the page says how to build it.</summary>
    public string? PageRoot { get; init; }

    /// <summary>Seed of everything that is drawn. The default is 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Processors that sessions may use; 0, the default, for all.</summary>
    public int Processors { get; init; }

    /// <summary>Address of an OpenTelemetry collector that metrics are sent to; null, the default, for none.</summary>
    public Uri? Collector { get; init; }

    /// <summary>Whether the model of streams is tried out at the start.</summary>
    internal bool WarmsUp { get; init; } = true;

    /// <summary>From capture until a picture is of no use any more [s]; a full machine takes longer than a link would.</summary>
    internal double DeadlineSeconds { get; init; } = 0.5;

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Refuses values that are out of range.</summary>
    internal void Check()
    {
        Guard.InRange(Port, 0, 65535, "--port", "5080 is usual");
        Guard.InRange(Limits.MaxSessions, 1, 1000, "--max-sessions", "8 is usual");
        Guard.InRange(Processors, 0, 1024, "processors", "0 means all");
        Guard.InRange(Limits.MaxSoundSeconds, 1, 3600, "longest sound in s", "60 is usual");
        Guard.InRange(Limits.MaxFps, 1, 120, "most pictures a second", "30 is usual");
    }
}
