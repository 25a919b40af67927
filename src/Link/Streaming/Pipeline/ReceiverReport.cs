namespace SemCom.Streaming;

/// <summary>What the receiver tells the transmitter of one picture.</summary>
/// <param name="Number">Number of the picture in the stream.</param>
/// <param name="Arrived">Whether it could be read.</param>
/// <param name="EffectiveSnrDb">SNR after equalisation [dB]; null where no header was read.</param>
/// <param name="NeedsRestart">Whether the receiver has nothing that pictures could refer to.</param>
internal sealed record ReceiverReport(int Number, bool Arrived, double? EffectiveSnrDb, bool NeedsRestart);
