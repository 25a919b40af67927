namespace SemCom.Evaluation;

/// <summary>How much worse results may get before a gate closes.</summary>
public sealed record GateTolerance
{
    /// <summary>Largest tolerance of PSNR [dB].</summary>
    public const double MaxDb = 20;

    /// <summary>Fall of the mean PSNR that is let pass [dB], 0 to <see cref="MaxDb"/>. The default value is 0.05.</summary>
    public double Db { get; init; } = 0.05;

    /// <summary>Rise of the loss rate that is let pass, 0..1. The default value is 0.01.</summary>
    public double Loss { get; init; } = 0.01;
}
