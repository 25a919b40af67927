namespace SemCom;

/// <summary>What became of a picture of a video at the transmitter.</summary>
/// <param name="Number">Number of the picture, from 0; modulo 256 it is the sequence in the frame's header.</param>
/// <param name="Sampling">How much of it was sent.</param>
/// <param name="Frame">The frame; null when nothing is sent.</param>
public sealed record VideoFrame(int Number, FrameSampling Sampling, TransmitFrame? Frame)
{
    /// <summary>Share of patches that are sent by themselves, as in a key picture, 0..1.</summary>
    public double ShareNew { get; init; }

    /// <summary>Share of patches that are sent as what differs from what the receiver holds, 0..1.</summary>
    public double ShareUpdated { get; init; }

    /// <summary>Share of patches that the receiver keeps as they are, 0..1.</summary>
    public double ShareKept => 1 - ShareNew - ShareUpdated;
}
