namespace SemCom;

/// <summary>What came out at the other end of a link.</summary>
/// <param name="Picture">The received picture; a flat grey one in its place when the frame was lost.</param>
/// <param name="Quality">The judgement, ledger and times, as evaluations record them.</param>
/// <param name="Ledger">Channel uses by purpose.</param>
/// <param name="Reception">What the receiver itself knows.</param>
/// <param name="Interest">What mattered in the picture; null without a focus.</param>
/// <param name="Notices">One-line remarks on what was done differently from what was asked.</param>
public sealed record SendResult(
    Picture Picture, QualityRecord Quality, ChannelUseLedger Ledger, Reception<Picture> Reception, RegionOfInterest? Interest, IReadOnlyList<string> Notices)
{
    /// <summary>Pictures of earlier frames that the receiver held until now for what they need of shared knowledge. They count as lost in their own results.</summary>
    public IReadOnlyList<LatePicture> Late { get; init; } = [];

    /// <summary>True when the frame could not be decoded; <see cref="Picture"/> is then no reconstruction.</summary>
    public bool Lost => Reception.IsLost;
}
