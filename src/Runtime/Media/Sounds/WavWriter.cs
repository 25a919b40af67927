using System.Buffers.Binary;

namespace SemCom.Runtime.Media.Sounds;

/// <summary>Writes WAV files: PCM, 16 bits, one channel.</summary>
internal static class WavWriter
{
    private const int HeadLength = 44;

    /// <summary>A whole file. Samples beyond ±1 are clipped.</summary>
    public static byte[] ToBytes(Sound sound)
    {
        var file = new byte[HeadLength + 2 * sound.ValueCount];
        var head = file.AsSpan();
        "RIFF"u8.CopyTo(head);
        BinaryPrimitives.WriteInt32LittleEndian(head[4..], file.Length - 8);
        "WAVEfmt "u8.CopyTo(head[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(head[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(head[20..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(head[22..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(head[24..], sound.SampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(head[28..], 2 * sound.SampleRate);
        BinaryPrimitives.WriteInt16LittleEndian(head[32..], 2);
        BinaryPrimitives.WriteInt16LittleEndian(head[34..], 16);
        "data"u8.CopyTo(head[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(head[40..], 2 * sound.ValueCount);
        WriteSamples(sound, head[HeadLength..]);
        return file;
    }

    /// <summary>The samples alone: 16 bits, little endian. Samples beyond ±1 are clipped.</summary>
    public static void WriteSamples(Sound sound, Span<byte> bytes)
    {
        for (var i = 0; i < sound.ValueCount; i++)
            BinaryPrimitives.WriteInt16LittleEndian(bytes[(2 * i)..], (short)Math.Clamp(MathF.Round(sound.Samples[i] * 32768), short.MinValue, short.MaxValue));
    }
}
