namespace SemCom;

/// <summary>A user in one frame.</summary>
/// <param name="SnrDb">True SNR [dB].</param>
/// <param name="ReportDb">SNR that was last reported [dB].</param>
/// <param name="ReportAge">Frames since then.</param>
/// <param name="GradientDb">Gradient of its picture [dB].</param>
/// <param name="Importance">What its picture counts.</param>
public readonly record struct SharedUser(double SnrDb, double ReportDb, int ReportAge, double GradientDb, double Importance);
