using SemCom.Channels;

namespace SemCom.Evaluation;

/// <summary>What a trace holds, in plain values.</summary>
/// <param name="File">Its file.</param>
/// <param name="Bytes">Length of the file.</param>
/// <param name="Channel">What was recorded or imported.</param>
/// <param name="Seed">Seed of the recording.</param>
/// <param name="Program">What made the trace.</param>
/// <param name="Frames">Recorded frames.</param>
/// <param name="Receive">Receive antennas.</param>
/// <param name="Transmit">Transmit antennas.</param>
/// <param name="Times">Recorded times of a frame.</param>
/// <param name="Paths">Paths.</param>
/// <param name="IntervalSeconds">Distance between times [s].</param>
/// <param name="DurationSeconds">Time that a frame may take [s]; null without limit.</param>
/// <param name="MaxDelaySeconds">Delay of the last path [s].</param>
/// <param name="Interpolation">What holds between times.</param>
/// <param name="Normalization">How gains were scaled.</param>
/// <param name="MeanPowerDb">Mean power [dB]; null for none at all.</param>
/// <param name="IsFlat">One path without delay.</param>
public sealed record TraceSummary(
    string File, long Bytes, string Channel, ulong Seed, string Program, int Frames, int Receive, int Transmit, int Times, int Paths,
    double IntervalSeconds, double? DurationSeconds, double MaxDelaySeconds, string Interpolation, string Normalization, double? MeanPowerDb, bool IsFlat)
{
    /// <summary>Describes a trace that is in a file.</summary>
    public static TraceSummary Of(ChannelTrace trace, string file)
    {
        ArgumentNullException.ThrowIfNull(trace);
        var shape = trace.Shape;
        return new(
            file, new FileInfo(file).Length, trace.Origin.Channel, trace.Origin.Seed, trace.Origin.Program,
            shape.Frames, shape.Receive, shape.Transmit, shape.Times, shape.Paths, trace.IntervalSeconds,
            double.IsFinite(trace.DurationSeconds) ? trace.DurationSeconds : null, trace.DelaysSeconds.ToArray().Max(),
            trace.Interpolation.ToString().ToLowerInvariant(), trace.Normalization.ToString().ToLowerInvariant(),
            GainStatistics.FiniteDb(trace.MeanPower), trace.IsFlat);
    }
}
