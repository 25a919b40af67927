using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace SemCom;

/// <summary>Symbols as bytes: little-endian binary32, I before Q, 8 bytes a symbol.</summary>
internal static class SymbolBytes
{
    public const int BytesPerSymbol = 8;

    public static void Write(ReadOnlySpan<Complex32> symbols, Span<byte> destination)
    {
        if (BitConverter.IsLittleEndian)
        {
            MemoryMarshal.AsBytes(symbols).CopyTo(destination);
            return;
        }

        var reals = MemoryMarshal.Cast<Complex32, float>(symbols);
        for (var i = 0; i < reals.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(destination[(i * sizeof(float))..], reals[i]);
    }

    public static Complex32[] Read(ReadOnlySpan<byte> source)
    {
        var symbols = GC.AllocateUninitializedArray<Complex32>(source.Length / BytesPerSymbol);
        if (BitConverter.IsLittleEndian)
        {
            source.CopyTo(MemoryMarshal.AsBytes(symbols.AsSpan()));
            return symbols;
        }

        for (var i = 0; i < symbols.Length; i++)
        {
            symbols[i] = new(
                BinaryPrimitives.ReadSingleLittleEndian(source[(i * BytesPerSymbol)..]),
                BinaryPrimitives.ReadSingleLittleEndian(source[(i * BytesPerSymbol + sizeof(float))..]));
        }
        return symbols;
    }

    /// <summary>Refuses NaN and infinity.</summary>
    /// <exception cref="SemComException">A part is not finite.</exception>
    public static void CheckFinite(ReadOnlySpan<Complex32> symbols, string name)
    {
        for (var i = 0; i < symbols.Length; i++)
        {
            if (!float.IsFinite(symbols[i].Real) || !float.IsFinite(symbols[i].Imaginary))
                throw new SemComException($"{name} must be finite ({name} {i} was {symbols[i].Real}, {symbols[i].Imaginary}); check what produced it");
        }
    }

    /// <summary>Channel uses of symbols at a number of antennas.</summary>
    /// <exception cref="SemComException">The symbols do not fill the last channel use, or there are too many antennas.</exception>
    public static int UsesOf(int symbolCount, int antennas)
    {
        Guard.InRange(antennas, 1, AntennaScheme.MaxAntennas, "antennas of a frame", "choose a number in that range");
        return symbolCount % antennas == 0
            ? symbolCount / antennas
            : throw new SemComException($"symbols of a frame must be a multiple of its {antennas} antennas (was {symbolCount}); pass those of every antenna");
    }
}
