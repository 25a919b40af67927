namespace SemCom.Coding;

/// <summary>Fixed integer frequencies of the symbols 0, 1, …; both ends must hold the same table.</summary>
public sealed class FrequencyTable
{
    private readonly int[] _starts;

    private FrequencyTable(ReadOnlySpan<int> frequencies)
    {
        _starts = new int[frequencies.Length + 1];
        for (var i = 0; i < frequencies.Length; i++)
            _starts[i + 1] = _starts[i] + frequencies[i];
    }

    /// <summary>Number of symbols.</summary>
    public int SymbolCount => _starts.Length - 1;

    /// <summary>Sum of all frequencies.</summary>
    public int Total => _starts[^1];

    /// <summary>Uses the frequencies as they are.</summary>
    /// <param name="frequencies">At least 0 each; a symbol of frequency 0 cannot be encoded. Their sum is 1..65536.</param>
    /// <exception cref="ArgumentException">A frequency is negative or the sum is outside its range.</exception>
    public static FrequencyTable FromFrequencies(ReadOnlySpan<int> frequencies)
    {
        var total = 0L;
        foreach (var frequency in frequencies)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(frequency);
            total += frequency;
        }
        if (total is < 1 or > RangeEncoder.MaxTotal)
            throw new ArgumentException($"frequencies must add up to 1..{RangeEncoder.MaxTotal} (were {total})", nameof(frequencies));
        return new FrequencyTable(frequencies);
    }

    /// <summary>Scales counts of any size to a sum of at most 65536, in integers; every symbol, also one never seen, keeps at least 1.</summary>
    /// <param name="counts">1..32768 counts of at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no or too many symbols, or a count is negative.</exception>
    public static FrequencyTable FromCounts(ReadOnlySpan<long> counts)
    {
        ArgumentOutOfRangeException.ThrowIfZero(counts.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(counts.Length, RangeEncoder.MaxTotal / 2);
        var total = Int128.Zero;
        foreach (var count in counts)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(count);
            total += count;
        }
        var room = RangeEncoder.MaxTotal - counts.Length;
        var frequencies = new int[counts.Length];
        for (var i = 0; i < counts.Length; i++)
            frequencies[i] = Math.Max(1, total <= room ? (int)counts[i] : (int)(counts[i] * (Int128)room / total));
        return new FrequencyTable(frequencies);
    }

    /// <summary>Sum of the frequencies of all smaller symbols.</summary>
    public int Start(int symbol) => _starts[symbol];

    /// <summary>Frequency of a symbol.</summary>
    public int Frequency(int symbol) => _starts[symbol + 1] - _starts[symbol];

    /// <summary>The symbol that owns <paramref name="target"/>, 0 ≤ target &lt; <see cref="Total"/>.</summary>
    internal int Find(int target)
    {
        var (low, high) = (0, SymbolCount);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (_starts[middle] <= target)
                low = middle;
            else
                high = middle;
        }
        return low;
    }
}
