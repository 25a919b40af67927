using SemCom.Wire;

namespace SemCom.Streaming;

/// <summary>Cuts messages into the bodies of datagrams.</summary>
/// <remarks>A body is a MessagePack array [kind, number of the message, part, parts, bytes].</remarks>
internal static class MessageParts
{
    /// <summary>Most parts of a message.</summary>
    public const int MaxParts = FrameMessage.MaxBytes / PartBytes + 1;

    /// <summary>Bytes of a message in one datagram.</summary>
    private const int PartBytes = DatagramSession.MaxBody - 20;

    private const int Fields = 5;

    /// <summary>The bodies of a message.</summary>
    /// <exception cref="SemComException">It is too long.</exception>
    public static IEnumerable<byte[]> Cut(MessageKind kind, uint number, byte[] message)
    {
        if (message.Length > FrameMessage.MaxBytes)
            throw new SemComException($"stream: a frame may have at most {FrameMessage.MaxBytes} bytes between processes (has {message.Length}); use a smaller picture or fewer channel uses");
        var parts = Math.Max(1, (message.Length + PartBytes - 1) / PartBytes);
        for (var part = 0; part < parts; part++)
        {
            var bytes = message.AsMemory(part * PartBytes, Math.Min(PartBytes, message.Length - part * PartBytes));
            yield return Body(kind, number, part, parts, bytes.Span);
        }
    }

    /// <summary>Reads a body; null where it is none.</summary>
    public static DatagramPart? Read(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new MessagePackReader(body, "part of a message");
            if (reader.ReadArrayHead(Fields) != Fields)
                return null;
            var (kind, number) = ((MessageKind)reader.ReadInt32(0, (int)MessageKind.Channel), (uint)reader.ReadUInt64());
            var (part, parts) = (reader.ReadInt32(0, MaxParts - 1), reader.ReadInt32(1, MaxParts));
            var bytes = reader.ReadBinary(PartBytes).ToArray();
            reader.End();
            return part < parts ? new DatagramPart(kind, number, part, parts, bytes) : null;
        }
        catch (SemComException)
        {
            return null;
        }
    }

    private static byte[] Body(MessageKind kind, uint number, int part, int parts, ReadOnlySpan<byte> bytes)
    {
        var writer = new MessagePackWriter(bytes.Length + 20);
        writer.WriteArrayHead(Fields);
        writer.Write((int)kind);
        writer.Write((ulong)number);
        writer.Write(part);
        writer.Write(parts);
        writer.WriteBinary(bytes);
        return writer.TakeBytes();
    }
}
