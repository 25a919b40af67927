using System.Buffers.Binary;
using System.Text;

namespace SemCom.Runtime.Media.Png;

/// <summary>Walks through the chunks of a PNG stream and compares the checksum of every one, also of those that are skipped.</summary>
internal sealed class PngChunkReader(Stream stream, string name)
{
    private uint _crc;

    /// <summary>The type of the chunk that is open, four letters.</summary>
    public string Type { get; private set; } = "";

    /// <summary>Bytes of its data that have not been read yet.</summary>
    public int Remaining { get; private set; }

    /// <summary>A capital first letter: a decoder must understand the chunk.</summary>
    public bool IsCritical => char.IsAsciiLetterUpper(Type[0]);

    public void ReadSignature()
    {
        Span<byte> bytes = stackalloc byte[8];
        ReadExactly(bytes);
        if (!bytes.SequenceEqual(PngHeader.Signature))
            throw PngError.Damaged(name, "the signature is wrong");
    }

    /// <summary>Opens the next chunk.</summary>
    public void Next()
    {
        Span<byte> head = stackalloc byte[8];
        ReadExactly(head);
        var length = BinaryPrimitives.ReadUInt32BigEndian(head);
        if (length > int.MaxValue)
            throw PngError.Damaged(name, $"a chunk claims {length} bytes");
        foreach (var letter in head[4..])
        {
            if (!char.IsAsciiLetter((char)letter))
                throw PngError.Damaged(name, $"a chunk has the type 0x{Convert.ToHexString(head[4..])}");
        }
        Type = Encoding.ASCII.GetString(head[4..]);
        Remaining = (int)length;
        _crc = Crc32.Append(Crc32.Start, head[4..]);
    }

    /// <summary>Reads some of the open chunk's data; 0 at its end.</summary>
    public int Read(Span<byte> buffer)
    {
        var wanted = Math.Min(buffer.Length, Remaining);
        if (wanted == 0)
            return 0;
        var got = stream.Read(buffer[..wanted]);
        if (got == 0)
            throw PngError.Truncated(name);
        _crc = Crc32.Append(_crc, buffer[..got]);
        Remaining -= got;
        return got;
    }

    /// <summary>Reads all of the open chunk and closes it.</summary>
    /// <param name="limit">The most bytes that its type may have.</param>
    public byte[] ReadAll(int limit)
    {
        if (Remaining > limit)
            throw PngError.Damaged(name, $"chunk {Type} has {Remaining} bytes, at most {limit} are allowed");
        var data = new byte[Remaining];
        for (var at = 0; at < data.Length;)
            at += Read(data.AsSpan(at));
        Close();
        return data;
    }

    /// <summary>Skips what is left of the open chunk and compares its checksum.</summary>
    public void Close()
    {
        Span<byte> buffer = stackalloc byte[4096];
        while (Remaining > 0)
            Read(buffer);
        var actual = ~_crc;
        ReadExactly(buffer[..4]);
        var expected = BinaryPrimitives.ReadUInt32BigEndian(buffer);
        if (actual != expected)
            throw PngError.Damaged(name, $"chunk {Type} has the checksum {actual:x8} (expected {expected:x8})");
    }

    private void ReadExactly(Span<byte> buffer)
    {
        if (stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) < buffer.Length)
            throw PngError.Truncated(name);
    }
}
