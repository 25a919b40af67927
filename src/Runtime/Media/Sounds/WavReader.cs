using System.Buffers.Binary;

namespace SemCom.Runtime.Media.Sounds;

/// <summary>
/// Reads WAV files (RIFF, Multimedia Programming Interface and Data Specifications 1.0): PCM of 8, 16, 24 or 32 bits and floating point of 32 bits, also in the extensible form. Channels are averaged. A data chunk
/// whose length is not known, as programs write it to a pipe, ends with the file.
/// </summary>
internal static class WavReader
{
    private const int Pcm = 1, Float = 3, Extensible = 0xFFFE;
    private const int RiffHead = 12, ChunkHead = 8, FormatLength = 16, ExtensibleLength = 40, SubFormatAt = 24;

    /// <summary>True for the beginning of a WAV file.</summary>
    public static bool IsWav(ReadOnlySpan<byte> file) => file.Length >= RiffHead && file[..4].SequenceEqual("RIFF"u8) && file[8..12].SequenceEqual("WAVE"u8);

    /// <summary>Reads a file.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="maxSeconds">Longest sound that is taken [s]; null for <see cref="Sound.MaxSamples"/>.</param>
    /// <exception cref="SemComException">It is damaged, holds no sample or too many, or is of a kind that is not read.</exception>
    public static Sound Read(ReadOnlySpan<byte> file, string name, double? maxSeconds)
    {
        if (!IsWav(file))
            throw new SemComException($"{name}: not a WAV file (the head must be RIFF … WAVE); use an intact copy of the file");
        WavFormat? format = null;
        for (long next = RiffHead; next + ChunkHead <= file.Length;)
        {
            var at = (int)next;
            var id = file.Slice(at, 4);
            var length = BinaryPrimitives.ReadUInt32LittleEndian(file[(at + 4)..]);
            var content = file.Slice(at + ChunkHead, (int)Math.Min(length, (uint)(file.Length - at - ChunkHead)));
            if (id.SequenceEqual("fmt "u8))
                format = ReadFormat(content, name);
            else if (id.SequenceEqual("data"u8))
                return ToSound(format ?? throw new SemComException($"{name}: the format must stand before the samples (there is none); use an intact copy of the file"), content, name, maxSeconds);
            next += ChunkHead + (long)length + (length & 1);
        }
        throw new SemComException($"{name}: the WAV file must hold samples (has no data chunk); use an intact copy of the file");
    }

    private static WavFormat ReadFormat(ReadOnlySpan<byte> chunk, string name)
    {
        if (chunk.Length < FormatLength)
            throw new SemComException($"{name}: the format of a WAV file must have {FormatLength} bytes (has {chunk.Length}); use an intact copy of the file");
        int kind = BinaryPrimitives.ReadUInt16LittleEndian(chunk);
        if (kind == Extensible && chunk.Length >= ExtensibleLength)
            kind = BinaryPrimitives.ReadUInt16LittleEndian(chunk[SubFormatAt..]);
        var format = new WavFormat(kind == Float, BinaryPrimitives.ReadUInt16LittleEndian(chunk[2..]), BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]), BinaryPrimitives.ReadUInt16LittleEndian(chunk[14..]));
        if (kind is not (Pcm or Float) || format.Bits is not (8 or 16 or 24 or 32) || format is { IsFloat: true, Bits: not 32 } || format.Channels is 0 or > 64)
            throw new SemComException($"{name}: WAV must be PCM of 8, 16, 24 or 32 bits or floating point of 32 bits (was kind {kind} with {format.Bits} bits and {format.Channels} channels); convert it, for example with ffmpeg");
        return format;
    }

    private static Sound ToSound(WavFormat format, ReadOnlySpan<byte> data, string name, double? maxSeconds)
    {
        var bytes = format.Bits / 8;
        var count = data.Length / (bytes * format.Channels);
        if (count == 0)
            throw new SemComException($"{name}: a sound needs at least one sample (there is none); use an intact copy of the file");
        if (format.SampleRate is < Sound.MinSampleRate or > Sound.MaxSampleRate || count > Sound.MaxSamples)
            throw new SemComException($"{name}: a sound may have {Sound.MinSampleRate} to {Sound.MaxSampleRate} samples a second and {Sound.MaxSamples} at most (has {count} at {format.SampleRate} Hz); convert or cut it");
        if (count > maxSeconds * format.SampleRate)
            throw new SemComException(FormattableString.Invariant($"{name}: a sound may last at most {maxSeconds:0.#} s here (lasts longer); cut it"));
        var samples = new float[count];
        for (var i = 0; i < count * format.Channels; i++)
            samples[i / format.Channels] += Sample(format, data[(i * bytes)..]) / format.Channels;
        return new Sound((int)format.SampleRate, samples);
    }

    private static float Sample(WavFormat format, ReadOnlySpan<byte> at) => format.Bits switch
    {
        8 => (at[0] - 128) / 128f,
        16 => BinaryPrimitives.ReadInt16LittleEndian(at) / 32768f,
        24 => (at[0] << 8 | at[1] << 16 | at[2] << 24) / 2147483648f,
        _ => format.IsFloat ? BinaryPrimitives.ReadSingleLittleEndian(at) : BinaryPrimitives.ReadInt32LittleEndian(at) / 2147483648f,
    };

    private readonly record struct WavFormat(bool IsFloat, int Channels, uint SampleRate, int Bits);
}
