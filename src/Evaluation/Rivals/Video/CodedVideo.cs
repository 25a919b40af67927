using System.Buffers.Binary;

namespace SemCom.Evaluation.Rivals;

/// <summary>A coded video: one message for each picture.</summary>
/// <param name="Messages">Units of each frame, joined.</param>
internal sealed record CodedVideo(IReadOnlyList<byte[]> Messages)
{
    /// <summary>For the cache: each message behind its length.</summary>
    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        var length = new byte[4];
        foreach (var message in Messages)
        {
            BinaryPrimitives.WriteInt32LittleEndian(length, message.Length);
            stream.Write(length);
            stream.Write(message);
        }
        return stream.ToArray();
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote; null for anything else.</summary>
    public static CodedVideo? Parse(ReadOnlySpan<byte> bytes, int count)
    {
        var messages = new List<byte[]>();
        while (bytes.Length >= 4)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(bytes);
            if (length <= 0 || length > bytes.Length - 4)
                return null;
            messages.Add(bytes.Slice(4, length).ToArray());
            bytes = bytes[(4 + length)..];
        }
        return bytes.IsEmpty && messages.Count == count ? new CodedVideo(messages) : null;
    }
}
