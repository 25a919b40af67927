namespace SemCom;

/// <summary>The simulated air of a <see cref="StreamAirRelay"/>.</summary>
public sealed record StreamAirOptions
{
    /// <summary>Channel with its parameters. The default is awgn.</summary>
    public string Channel { get; init; } = "awgn";

    /// <summary>SNR over time. The default is 10 dB.</summary>
    public SnrSchedule Snr { get; init; } = SnrSchedule.Constant(10);

    /// <summary>How long a report is under way [s], 0 to 10. The default is 0.04 s.</summary>
    public double FeedbackDelaySeconds { get; init; } = 0.04;

    /// <summary>Share of the reports that are lost, 0 to 1. The default is 0.</summary>
    public double FeedbackLossRate { get; init; }

    /// <summary>Seed of noise, fading and lost reports. The default is 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The clock. The default is that of the system.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    internal void Check()
    {
        Guard.InRange(FeedbackDelaySeconds, 0, 10, "delay of reports in seconds", "0.04 is usual");
        Guard.InRange(FeedbackLossRate, 0, 1, "share of lost reports", "0 is usual");
    }
}
