namespace SemCom.Streaming;

/// <summary>What a receiver made of a frame.</summary>
/// <param name="Shown">What stands on the screen; null before anything has arrived.</param>
/// <param name="Loss">Why the frame could not be read; null where it could.</param>
/// <param name="EffectiveSnrDb">SNR after equalisation [dB]; null where no header was read.</param>
/// <param name="NeedsRestart">Whether the transmitter should begin anew.</param>
internal sealed record ReceivedPicture(Picture? Shown, string? Loss, double? EffectiveSnrDb, bool NeedsRestart);
