namespace SemCom.Receiver.Decoding;

/// <summary>How the decoding of one code block ended.</summary>
/// <param name="Converged">Every parity check is satisfied and every bit of them decided. A code of this strength is then right, but for very short blocks.</param>
/// <param name="Decided">Every information bit has an LLR other than 0. A bit that has not was neither received nor inferred, and comes out as 0.</param>
/// <param name="Iterations">Iterations that were made.</param>
public readonly record struct LdpcDecoding(bool Converged, bool Decided, int Iterations);
