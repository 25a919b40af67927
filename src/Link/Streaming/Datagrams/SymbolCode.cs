using System.Buffers.Binary;

namespace SemCom.Streaming;

/// <summary>
/// Symbols as binary16 (IEEE 754): I, Q, little-endian, 4 bytes a symbol. Rounding leaves an error 73 dB below the symbols; beyond ±65504 they are clipped. Exact zeros, which say that nothing arrived,
/// stay zeros.
/// </summary>
internal static class SymbolCode
{
    public const int BytesPerSymbol = 4;

    public static void Write(ReadOnlySpan<Complex32> symbols, Span<byte> bytes)
    {
        for (var i = 0; i < symbols.Length; i++)
        {
            BinaryPrimitives.WriteHalfLittleEndian(bytes[(4 * i)..], Round(symbols[i].Real));
            BinaryPrimitives.WriteHalfLittleEndian(bytes[(4 * i + 2)..], Round(symbols[i].Imaginary));
        }
    }

    /// <summary>Reads symbols; null where bytes are left over, or a part is not finite.</summary>
    public static Complex32[]? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length % BytesPerSymbol != 0)
            return null;
        var symbols = new Complex32[bytes.Length / BytesPerSymbol];
        for (var i = 0; i < symbols.Length; i++)
        {
            var (real, imaginary) = (BinaryPrimitives.ReadHalfLittleEndian(bytes[(4 * i)..]), BinaryPrimitives.ReadHalfLittleEndian(bytes[(4 * i + 2)..]));
            if (!Half.IsFinite(real) || !Half.IsFinite(imaginary))
                return null;
            symbols[i] = new Complex32((float)real, (float)imaginary);
        }
        return symbols;
    }

    private static Half Round(float value) => (Half)Math.Clamp(value, (float)Half.MinValue, (float)Half.MaxValue);
}
