namespace SemCom;

/// <summary>
/// What happens around a stream of pictures: how its radio link moves, how much of it is free, what energy comes in, and how scenes follow each other. Of ranges each episode draws its own value.
/// Immutable.
/// </summary>
public sealed record LinkScenario
{
    /// <summary>Pictures of an episode.</summary>
    public int Frames { get; init; } = 250;

    /// <summary>Time between pictures [s].</summary>
    public double FrameSeconds { get; init; } = 0.04;

    /// <summary>Range of the mean SNR at nominal power [dB].</summary>
    public (double Min, double Max) MeanSnrDb { get; init; } = (3, 17);

    /// <summary>Range of the speed of the device [m/s].</summary>
    public (double Min, double Max) Speed { get; init; } = (0.5, 20);

    /// <summary>Standard deviation of shadowing [dB], which is exponentially correlated over distance (Gudmundson, Electronics Letters 1991).</summary>
    public double ShadowingDb { get; init; } = 4;

    /// <summary>Distance over which shadowing decorrelates to 1/e [m].</summary>
    public double ShadowingMetres { get; init; } = 13;

    /// <summary>Standard deviation of what fading leaves of a whole wideband frame [dB]. From frame to frame it is correlated as J0(2π·f·T) of Clarke's model, if that is positive.</summary>
    public double FadingDb { get; init; } = 1.2;

    /// <summary>Carrier frequency [Hz].</summary>
    public double CarrierHertz { get; init; } = 3.5e9;

    /// <summary>Blockages in a second, their depth [dB] and their mean length [s].</summary>
    public (double Rate, double DepthDb, double Seconds) Blockage { get; init; } = (0.15, 10, 0.8);

    /// <summary>Standard deviation of the error of reported SNRs [dB].</summary>
    public double ReportErrorDb { get; init; } = 0.7;

    /// <summary>Frames that a report takes.</summary>
    public int ReportDelay { get; init; } = 1;

    /// <summary>Share of reports that are lost.</summary>
    public double ReportLoss { get; init; } = 0.1;

    /// <summary>Channel uses in the time of a picture / its source values, when the link is free.</summary>
    public double Capacity { get; init; } = 1.0 / 10;

    /// <summary>Least share of the link that other users leave.</summary>
    public double LeastShare { get; init; } = 0.15;

    /// <summary>Mean time that the load of other users stays as it is [s].</summary>
    public double LoadSeconds { get; init; } = 1;

    /// <summary>Size of the battery, in pictures at 1/16 and nominal power.</summary>
    public double Battery { get; init; } = 30;

    /// <summary>Range of the mean energy that comes in during the time of a picture, in pictures at 1/16 and nominal power.</summary>
    public (double Min, double Max) Harvest { get; init; } = (0.05, 0.35);

    /// <summary>Mean time that a scene stays [s].</summary>
    public double SceneSeconds { get; init; } = 2;

    /// <summary>Places between which scenes change; both ends remember what they last had of each.</summary>
    public int Places { get; init; } = StreamState.MaxPlaces;

    /// <summary>For learning.</summary>
    public static LinkScenario Training { get; } = new();

    /// <summary>For judging: other speeds, other SNRs, other rhythms.</summary>
    public static LinkScenario HeldOut { get; } = new()
    {
        MeanSnrDb = (1, 20),
        Speed = (0.2, 30),
        Blockage = (0.2, 8, 0.6),
        ReportLoss = 0.15,
        LoadSeconds = 0.7,
        SceneSeconds = 2.6,
    };
}
