namespace SemCom;

/// <summary>One picture sent in several ways: what a gate sees of its patches, and how well each choice of patches did.</summary>
/// <param name="SnrDb">Es/N0 [dB].</param>
/// <param name="Cbr">Channel uses / source values, the message that tells the patches included.</param>
/// <param name="Features">A row for each patch.</param>
/// <param name="Trials">The ways.</param>
public sealed record GateExample(double SnrDb, double Cbr, IReadOnlyList<float[]> Features, IReadOnlyList<GateTrial> Trials);
