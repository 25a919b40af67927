namespace SemCom.Evaluation;

/// <summary>A number as it was measured, and as the model says; null where it does not exist, lies beyond what was observed, or no model says it.</summary>
/// <param name="Measured">From the gains.</param>
/// <param name="Model">From the equations.</param>
public readonly record struct Figure(double? Measured, double? Model = null);

/// <summary>A point of a curve.</summary>
/// <param name="X">Where.</param>
/// <param name="Measured">From the gains.</param>
/// <param name="HalfWidth95">Half width of the 95 % interval, from the spread over frames; null for a single frame.</param>
/// <param name="Model">From the equations; null where no model is known.</param>
public readonly record struct FigurePoint(double X, double Measured, double? HalfWidth95, double? Model);
