namespace SemCom.Receiver.Estimation;

/// <summary>How gains between pilots are estimated.</summary>
public enum EstimatorKind
{
    /// <summary>Least squares at the pilots, lines between them.</summary>
    Ls = 0,

    /// <summary>Linear minimum mean square error for a delay profile of a fixed family and a flat Doppler spectrum, both fitted to the frame.</summary>
    LmmseRobust,

    /// <summary>Linear minimum mean square error for a delay profile that is estimated from the frame.</summary>
    LmmseSample,

    /// <summary>Linear minimum mean square error for a known covariance.</summary>
    LmmseTrue,
}
