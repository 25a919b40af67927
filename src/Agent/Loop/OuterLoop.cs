namespace SemCom;

/// <summary>
/// Verifies and learns: where more frames are lost than the model predicted, later ones are planned further below the reported SNR, and nearer to it again where fewer are. The outer loop of link
/// adaptation (Sampath et al., VTC 1997), with the predicted loss rate in place of a fixed target, so that it settles where predictions are right.
/// </summary>
public sealed class OuterLoop
{
    /// <summary>Step for a frame that was lost against all expectation [dB].</summary>
    private const double StepDb = 0.6;

    private const double LeastDb = -2, MostDb = 12;

    /// <summary>How far below the reports frames are planned [dB].</summary>
    public double CorrectionDb { get; private set; }

    /// <summary>Takes what became of a frame that was sent.</summary>
    /// <param name="predictedLoss">How likely its loss was by the model, 0 to 1.</param>
    /// <param name="isLost">Whether it was lost.</param>
    public void Verify(double predictedLoss, bool isLost) => CorrectionDb = Math.Clamp(CorrectionDb + StepDb * ((isLost ? 1 : 0) - predictedLoss), LeastDb, MostDb);
}
