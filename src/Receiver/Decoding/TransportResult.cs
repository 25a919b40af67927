namespace SemCom.Receiver.Decoding;

/// <summary>What became of one transport block.</summary>
/// <param name="Correct">The CRC of every code block and that of the transport block are right.</param>
/// <param name="BlockCorrect">The same for each code block.</param>
/// <param name="Iterations">Iterations that the LDPC decoder made, all code blocks together.</param>
public sealed record TransportResult(bool Correct, IReadOnlyList<bool> BlockCorrect, int Iterations);
