using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace SemCom.Evaluation.Plugins;

/// <summary>
/// Files of numbers that programs exchange with us: raw little-endian binary32, or NumPy's .npy (format 1.0 to 3.0 of NEP 1) of complex64 symbols and float32 noise. I stands
/// before Q.
/// </summary>
internal static class SymbolFile
{
    private const int BytesPerSymbol = 8;
    private const int Alignment = 64;
    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads symbols; the content tells which of the formats it is.</summary>
    /// <exception cref="FormatException">It is neither; the message says why.</exception>
    public static Complex32[] Read(byte[] file)
    {
        var values = file.AsSpan().StartsWith(Magic) ? NpyValues(file) : file;
        if (values.Length % BytesPerSymbol != 0)
            throw new FormatException($"must be float32 pairs, 8 bytes a symbol (has {values.Length} bytes)");
        var symbols = new Complex32[values.Length / BytesPerSymbol];
        for (var i = 0; i < symbols.Length; i++)
        {
            var at = values[(i * BytesPerSymbol)..];
            symbols[i] = new Complex32(BinaryPrimitives.ReadSingleLittleEndian(at), BinaryPrimitives.ReadSingleLittleEndian(at[4..]));
        }
        return symbols;
    }

    /// <summary>A file of symbols.</summary>
    public static byte[] Write(ReadOnlySpan<Complex32> symbols, bool npy) =>
        Write(MemoryMarshal.Cast<Complex32, float>(symbols), npy ? Header("<c8", symbols.Length) : []);

    /// <summary>A file of noise powers.</summary>
    public static byte[] Write(ReadOnlySpan<float> values, bool npy) => Write(values, npy ? Header("<f4", values.Length) : []);

    private static byte[] Write(ReadOnlySpan<float> values, byte[] header)
    {
        var file = new byte[header.Length + sizeof(float) * values.Length];
        header.CopyTo(file, 0);
        for (var i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(file.AsSpan(header.Length + sizeof(float) * i), values[i]);
        return file;
    }

    private static byte[] Header(string type, int count)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({count},), }}");
        var length = Magic.Length + 4 + text.Length + 1;
        text = text.PadRight(text.Length + (Alignment - length % Alignment) % Alignment) + '\n';
        var size = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(size, (ushort)text.Length);
        return [.. Magic, 1, 0, .. size, .. Encoding.ASCII.GetBytes(text)];
    }

    /// <summary>The values behind the header of a file of complex64.</summary>
    private static ReadOnlySpan<byte> NpyValues(ReadOnlySpan<byte> file)
    {
        var start = file.Length > 6 && file[6] == 1 ? 10 : 12;
        if (file.Length < start)
            throw new FormatException("ends within its .npy header");
        var length = start == 10 ? BinaryPrimitives.ReadUInt16LittleEndian(file[8..]) : BinaryPrimitives.ReadUInt32LittleEndian(file[8..]);
        if (length > file.Length - start)
            throw new FormatException("ends within its .npy header");
        var header = Encoding.UTF8.GetString(file.Slice(start, (int)length));
        return header.Contains("'<c8'", StringComparison.Ordinal) ? file[(start + (int)length)..]
            : throw new FormatException($"must be of type complex64, '<c8' (its .npy header is {header.Trim()})");
    }
}
