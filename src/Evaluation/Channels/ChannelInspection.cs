using System.Text.Json.Serialization;

namespace SemCom.Evaluation;

/// <summary>What was found out about a channel by observing its gains.</summary>
public sealed record ChannelInspection
{
    /// <summary>Text form of the channel.</summary>
    public required string Channel { get; init; }

    /// <summary>Where the model's numbers come from, if not from the channel itself: what a trace was recorded from.</summary>
    public string? ModelOf { get; init; }

    /// <summary>Seed of the fading.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Frames that were observed.</summary>
    public required int Frames { get; init; }

    /// <summary>Time that was observed of each frame [s]; null where time is counted in channel uses.</summary>
    public double? DurationSeconds { get; init; }

    /// <summary>SNR of the capacity [dB].</summary>
    public required double SnrDb { get; init; }

    /// <summary>Mean power of the gain, summed over paths [dB].</summary>
    public required Figure MeanPowerDb { get; init; }

    /// <summary>Power of the line of sight over that of the scattered part, in the strongest path [dB].</summary>
    public Figure KFactorDb { get; init; }

    /// <summary>False where the gain is always the same.</summary>
    public bool Fades { get; init; } = true;

    /// <summary>Mean of log2(1 + SNR·|H|²) [bit/s/Hz].</summary>
    public Figure CapacityBits { get; init; }

    /// <summary>Probability that |H|² is 10 dB or more below its mean.</summary>
    public Figure DeepFadeProbability { get; init; }

    /// <summary>Channel uses over which the gain is constant; null for a whole frame, or where time is counted in seconds.</summary>
    public int? CoherenceSymbols { get; init; }

    /// <summary>Paths and grid; null for a channel of a single path over a single carrier.</summary>
    public MultipathInspection? Multipath { get; init; }

    /// <summary>The gain of a flat channel; null for others.</summary>
    public FlatInspection? Flat { get; init; }
}

/// <summary>What belongs to several paths and to time.</summary>
public sealed record MultipathInspection
{
    /// <summary>Root of the mean square of the delay around its mean, weighted by power [s].</summary>
    public Figure RmsDelaySpreadSeconds { get; init; }

    /// <summary>Distance of frequencies at which the correlation falls to one half [Hz].</summary>
    public Figure CoherenceBandwidthHertz { get; init; }

    /// <summary>Distance of times at which the correlation falls to one half [s].</summary>
    public Figure CoherenceTimeSeconds { get; init; }

    /// <summary>Largest Doppler shift of the model [Hz].</summary>
    public double? DopplerHertz { get; init; }

    /// <summary>Delay of the last path [s].</summary>
    public double MaxDelaySeconds { get; init; }

    /// <summary>Cyclic prefix of the grid [s].</summary>
    public double? PrefixSeconds { get; init; }

    /// <summary>Part of the mean power that arrives later than the prefix; null without a grid.</summary>
    public double? PowerBeyondPrefix { get; init; }

    /// <summary>Bandwidth of the subcarriers in use, or of the picture [Hz].</summary>
    public double BandwidthHertz { get; init; }

    /// <summary>Mean power over delay [s], in the order of delay.</summary>
    public required IReadOnlyList<FigurePoint> Profile { get; init; }

    /// <summary>Real part of the correlation over the distance of times [s], 1 at 0; empty where gains do not change within a frame.</summary>
    public required IReadOnlyList<FigurePoint> TimeCorrelation { get; init; }

    /// <summary>One frame over time and frequency.</summary>
    [JsonIgnore]
    public TimeFrequencyMap? Map { get; init; }
}

/// <summary>What belongs to one gain.</summary>
public sealed record FlatInspection
{
    /// <summary>Probability that |h|² lies below a level [dB].</summary>
    public required IReadOnlyList<FigurePoint> Distribution { get; init; }

    /// <summary>|h|² [dB] over channel uses or frames.</summary>
    public required IReadOnlyList<double> PowerDb { get; init; }

    /// <summary>True when <see cref="PowerDb"/> has one value a frame, false when one a channel use.</summary>
    public required bool IsPerFrame { get; init; }

    /// <summary>Channel uses of the first frame over which <see cref="PowerDb"/> is spread.</summary>
    public required int Uses { get; init; }
}

/// <summary>|H|² in dB over time and frequency.</summary>
/// <param name="Times">Columns.</param>
/// <param name="Frequencies">Rows, the lowest frequency first.</param>
/// <param name="PowerDb">Values [times × frequencies].</param>
/// <param name="DurationSeconds">Time of the last column; 0 where gains do not change.</param>
/// <param name="BandwidthHertz">From the first row to the last.</param>
public sealed record TimeFrequencyMap(int Times, int Frequencies, float[] PowerDb, double DurationSeconds, double BandwidthHertz);
