namespace SemCom;

/// <summary>What a receiver of video made of a frame.</summary>
/// <param name="Shown">What stands on the screen: the picture, or what it is concealed with when the frame was lost; null before anything arrived.</param>
/// <param name="Frame">What became of this frame.</param>
public sealed record VideoReception(Picture? Shown, Reception<Picture> Frame)
{
    /// <summary>True when the receiver lacks what frames like this one refer to, so that the transmitter should begin anew.</summary>
    public bool NeedsRestart { get; init; }
}
