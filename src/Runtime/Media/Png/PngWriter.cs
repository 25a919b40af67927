using System.Buffers.Binary;
using System.IO.Compression;

namespace SemCom.Runtime.Media.Png;

/// <summary>Writes 24-bit RGB PNG. Each row takes the filter whose differences are smallest in sum (PNG, section 12.7).</summary>
public static class PngWriter
{
    /// <summary>Writes a picture; the same picture gives the same bytes.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="stream">Receives the file; it stays open.</param>
    public static void Write(Picture picture, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(PngHeader.Signature);
        WriteHeader(picture, stream);
        using (var chunks = new BufferedStream(new PngChunkStream(stream), PngChunkStream.MaxBytes))
        using (var deflated = new ZLibStream(chunks, CompressionLevel.Optimal))
            WriteRows(picture, deflated);
        PngChunkStream.WriteChunk(stream, "IEND"u8, []);
    }

    private static void WriteHeader(Picture picture, Stream stream)
    {
        Span<byte> header = stackalloc byte[PngHeader.Length];
        BinaryPrimitives.WriteInt32BigEndian(header, picture.Width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], picture.Height);
        (header[8], header[9]) = (8, (byte)PngColorType.Rgb);
        header[10..].Clear();
        PngChunkStream.WriteChunk(stream, "IHDR"u8, header);
    }

    private static void WriteRows(Picture picture, Stream deflated)
    {
        var bytes = picture.Width * 3;
        var (best, trial) = (new byte[1 + bytes], new byte[1 + bytes]);
        ReadOnlySpan<byte> above = new byte[bytes];
        for (var y = 0; y < picture.Height; y++)
        {
            var row = picture.Rgb.Slice(y * bytes, bytes);
            var smallest = long.MaxValue;
            for (var filter = 0; filter < PngFilter.Count; filter++)
            {
                trial[0] = (byte)filter;
                PngFilter.Apply(filter, row, above, 3, trial.AsSpan(1));
                var sum = SumOfMagnitudes(trial.AsSpan(1));
                if (sum < smallest)
                {
                    smallest = sum;
                    (best, trial) = (trial, best);
                }
            }
            deflated.Write(best);
            above = row;
        }
    }

    private static long SumOfMagnitudes(ReadOnlySpan<byte> differences)
    {
        var sum = 0L;
        foreach (var difference in differences)
            sum += Math.Abs((int)(sbyte)difference);
        return sum;
    }
}
