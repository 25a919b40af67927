namespace SemCom;

/// <summary>What came out at the other end of a link for speech.</summary>
/// <param name="Sent">The sound as it was sent, at 8 kHz.</param>
/// <param name="Sound">The received sound, as long; silence in place of lost frames.</param>
/// <param name="Quality">The judgement, ledger and times, as evaluations record them.</param>
/// <param name="Ledger">Channel uses by purpose.</param>
/// <param name="Frames">What the receiver itself knows of each frame.</param>
/// <param name="Notices">One-line remarks on what was done differently from what was asked.</param>
public sealed record SpeechResult(Sound Sent, Sound Sound, QualityRecord Quality, ChannelUseLedger Ledger, IReadOnlyList<Reception<Sound>> Frames, IReadOnlyList<string> Notices)
{
    /// <summary>What the receiver saw of the air in the last frame; null where nobody asked (<see cref="SpeechLinkOptions.Observe"/>) or its header could not be read.</summary>
    public AirSnapshot? AirSeen { get; init; }
}
