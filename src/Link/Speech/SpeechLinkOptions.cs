using SemCom.Receiver.Estimation;

namespace SemCom;

/// <summary>How speech is sent over a simulated link.</summary>
public sealed record SpeechLinkOptions
{
    /// <summary>Channel with its parameters. The default is "awgn".</summary>
    public string Channel { get; init; } = "awgn";

    /// <summary>Es/N0 at the receiver, averaged over fading [dB]. The default is 10.</summary>
    public double SnrDb { get; init; } = 10;

    /// <summary>SNR that the transmitter plans for [dB]; null: the channel's.</summary>
    public double? PlanSnrDb { get; init; }

    /// <summary>Usual channel uses for each sample at 8 kHz: 2000 a second.</summary>
    public const double UsualCbr = 1.0 / 4;

    /// <summary>Channel uses for each sample at 8 kHz. The default is <see cref="UsualCbr"/>.</summary>
    public double Cbr { get; init; } = UsualCbr;

    /// <summary>Header and description must still get through this far below the planned SNR [dB]; null: as the channel asks for.</summary>
    public double? MarginDb { get; init; }

    /// <summary>The speech model. The default is "speech".</summary>
    public string ModelId { get; init; } = "speech";

    /// <summary>Longest sound that goes in one frame [s]; longer ones go in several. The default is 8.</summary>
    public double FrameSeconds { get; init; } = SpeechParts.UsualSeconds;

    /// <summary>False leaves out the receiver's network, for comparisons.</summary>
    public bool Refine { get; init; } = true;

    /// <summary>How gains between the pilots of a grid are estimated.</summary>
    public EstimatorKind Estimator { get; init; } = EstimatorKind.LmmseRobust;

    /// <summary>Seed of all random streams. The default is 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Frame number of the first frame, which keys the random streams together with the seed.</summary>
    public ulong FirstFrame { get; init; }

    /// <summary>True gives the receiver the true channel.</summary>
    public bool UseGenie { get; init; }

    /// <summary>True tells what the receiver saw of the air (<see cref="SpeechResult.AirSeen"/>); it changes nothing else.</summary>
    public bool Observe { get; init; }

    /// <summary>Threads inside one inference; 0 for one per processor.</summary>
    public int Threads { get; init; }
}
