namespace SemCom;

/// <summary>What a way of sending costs and brings, as recorded or as predicted.</summary>
/// <param name="Cbr">Channel uses / source values of what is sent.</param>
/// <param name="Outcome">What becomes of it.</param>
public readonly record struct Transmission(double Cbr, RecordedOutcome Outcome);
