using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace SemCom.Runtime.Tests.Media.Png;

/// <summary>
/// A second, slow PNG writer for the tests: any colour type, bit depth and interlacing, from samples. It uses all five filters
/// in turn and knows nothing of the code under test.
/// </summary>
internal sealed class PngBuilder(int width, int height, int colorType, int bitDepth, bool interlaced)
{
    private static readonly int[][] Adam7 = [[0, 0, 8, 8], [4, 0, 8, 8], [0, 4, 4, 8], [2, 0, 4, 4], [0, 2, 2, 4], [1, 0, 2, 2], [0, 1, 1, 2]];

    public int Channels { get; } = colorType switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };

    /// <summary>Samples [height, width, channels], each below 2^bitDepth.</summary>
    public int[,,] Samples { get; } = new int[height, width, colorType switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 }];

    public byte[]? Palette { get; set; }

    public byte[]? Transparency { get; set; }

    /// <summary>Data bytes in an IDAT chunk.</summary>
    public int ChunkBytes { get; set; } = int.MaxValue;

    /// <summary>Changes the filtered rows before they are compressed.</summary>
    public Func<byte[], byte[]> OnRows { get; set; } = rows => rows;

    /// <summary>Changes the compressed data.</summary>
    public Func<byte[], byte[]> OnCompressed { get; set; } = data => data;

    public byte[] Build(params (string Before, string Type, byte[] Data)[] extra)
    {
        var file = new List<byte>([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        void Add(string type, byte[] data)
        {
            foreach (var (_, extraType, extraData) in extra.Where(item => item.Before == type))
                file.AddRange(Chunk(extraType, extraData));
            file.AddRange(Chunk(type, data));
        }
        Add("IHDR", Header(width, height, bitDepth, colorType, interlaced ? 1 : 0));
        if (Palette is not null)
            Add("PLTE", Palette);
        if (Transparency is not null)
            Add("tRNS", Transparency);
        var compressed = OnCompressed(Compress(OnRows(Rows())));
        foreach (var part in compressed.Chunk(ChunkBytes))
            Add("IDAT", part);
        Add("IEND", []);
        return [.. file];
    }

    public static byte[] Header(uint width, uint height, int bitDepth, int colorType, int interlace)
    {
        var data = new byte[13];
        BinaryPrimitives.WriteUInt32BigEndian(data, width);
        BinaryPrimitives.WriteUInt32BigEndian(data.AsSpan(4), height);
        (data[8], data[9], data[12]) = ((byte)bitDepth, (byte)colorType, (byte)interlace);
        return data;
    }

    public static byte[] Chunk(string type, byte[] data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        var chunk = new byte[4 + body.Length + 4];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        body.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(4 + body.Length), BitwiseCrc(body));
        return chunk;
    }

    public static byte[] Compress(byte[] data)
    {
        using var result = new MemoryStream();
        using (var zlib = new ZLibStream(result, CompressionLevel.Fastest))
            zlib.Write(data);
        return result.ToArray();
    }

    private static byte[] Header(int width, int height, int bitDepth, int colorType, int interlace) =>
        Header((uint)width, (uint)height, bitDepth, colorType, interlace);

    private static uint BitwiseCrc(byte[] data)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var b in data)
        {
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((((b >> bit) ^ crc) & 1) == 1 ? 0xEDB88320u : 0u);
        }
        return ~crc;
    }

    private byte[] Rows()
    {
        var result = new List<byte>();
        foreach (var pass in interlaced ? Adam7 : [[0, 0, 1, 1]])
        {
            if (pass[0] >= width)
                continue;
            byte[]? above = null;
            for (var y = pass[1]; y < height; y += pass[3])
            {
                var bits = new List<int>();
                for (var x = pass[0]; x < width; x += pass[2])
                {
                    for (var c = 0; c < Channels; c++)
                    {
                        for (var bit = bitDepth - 1; bit >= 0; bit--)
                            bits.Add((Samples[y, x, c] >> bit) & 1);
                    }
                }
                byte[] row = [.. bits.Chunk(8).Select(b => (byte)b.Select((value, i) => value << (7 - i)).Sum())];
                above ??= new byte[row.Length];
                var filter = (y + pass[2]) % 5;
                result.Add((byte)filter);
                result.AddRange(Filtered(filter, row, above));
                above = row;
            }
        }
        return [.. result];
    }

    private byte[] Filtered(int filter, byte[] row, byte[] above)
    {
        var distance = Math.Max(1, Channels * bitDepth / 8);
        return [.. row.Select((value, i) =>
        {
            int a = i >= distance ? row[i - distance] : 0, b = above[i], c = i >= distance ? above[i - distance] : 0;
            var p = a + b - c;
            int[] byDistance = [.. new[] { a, b, c }.OrderBy(neighbour => Math.Abs(p - neighbour))]; // a stable sort: ties go to a, then b
            var prediction = filter switch { 1 => a, 2 => b, 3 => (a + b) / 2, 4 => byDistance[0], _ => 0 };
            return (byte)(value - prediction);
        })];
    }
}
