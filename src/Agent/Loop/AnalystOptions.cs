namespace SemCom;

/// <summary>How <see cref="PlanAnalyst"/> weighs plans. The values were chosen on training scenarios.</summary>
/// <param name="Patience">How long a picture stands, in units of six frames.</param>
/// <param name="EnergyPrice">Price of energy with an empty battery, for each weight of quality and a picture at 1/16 and nominal power; it falls with the square of what is missing, to nothing with a full one.</param>
/// <param name="Caution">How far off the SNR is taken to be, in units of what perception says.</param>
public sealed record AnalystOptions(double Patience = 1, double EnergyPrice = 1.2, double Caution = 0.5);
