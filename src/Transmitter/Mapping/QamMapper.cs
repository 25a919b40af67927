using SemCom.Coding;

namespace SemCom.Transmitter.Mapping;

/// <summary>Maps a stream of bits of any length to QAM symbols of unit mean power (TS 38.211 §5.1).</summary>
public sealed class QamMapper
{
    private readonly Constellation _constellation;

    /// <summary>Creates the mapper for one constellation.</summary>
    public QamMapper(Constellation constellation)
    {
        ArgumentNullException.ThrowIfNull(constellation);
        _constellation = constellation;
    }

    /// <summary>Symbols that <paramref name="bitCount"/> bits need.</summary>
    public int SymbolCount(int bitCount) => (bitCount + _constellation.BitsPerSymbol - 1) / _constellation.BitsPerSymbol;

    /// <summary>Maps <paramref name="bits"/>, one per byte; the last symbol is filled up with zeros.</summary>
    public Complex32[] Map(ReadOnlySpan<byte> bits)
    {
        var symbols = new Complex32[SymbolCount(bits.Length)];
        var padded = new byte[symbols.Length * _constellation.BitsPerSymbol];
        bits.CopyTo(padded);
        _constellation.Map(padded, symbols);
        return symbols;
    }
}
