using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using SemCom.Wire;

namespace SemCom.Channels;

/// <summary>
/// Traces as files: one MessagePack array, described to the byte in this folder's README. Reading is strict, takes no more memory than the
/// file, and refuses whatever the last 32 bytes, a SHA-256 of all bytes before them, do not confirm.
/// </summary>
public static class TraceFile
{
    /// <summary>Ending of the files.</summary>
    public const string Extension = ".trace";

    /// <summary>Longest file that is read.</summary>
    public const int MaxBytes = BytesPerGain * TraceShape.MaxGains + (1 << 16);

    /// <summary>An array of ten, and a text of twelve bytes.</summary>
    private static readonly byte[] Start = [0x9A, 0xAC, .. "semcom-trace"u8];

    private const string Format = "semcom-trace";
    private const int Version = 1, EntryCount = 10, ShapeEntries = 5, OriginEntries = 3, BytesPerGain = 8, DigestLength = 2 + SHA256.HashSizeInBytes;

    /// <summary>Whether the text of a channel speaks of a trace file.</summary>
    public static bool IsNamedIn(string channel)
    {
        ArgumentNullException.ThrowIfNull(channel);
        return channel.Contains(Extension, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>SHA-256 of a trace that <see cref="Load"/> has read, lower-case hexadecimal: the last bytes of its file.</summary>
    internal static string DigestOf(string path) =>
        Convert.ToHexStringLower(FileBytes.Read(path, MaxBytes, "channel trace").AsSpan()[^SHA256.HashSizeInBytes..]);

    /// <summary>Reads a file.</summary>
    /// <exception cref="SemComException">There is no such file, it cannot be read, or it is no undamaged trace.</exception>
    public static ChannelTrace Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var bytes = FileBytes.Read(path, MaxBytes, "channel trace");
        if (!bytes.AsSpan().StartsWith(Start))
            throw new SemComException($"{path}: must be a channel trace (starts with other bytes); make one with 'semcom channel record' or 'semcom channel import'");
        try
        {
            return FromMessagePack(bytes);
        }
        catch (SemComException e)
        {
            throw new SemComException($"{path}: {e.Message}", e);
        }
    }

    /// <summary>Writes a file: all of it or, where that fails, nothing.</summary>
    /// <exception cref="SemComException">The file cannot be written.</exception>
    public static void Save(ChannelTrace trace, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        FileBytes.Write(path, ToMessagePack(trace));
    }

    /// <summary>The trace as bytes; equal traces give equal bytes.</summary>
    public static byte[] ToMessagePack(ChannelTrace trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        var shape = trace.Shape;
        var gains = trace.Gains;
        foreach (var text in new[] { trace.Origin.Channel, trace.Origin.Program })
            Guard.InRange(Encoding.UTF8.GetByteCount(text), 0, TraceOrigin.MaxTextBytes, "bytes of a text in a channel trace's origin", "use shorter names");
        var writer = new MessagePackWriter(gains.Length * BytesPerGain + 512 + 9 * shape.Paths + trace.Origin.Channel.Length);
        writer.WriteArrayHead(EntryCount);
        writer.Write(Format);
        writer.Write(Version);
        writer.WriteArrayHead(ShapeEntries);
        foreach (var length in new[] { shape.Frames, shape.Receive, shape.Transmit, shape.Times, shape.Paths })
            writer.Write(length);
        writer.Write(trace.IntervalSeconds);
        writer.WriteArrayHead(shape.Paths);
        foreach (var delay in trace.DelaysSeconds)
            writer.Write(delay);
        writer.Write((int)trace.Interpolation);
        writer.Write((int)trace.Normalization);
        writer.WriteArrayHead(OriginEntries);
        writer.Write(trace.Origin.Channel);
        writer.Write(trace.Origin.Seed);
        writer.Write(trace.Origin.Program);
        WriteGains(gains, writer.BeginBinary(gains.Length * BytesPerGain));
        var digest = SHA256.HashData(writer.WrittenSpan);
        digest.CopyTo(writer.BeginBinary(digest.Length));
        return writer.TakeBytes();
    }

    /// <summary>The inverse of <see cref="ToMessagePack"/>.</summary>
    /// <exception cref="SemComException">Another format or version, damaged data, or contents that break the rules of a trace.</exception>
    public static ChannelTrace FromMessagePack(ReadOnlySpan<byte> data)
    {
        var reader = new MessagePackReader(data, "channel trace");
        if (reader.ReadArrayHead(EntryCount) != EntryCount || reader.ReadText(31) != Format)
            throw reader.Fail("another format's start");
        var version = reader.ReadInt32(int.MinValue, int.MaxValue);
        if (version != Version)
            throw new SemComException($"channel trace must have version {Version} (was {version}); use the SemCom version that wrote it, or record it again");
        if (reader.Remaining < DigestLength || !SHA256.HashData(data[..^DigestLength]).AsSpan().SequenceEqual(data[^SHA256.HashSizeInBytes..]))
            throw reader.Fail("the SHA-256 at the end does not fit the data: cut short or damaged");

        var shape = ReadShape(ref reader);
        var interval = reader.ReadDouble();
        var delays = new double[Expect(reader.ReadArrayHead(TraceShape.MaxPaths), shape.Paths, reader, "delays")];
        foreach (ref var delay in delays.AsSpan())
            delay = reader.ReadDouble();
        var interpolation = (TraceInterpolation)reader.ReadInt32(0, (int)TraceInterpolation.Hold);
        var normalization = (TraceNormalization)reader.ReadInt32(0, (int)TraceNormalization.Snapshot);
        Expect(reader.ReadArrayHead(OriginEntries), OriginEntries, reader, "entries of the origin");
        var origin = new TraceOrigin(reader.ReadText(TraceOrigin.MaxTextBytes), reader.ReadUInt64(), reader.ReadText(TraceOrigin.MaxTextBytes));
        var gains = reader.ReadBinary(TraceShape.MaxGains * BytesPerGain);
        Expect(gains.Length, (int)shape.Gains * BytesPerGain, reader, "bytes of gains");
        reader.ReadBinary(SHA256.HashSizeInBytes);
        reader.End();
        return new(shape, interval, delays, ReadGains(gains)) { Interpolation = interpolation, Normalization = normalization, Origin = origin };
    }

    private static TraceShape ReadShape(ref MessagePackReader reader)
    {
        Expect(reader.ReadArrayHead(ShapeEntries), ShapeEntries, reader, "entries of the shape");
        var shape = new TraceShape(ReadLength(ref reader), ReadLength(ref reader), ReadLength(ref reader), ReadLength(ref reader), ReadLength(ref reader));
        shape.Validate();
        return shape;
    }

    private static int ReadLength(ref MessagePackReader reader) => reader.ReadInt32(0, int.MaxValue);

    private static int Expect(int found, int expected, in MessagePackReader reader, string what) =>
        found == expected ? found : throw reader.Fail($"{found} {what} where {expected} belong");

    private static void WriteGains(ReadOnlySpan<Complex32> gains, Span<byte> bytes)
    {
        var reals = MemoryMarshal.Cast<Complex32, float>(gains);
        for (var i = 0; i < reals.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(bytes[(i * sizeof(float))..], reals[i]);
    }

    private static Complex32[] ReadGains(ReadOnlySpan<byte> bytes)
    {
        var gains = GC.AllocateUninitializedArray<Complex32>(bytes.Length / BytesPerGain);
        var reals = MemoryMarshal.Cast<Complex32, float>(gains.AsSpan());
        for (var i = 0; i < reals.Length; i++)
            reals[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * sizeof(float))..]);
        return gains;
    }
}
