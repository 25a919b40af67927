namespace SemCom.Evaluation.Plugins;

/// <summary>Which two real values of an encoder's output form a complex symbol.</summary>
internal enum SymbolPairing
{
    /// <summary>Values 2i and 2i+1, in row-major order.</summary>
    Interleaved,

    /// <summary>Values i and n/2 + i of n.</summary>
    Halves,
}

/// <summary>Real values to symbols and back.</summary>
internal static class SymbolPairs
{
    /// <summary>Pairs an even number of values.</summary>
    public static Complex32[] Join(ReadOnlySpan<float> values, SymbolPairing pairing)
    {
        var symbols = new Complex32[values.Length / 2];
        for (var i = 0; i < symbols.Length; i++)
            symbols[i] = pairing == SymbolPairing.Interleaved ? new(values[2 * i], values[2 * i + 1]) : new(values[i], values[symbols.Length + i]);
        return symbols;
    }

    /// <summary>The inverse, scaled.</summary>
    public static float[] Split(ReadOnlySpan<Complex32> symbols, SymbolPairing pairing, float scale)
    {
        var values = new float[2 * symbols.Length];
        for (var i = 0; i < symbols.Length; i++)
        {
            var (first, second) = pairing == SymbolPairing.Interleaved ? (2 * i, 2 * i + 1) : (i, symbols.Length + i);
            (values[first], values[second]) = (symbols[i].Real * scale, symbols[i].Imaginary * scale);
        }
        return values;
    }
}
