using System.Buffers.Binary;

namespace SemCom.Knowledge;

/// <summary>Fills one packet with messages.</summary>
/// <param name="limit">Most bytes of the packet.</param>
internal sealed class PacketBuilder(int limit)
{
    private readonly byte[] _bytes = new byte[Math.Max(limit, SyncPacket.Overhead)];
    private int _length = SyncPacket.HeadBytes;
    private bool _beginsWithRecords;

    /// <summary>Bytes that are left for messages.</summary>
    public int Room => _bytes.Length - SyncPacket.Overhead + SyncPacket.HeadBytes - _length;

    public bool IsEmpty => _length == SyncPacket.HeadBytes;

    /// <summary>Bytes of records so far, with the packet's frame if it begins with one.</summary>
    public int RecordBytes { get; private set; }

    /// <summary>Begins a message of records.</summary>
    public PacketBuilder BeginRecord(SyncMessageType type, int length)
    {
        _beginsWithRecords |= IsEmpty;
        RecordBytes += length;
        return Byte((byte)type);
    }

    /// <summary>Begins another message.</summary>
    public PacketBuilder Begin(SyncMessageType type) => Byte((byte)type);

    public PacketBuilder Byte(byte value)
    {
        _bytes[_length++] = value;
        return this;
    }

    public PacketBuilder UInt16(int value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(Next(2), (ushort)value);
        return this;
    }

    public PacketBuilder UInt32(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(Next(4), value);
        return this;
    }

    public PacketBuilder UInt64(ulong value)
    {
        BinaryPrimitives.WriteUInt64BigEndian(Next(8), value);
        return this;
    }

    public PacketBuilder Id(KnowledgeId value)
    {
        value.CopyTo(Next(KnowledgeId.Length));
        return this;
    }

    public PacketBuilder Prefix(IdPrefix value)
    {
        Byte((byte)value.Length);
        for (var i = 0; i < (value.Length + 1) / 2; i++)
            Byte((byte)(value.Bits >> (56 - 8 * i)));
        return this;
    }

    public PacketBuilder Heads(IReadOnlyCollection<ulong> values)
    {
        UInt16(values.Count);
        foreach (var value in values)
            UInt64(value);
        return this;
    }

    public PacketBuilder Bytes(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Next(value.Length));
        return this;
    }

    /// <summary>The packet.</summary>
    public byte[] Seal(ReadOnlySpan<byte> key, ulong sender)
    {
        var packet = _bytes[..(_length + SyncPacket.Overhead - SyncPacket.HeadBytes)];
        SyncPacket.WriteHead(packet);
        SyncPacket.Seal(packet, key, sender);
        if (_beginsWithRecords)
            RecordBytes += SyncPacket.Overhead;
        return packet;
    }

    private Span<byte> Next(int count)
    {
        _length += count;
        return _bytes.AsSpan(_length - count, count);
    }
}
