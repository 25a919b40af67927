namespace SemCom;

/// <summary>A place that scenes come back to.</summary>
/// <param name="Picture">Number of its picture in the recording.</param>
/// <param name="Motion">Number of the way in which it moves.</param>
public readonly record struct PlaceOnTrace(int Picture, int Motion);
