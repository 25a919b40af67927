namespace SemCom.Coding;

/// <summary>A circulant of a lifted base graph: check i of its row takes part in bit (i + Shift) mod Zc of its column.</summary>
/// <param name="Column">Column of the base graph.</param>
/// <param name="Shift">Cyclic shift, 0..Zc−1.</param>
public readonly record struct LdpcEdge(int Column, int Shift);
