namespace SemCom;

/// <summary>One point of a prompt.</summary>
/// <param name="X">Column in pixels of the picture; 0 is its left edge, so the middle of the first pixel is 0.5.</param>
/// <param name="Y">Row in pixels of the picture, likewise.</param>
/// <param name="Kind">What it says.</param>
public readonly record struct PromptPoint(double X, double Y, PromptKind Kind);
