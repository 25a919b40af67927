namespace SemCom.Streaming;

/// <summary>Part of a message.</summary>
/// <param name="Kind">What the message is.</param>
/// <param name="Number">Its number; one after another.</param>
/// <param name="Part">Which part.</param>
/// <param name="Parts">How many there are.</param>
/// <param name="Bytes">The bytes.</param>
internal sealed record DatagramPart(MessageKind Kind, uint Number, int Part, int Parts, byte[] Bytes);
