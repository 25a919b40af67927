using System.Numerics;
using System.Runtime.InteropServices;

namespace SemCom.Runtime.Media.Png;

/// <summary>
/// The five row filters (PNG, section 9.2): each byte is predicted from the same byte of the pixels left (a), above (b) and
/// above left (c), and the difference is stored modulo 256.
/// </summary>
internal static class PngFilter
{
    public const int Count = 5;
    private const int Sub = 1;
    private const int Up = 2;
    private const int Average = 3;
    private const int Paeth = 4;

    /// <summary>Puts the predictions back in place; <paramref name="above"/> is the row above, zeros for the first.</summary>
    /// <returns>False when there is no such filter.</returns>
    public static bool Undo(int filter, Span<byte> row, ReadOnlySpan<byte> above, int distance)
    {
        above = above[..row.Length];
        switch (filter)
        {
            case 0:
                return true;
            case Sub:
                for (var i = distance; i < row.Length; i++)
                    row[i] += row[i - distance];
                return true;
            case Up:
                Add(row, above);
                return true;
            case Average:
                for (var i = 0; i < row.Length; i++)
                    row[i] += (byte)(((i < distance ? 0 : row[i - distance]) + above[i]) >> 1);
                return true;
            case Paeth:
                var first = Math.Min(distance, row.Length);
                Add(row[..first], above[..first]); // with a = c = 0 the nearest is b
                for (var i = distance; i < row.Length; i++)
                    row[i] += Nearest(row[i - distance], above[i], above[i - distance]);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Writes the differences of a row.</summary>
    public static void Apply(int filter, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, int distance, Span<byte> result)
    {
        for (var i = 0; i < row.Length; i++)
        {
            var a = i < distance ? (byte)0 : row[i - distance];
            var b = above[i];
            result[i] = (byte)(row[i] - filter switch
            {
                Sub => a,
                Up => b,
                Average => (a + b) >> 1,
                Paeth => Nearest(a, b, i < distance ? (byte)0 : above[i - distance]),
                _ => 0,
            });
        }
    }

    private static byte Nearest(byte a, byte b, byte c)
    {
        var (pa, pb) = (b - c, a - c);
        var pc = Math.Abs(pa + pb);
        (pa, pb) = (Math.Abs(pa), Math.Abs(pb));
        return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
    }

    private static void Add(Span<byte> row, ReadOnlySpan<byte> above)
    {
        var vectors = MemoryMarshal.Cast<byte, Vector<byte>>(row);
        var others = MemoryMarshal.Cast<byte, Vector<byte>>(above);
        for (var i = 0; i < vectors.Length; i++)
            vectors[i] += others[i];
        for (var i = vectors.Length * Vector<byte>.Count; i < row.Length; i++)
            row[i] += above[i];
    }
}
