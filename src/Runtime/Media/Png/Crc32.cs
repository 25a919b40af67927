using System.Buffers.Binary;

namespace SemCom.Runtime.Media.Png;

/// <summary>The checksum of PNG chunks: CRC-32 with the polynomial 0xEDB88320, reflected (ISO 3309; PNG, annex D).</summary>
internal static class Crc32
{
    private static readonly uint[][] Tables = CreateTables();

    /// <summary>The register's value before the first byte; the checksum is its complement after the last.</summary>
    public const uint Start = uint.MaxValue;

    /// <summary>Takes in more bytes, eight at a time.</summary>
    public static uint Append(uint register, ReadOnlySpan<byte> bytes)
    {
        var t = Tables;
        while (bytes.Length >= 8)
        {
            var low = register ^ BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            register = t[7][low & 255] ^ t[6][(low >> 8) & 255] ^ t[5][(low >> 16) & 255] ^ t[4][low >> 24]
                ^ t[3][bytes[4]] ^ t[2][bytes[5]] ^ t[1][bytes[6]] ^ t[0][bytes[7]];
            bytes = bytes[8..];
        }
        foreach (var b in bytes)
            register = t[0][(register ^ b) & 255] ^ (register >> 8);
        return register;
    }

    private static uint[][] CreateTables()
    {
        var tables = new uint[8][];
        for (var k = 0; k < 8; k++)
        {
            tables[k] = new uint[256];
            for (var i = 0u; i < 256; i++)
            {
                var value = k == 0 ? i : tables[k - 1][i];
                for (var bit = 0; bit < 8; bit++)
                    value = (value & 1) != 0 ? 0xEDB88320 ^ (value >> 1) : value >> 1;
                tables[k][i] = value;
            }
        }
        return tables;
    }
}
