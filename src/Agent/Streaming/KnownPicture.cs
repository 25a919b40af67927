namespace SemCom;

/// <summary>A picture of a place that both ends have.</summary>
/// <param name="Clock">When it was taken, in frames of the place's movement.</param>
/// <param name="Error">Mean squared error when it arrived (0..255 scale, squared).</param>
/// <param name="FocusError">The same inside what matters.</param>
/// <param name="Similarity">Semantic similarity when it arrived.</param>
/// <param name="IsThere">False where they have none.</param>
public readonly record struct KnownPicture(int Clock, float Error, float FocusError, float Similarity, bool IsThere);
