namespace SemCom.Studio;

/// <summary>A point of a picture of any size.</summary>
/// <param name="X">Column, 0..1 of the width.</param>
/// <param name="Y">Row, 0..1 of the height.</param>
internal readonly record struct FocusPoint(double X, double Y);
