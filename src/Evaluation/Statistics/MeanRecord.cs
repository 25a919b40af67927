namespace SemCom.Evaluation;

/// <summary>Means over all sources and seeds of one system at one channel, SNR and CBR.</summary>
public sealed record MeanRecord
{
    /// <summary>System under test.</summary>
    public required string System { get; init; }

    /// <summary>Channel specification.</summary>
    public required string Channel { get; init; }

    /// <summary>Es/N0 [dB].</summary>
    public required double SnrDb { get; init; }

    /// <summary>Mean of the CBR that was really used.</summary>
    public required double Cbr { get; init; }

    /// <summary>The CBR that was asked for.</summary>
    public required double CbrAsked { get; init; }

    /// <summary>Number of records.</summary>
    public required int N { get; init; }

    /// <summary>Mean of the finite PSNRs [dB]; null if there is none.</summary>
    public double? PsnrDb { get; init; }

    /// <summary>
    /// Half width of the 95 % confidence interval of <see cref="PsnrDb"/> by Student's t [dB]; null for one value. The unit of
    /// sampling is the source, whose seeds are averaged first; with a single source it is the seed.
    /// </summary>
    public double? PsnrDbCi95 { get; init; }

    /// <summary>
    /// Lower end of the bootstrap interval (BCa, 95 %) of <see cref="PsnrDb"/> [dB], drawn from the same samples as <see cref="PsnrDbCi95"/>;
    /// null for fewer than eight.
    /// </summary>
    public double? PsnrDbLow95 { get; init; }

    /// <summary>Upper end of that interval [dB].</summary>
    public double? PsnrDbHigh95 { get; init; }

    /// <summary>Mean MS-SSIM; null if no picture is large enough for it.</summary>
    public double? MsSsim { get; init; }

    /// <summary>Lower end of the bootstrap interval (BCa, 95 %) of <see cref="MsSsim"/>; null for fewer than eight samples.</summary>
    public double? MsSsimLow95 { get; init; }

    /// <summary>Upper end of that interval.</summary>
    public double? MsSsimHigh95 { get; init; }

    /// <summary>Mean SSIM; null if no record has it.</summary>
    public double? Ssim { get; init; }

    /// <summary>Mean semantic similarity; null if no record has it.</summary>
    public double? SemanticSimilarity { get; init; }

    /// <summary>Mean perceptual distance; null if no record has it.</summary>
    public double? PerceptualDistance { get; init; }

    /// <summary>Mean PSNR within the focus [dB]; null if no record has it.</summary>
    public double? PsnrInsideDb { get; init; }

    /// <summary>Mean PSNR outside the focus [dB]; null if no record has it.</summary>
    public double? PsnrOutsideDb { get; init; }

    /// <summary>Share of pictures with the class of their original, 0..1; null if no record has it.</summary>
    public double? ClassAgreement { get; init; }

    /// <summary>Lower end of Wilson's 95 % score interval of <see cref="ClassAgreement"/>, every picture counted as independent of the others.</summary>
    public double? ClassAgreementLow95 { get; init; }

    /// <summary>Upper end of that interval.</summary>
    public double? ClassAgreementHigh95 { get; init; }

    /// <summary>Of speech, mean of the finite SI-SDRs [dB]; null for other sources.</summary>
    public double? SiSdrDb { get; init; }

    /// <summary>Half width of the 95 % confidence interval of <see cref="SiSdrDb"/> [dB], as for <see cref="PsnrDbCi95"/>.</summary>
    public double? SiSdrDbCi95 { get; init; }

    /// <summary>Of speech, mean intelligibility; null for other sources.</summary>
    public double? Stoi { get; init; }

    /// <summary>Half width of the 95 % confidence interval of <see cref="Stoi"/>, as for <see cref="PsnrDbCi95"/>.</summary>
    public double? StoiCi95 { get; init; }

    /// <summary>Of videos, mean of the mean PSNR of single frames [dB]; null for other sources. <see cref="PsnrDb"/> is that over all frames.</summary>
    public double? MeanFramePsnrDb { get; init; }

    /// <summary>Of videos, mean temporal consistency [dB]; null for other sources.</summary>
    public double? TemporalPsnrDb { get; init; }

    /// <summary>Share of frames that were lost, 0..1.</summary>
    public required double LossRate { get; init; }

    /// <summary>
    /// Lower end of Wilson's 95 % score interval of <see cref="LossRate"/>, every frame counted as independent of the others; null in documents
    /// of earlier versions.
    /// </summary>
    public double? LossRateLow95 { get; init; }

    /// <summary>Upper end of that interval.</summary>
    public double? LossRateHigh95 { get; init; }

    /// <summary>Lost code blocks / code blocks sent, over all records, 0..1; null for analog frames and in documents of earlier versions.</summary>
    public double? BlockErrorRate { get; init; }

    /// <summary>
    /// Lower end of Wilson's 95 % score interval of <see cref="BlockErrorRate"/>, every block counted as independent of the others: too narrow
    /// where the blocks of a frame fade together.
    /// </summary>
    public double? BlockErrorRateLow95 { get; init; }

    /// <summary>Upper end of that interval.</summary>
    public double? BlockErrorRateHigh95 { get; init; }

    /// <summary>Mean wall time of encoding [ms].</summary>
    public required double EncodeMs { get; init; }

    /// <summary>Mean wall time of decoding [ms].</summary>
    public required double DecodeMs { get; init; }
}
