namespace SemCom.Receiver.Speech;

/// <summary>Coefficients of speech as the linear receiver estimates them, of a sound of mean square 1 [frames · hop].</summary>
/// <param name="Values">Estimates.</param>
/// <param name="Deviations">Standard deviations of their errors.</param>
/// <param name="Variances">What was expected of their squares before anything was received.</param>
/// <param name="Confidence">Share of the expected energy that is known, 0..1.</param>
internal sealed record SpeechEstimate(float[] Values, float[] Deviations, float[] Variances, double Confidence);
