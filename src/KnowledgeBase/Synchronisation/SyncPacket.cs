using System.Buffers.Binary;
using System.Security.Cryptography;

namespace SemCom.Knowledge;

/// <summary>The frame of a packet: two bytes of format, messages, and the first 64 bits of HMAC-SHA256 (RFC 2104) over the sender's number and all before.</summary>
internal static class SyncPacket
{
    public const int HeadBytes = 2;

    /// <summary>Bytes of a packet that are no messages.</summary>
    public const int Overhead = HeadBytes + TagBytes;

    private const int TagBytes = 8;

    private static ReadOnlySpan<byte> Format => [0x4B, 1];

    public static void WriteHead(Span<byte> packet) => Format.CopyTo(packet);

    /// <summary>Writes the tag into the last bytes.</summary>
    public static void Seal(Span<byte> packet, ReadOnlySpan<byte> key, ulong sender) => Tag(packet[..^TagBytes], key, sender).CopyTo(packet[^TagBytes..]);

    /// <summary>The messages; false for a packet that is damaged, another sender's or of another format.</summary>
    public static bool TryOpen(ReadOnlySpan<byte> packet, ReadOnlySpan<byte> key, ulong sender, out ReadOnlySpan<byte> messages)
    {
        messages = default;
        if (packet.Length < Overhead || !packet.StartsWith(Format) || !CryptographicOperations.FixedTimeEquals(Tag(packet[..^TagBytes], key, sender), packet[^TagBytes..]))
            return false;
        messages = packet[HeadBytes..^TagBytes];
        return true;
    }

    private static ReadOnlySpan<byte> Tag(ReadOnlySpan<byte> content, ReadOnlySpan<byte> key, ulong sender)
    {
        var whole = new byte[sizeof(ulong) + content.Length];
        BinaryPrimitives.WriteUInt64BigEndian(whole, sender);
        content.CopyTo(whole.AsSpan(sizeof(ulong)));
        return HMACSHA256.HashData(key, whole).AsSpan(0, TagBytes);
    }
}
