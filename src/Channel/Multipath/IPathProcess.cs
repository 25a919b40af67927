namespace SemCom.Channels;

/// <summary>
/// Propagation paths whose gains change over time: h(t, τ) = Σ_p a_p(t)·δ(τ − τ_p), E Σ|a_p|² = 1. Models draw the gains, traces play them.
/// Immutable; any number of threads may read.
/// </summary>
public interface IPathProcess
{
    /// <summary>Delays τ_p of the paths [s], at least 0.</summary>
    ReadOnlySpan<double> DelaysSeconds { get; }

    /// <summary>True when gains change within a frame.</summary>
    bool VariesInTime { get; }

    /// <summary>Gains of all paths at equally spaced times t_i = start + i·step of one frame.</summary>
    /// <param name="realization">Which draw of the fading.</param>
    /// <param name="antennaPair">Number of the pair of antennas, receive · (transmit antennas) + transmit; different pairs fade independently.</param>
    /// <param name="startSeconds">First time, from the start of the frame [s].</param>
    /// <param name="stepSeconds">Distance between times [s].</param>
    /// <param name="gains">Receives [times × paths] gains; its length is a multiple of the number of paths.</param>
    void Fill(ChannelRealization realization, int antennaPair, double startSeconds, double stepSeconds, Span<Complex32> gains);
}
