using System.Numerics;

namespace SemCom.Coding;

/// <summary>
/// Frequencies of the symbols 0..n−1 that follow the data: every coded symbol becomes more likely, and all are halved when their sum reaches
/// its limit, so that old symbols fade. Cumulative sums are kept in a binary indexed tree (Fenwick 1994): O(log n) per symbol. Encoder and
/// decoder each own one model and feed it the same symbols.
/// </summary>
public sealed class AdaptiveModel
{
    private readonly int[] _frequencies;
    private readonly int[] _tree;
    private readonly int _increment;
    private readonly int _limit;
    private int _total;

    /// <summary>Starts with equal frequencies.</summary>
    /// <param name="symbolCount">n, 1..4096.</param>
    /// <param name="increment">What a coded symbol's frequency grows by, 1..1024. Larger learns and forgets faster.</param>
    /// <param name="limit">Sum of frequencies that triggers halving; at least n + 2·increment, at most 65536.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public AdaptiveModel(int symbolCount, int increment = 24, int limit = RangeEncoder.MaxTotal)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(symbolCount, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(symbolCount, 4096);
        ArgumentOutOfRangeException.ThrowIfLessThan(increment, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(increment, 1024);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, symbolCount + 2 * increment);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, RangeEncoder.MaxTotal);
        _frequencies = new int[symbolCount];
        _tree = new int[symbolCount + 1];
        (_increment, _limit) = (increment, limit);
        Array.Fill(_frequencies, 1);
        BuildTree();
    }

    /// <summary>n.</summary>
    public int SymbolCount => _frequencies.Length;

    /// <summary>Encodes a symbol and learns it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The symbol is outside 0..n−1.</exception>
    public void Encode(RangeEncoder encoder, int symbol)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentOutOfRangeException.ThrowIfNegative(symbol);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(symbol, SymbolCount);
        encoder.Encode(Start(symbol), _frequencies[symbol], _total);
        Learn(symbol);
    }

    /// <summary>Decodes a symbol and learns it.</summary>
    /// <exception cref="InvalidDataException">The input ended, or is no output of the encoder.</exception>
    public int Decode(RangeDecoder decoder)
    {
        ArgumentNullException.ThrowIfNull(decoder);
        var (symbol, start) = Find(decoder.Target(_total));
        decoder.Consume(start, _frequencies[symbol]);
        Learn(symbol);
        return symbol;
    }

    private void Learn(int symbol)
    {
        if (_total + _increment > _limit)
        {
            for (var i = 0; i < _frequencies.Length; i++)
                _frequencies[i] -= _frequencies[i] / 2;
            BuildTree();
        }
        _frequencies[symbol] += _increment;
        _total += _increment;
        for (var i = symbol + 1; i < _tree.Length; i += i & -i)
            _tree[i] += _increment;
    }

    private void BuildTree()
    {
        Array.Clear(_tree);
        _total = 0;
        for (var i = 1; i < _tree.Length; i++)
        {
            _total += _frequencies[i - 1];
            _tree[i] += _frequencies[i - 1];
            var parent = i + (i & -i);
            if (parent < _tree.Length)
                _tree[parent] += _tree[i];
        }
    }

    private int Start(int symbol)
    {
        var sum = 0;
        for (var i = symbol; i > 0; i -= i & -i)
            sum += _tree[i];
        return sum;
    }

    private (int Symbol, int Start) Find(int target)
    {
        var (symbol, start) = (0, 0);
        for (var step = (int)BitOperations.RoundUpToPowerOf2((uint)SymbolCount); step > 0; step /= 2)
        {
            if (symbol + step < _tree.Length && start + _tree[symbol + step] <= target)
            {
                symbol += step;
                start += _tree[symbol];
            }
        }
        return (symbol, start);
    }
}
