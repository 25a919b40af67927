namespace SemCom;

/// <summary>What became of a frame, for <see cref="LinkIntent.Utility"/>.</summary>
/// <param name="PsnrDb">PSNR of the whole picture [dB].</param>
/// <param name="Similarity">Semantic similarity, 0..1.</param>
/// <param name="FocusPsnrDb">PSNR within the focus [dB]; the whole picture's where there is none.</param>
/// <param name="ChannelBandwidthRatio">All channel uses / source values.</param>
/// <param name="PowerDb">Transmit power relative to nominal [dB].</param>
/// <param name="DelaySeconds">From capture to display [s].</param>
public readonly record struct LinkOutcome(double PsnrDb, double Similarity, double FocusPsnrDb, double ChannelBandwidthRatio, double PowerDb, double DelaySeconds);
