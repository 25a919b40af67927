namespace SemCom;

/// <summary>
/// All n-grams of a sequence of symbols (numbers of words, or code points) up to some length, in lexicographic order. One sorting serves every
/// length: sequences that are in order by their first N symbols are so by their first n &lt; N.
/// </summary>
internal sealed class NGramIndex
{
    private readonly int[] _symbols, _starts;

    /// <summary>Sorts the n-grams of up to <paramref name="maxOrder"/> symbols; keeps the array.</summary>
    public NGramIndex(int[] symbols, int maxOrder)
    {
        _symbols = symbols;
        _starts = new int[symbols.Length];
        for (var i = 0; i < _starts.Length; i++)
            _starts[i] = i;
        Array.Sort(_starts, (a, b) => Compare(symbols.AsSpan(a), symbols.AsSpan(b), maxOrder));
    }

    /// <summary>Symbols in the sequence.</summary>
    public int Length => _symbols.Length;

    /// <summary>Number of n-grams of <paramref name="order"/> symbols.</summary>
    public int Count(int order) => Math.Max(0, Length - order + 1);

    /// <summary>Sum over different n-grams of min(times here, most times in any of <paramref name="others"/>).</summary>
    public int Matches(ReadOnlySpan<NGramIndex> others, int order)
    {
        Span<int> cursors = others.Length <= 32 ? stackalloc int[others.Length] : new int[others.Length];
        var matches = 0;
        for (int i = 0, end; i < _starts.Length; i = end)
        {
            var gram = _symbols.AsSpan(_starts[i]);
            end = i;
            var here = Run(gram, order, ref end);
            if (gram.Length < order)
                continue;
            var most = 0;
            for (var k = 0; k < others.Length; k++)
                most = Math.Max(most, others[k].Run(gram, order, ref cursors[k]));
            matches += Math.Min(here, most);
        }
        return matches;
    }

    /// <summary>Moves the cursor past all that is smaller than or equal to <paramref name="gram"/>; how many were equal.</summary>
    private int Run(ReadOnlySpan<int> gram, int order, ref int cursor)
    {
        for (; cursor < _starts.Length; cursor++)
        {
            var sign = Compare(_symbols.AsSpan(_starts[cursor]), gram, order);
            if (sign > 0)
                return 0;
            if (sign == 0)
                break;
        }
        var first = cursor;
        while (cursor < _starts.Length && Compare(_symbols.AsSpan(_starts[cursor]), gram, order) == 0)
            cursor++;
        return cursor - first;
    }

    /// <summary>Order by the first <paramref name="order"/> symbols; an end comes before every symbol.</summary>
    private static int Compare(ReadOnlySpan<int> a, ReadOnlySpan<int> b, int order) =>
        a[..Math.Min(order, a.Length)].SequenceCompareTo(b[..Math.Min(order, b.Length)]);
}
