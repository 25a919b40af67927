using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using SemCom.Wire;

namespace SemCom;

/// <summary>
/// What all frames on the wire have in common: a MessagePack array [format name, version, fields…, checksum], where the checksum
/// is the CRC-32C (RFC 3720, appendix B.4) of all bytes before it, as 4 bytes, most significant first.
/// </summary>
/// <param name="Format">Format name.</param>
/// <param name="Version">The one version that this program writes and reads.</param>
/// <param name="FieldCount">Values between version and checksum.</param>
internal sealed record FrameEnvelope(string Format, int Version, int FieldCount)
{
    private const int ChecksumBytes = 4;

    private readonly DocumentHead _head = new(Format, Version, FieldCount + 1);

    /// <summary>Bytes around the fields.</summary>
    public long Length => _head.Length + MessagePackSize.Binary(ChecksumBytes);

    /// <summary>Starts a frame of <paramref name="length"/> bytes in all.</summary>
    public MessagePackWriter Open(long length) => length <= Array.MaxLength
        ? _head.Open((int)length)
        : throw new SemComException($"{Format} may have at most {Array.MaxLength} bytes (needs {length}); send fewer symbols in one frame");

    /// <summary>Appends the checksum and gives the bytes away.</summary>
    public static byte[] Close(MessagePackWriter writer)
    {
        var checksum = Crc32C(writer.WrittenSpan);
        BinaryPrimitives.WriteUInt32BigEndian(writer.BeginBinary(ChecksumBytes), checksum);
        return writer.TakeBytes();
    }

    /// <summary>Checks name, version and checksum; the reader then stands before the first field.</summary>
    /// <exception cref="SemComException">Another format, an unknown version, or damaged bytes.</exception>
    public MessagePackReader Read(ReadOnlySpan<byte> data)
    {
        var reader = _head.Read(data, Format);
        var checksum = (int)MessagePackSize.Binary(ChecksumBytes);
        if (reader.Remaining < checksum || Crc32C(data[..^checksum]) != BinaryPrimitives.ReadUInt32BigEndian(data[^ChecksumBytes..]))
            throw reader.Fail("the checksum does not fit the data");
        return reader;
    }

    /// <summary>Reads the checksum, which <see cref="Read"/> has compared, and checks that nothing follows.</summary>
    public static void End(ref MessagePackReader reader)
    {
        reader.ReadBinary(ChecksumBytes);
        reader.End();
    }

    /// <summary>CRC-32C with reflected polynomial 0x82F63B78, start value and final XOR of all ones.</summary>
    public static uint Crc32C(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        var words = MemoryMarshal.Cast<byte, ulong>(data);
        foreach (var word in words)
            crc = BitOperations.Crc32C(crc, BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word));
        foreach (var rest in data[(words.Length * sizeof(ulong))..])
            crc = BitOperations.Crc32C(crc, rest);
        return ~crc;
    }
}
