namespace SemCom.Knowledge;

/// <summary>What an end has, and what it last heard from the other one.</summary>
/// <param name="Incarnation">The sender's start.</param>
/// <param name="Serial">Its how manieth root since then.</param>
/// <param name="EchoIncarnation">Start of the peer whose root it heard last; 0 with serial 0 for none.</param>
/// <param name="EchoSerial">That root's serial.</param>
/// <param name="InStep">True when the sender knows itself in step and needs no answer.</param>
/// <param name="Count">Number of its records.</param>
/// <param name="Digest">Digest of their ids.</param>
internal sealed record RootMessage(ulong Incarnation, ulong Serial, ulong EchoIncarnation, ulong EchoSerial, bool InStep, uint Count, KnowledgeId Digest)
{
    /// <summary>Bytes with the type.</summary>
    public const int Length = 1 + 4 * sizeof(ulong) + 1 + sizeof(uint) + KnowledgeId.Length;

    public static RootMessage Read(ref MessageReader reader) =>
        new(reader.UInt64(), reader.UInt64(), reader.UInt64(), reader.UInt64(), reader.Byte() != 0, reader.UInt32(), reader.Id());

    public void Write(PacketBuilder packet) => packet.Begin(SyncMessageType.Root).UInt64(Incarnation).UInt64(Serial).UInt64(EchoIncarnation).UInt64(EchoSerial)
        .Byte((byte)(InStep ? 1 : 0)).UInt32(Count).Id(Digest);

    /// <summary>True when it was sent after another one of the same end.</summary>
    public bool IsNewerThan(RootMessage? other) => other is null || Incarnation > other.Incarnation || (Incarnation == other.Incarnation && Serial > other.Serial);
}
