using System.Collections;
using System.Runtime.InteropServices;

namespace SemCom;

/// <summary>
/// A run of complex baseband symbols, in the order in which they occupy the channel. One symbol is one channel use.
/// Latent values 2i and 2i+1 form symbol i (interleaved I/Q), so the block can also be viewed as 2·Count reals.
/// </summary>
public sealed class SymbolBlock : IReadOnlyList<Complex32>
{
    private readonly Complex32[] _symbols;

    /// <summary>Wraps <paramref name="symbols"/>; the array then belongs to the block.</summary>
    public SymbolBlock(Complex32[] symbols)
    {
        ArgumentNullException.ThrowIfNull(symbols);
        _symbols = symbols;
    }

    /// <summary>Number of channel uses.</summary>
    public int Count => _symbols.Length;

    /// <inheritdoc/>
    public Complex32 this[int index] => _symbols[index];

    /// <summary>The symbols, readable in place.</summary>
    public ReadOnlySpan<Complex32> Span => _symbols;

    /// <summary>The symbols as interleaved reals: I₀, Q₀, I₁, Q₁, … [2·Count].</summary>
    public ReadOnlySpan<float> Reals => MemoryMarshal.Cast<Complex32, float>(_symbols);

    /// <summary>Mean of |x|² over the block; 0 for an empty block.</summary>
    public double MeanPower
    {
        get
        {
            double sum = 0;
            foreach (var x in _symbols)
                sum += (double)x.Real * x.Real + (double)x.Imaginary * x.Imaginary;
            return _symbols.Length == 0 ? 0 : sum / _symbols.Length;
        }
    }

    /// <inheritdoc/>
    public IEnumerator<Complex32> GetEnumerator() => ((IEnumerable<Complex32>)_symbols).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
