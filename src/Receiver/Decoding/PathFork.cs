namespace SemCom.Receiver.Decoding;

/// <summary>
/// Path metrics of a list decoder and what happens at an information bit: every path proposes both values, the best ones stay. Equal
/// metrics are decided by path number, so results do not depend on a sorting algorithm.
/// </summary>
internal sealed class PathFork
{
    private readonly int _listSize;
    private readonly float[] _metrics;
    private readonly float[] _ifZeros;
    private readonly float[] _ifOnes;
    private readonly float[] _sorted;
    private readonly bool[] _keepsZero;
    private readonly bool[] _keepsOne;
    private readonly byte[] _bits;
    private readonly int[] _parents;
    private readonly int[] _free;
    private readonly int[] _ranked;

    public PathFork(int listSize)
    {
        _listSize = listSize;
        (_metrics, _ifZeros, _ifOnes) = (new float[listSize], new float[listSize], new float[listSize]);
        _sorted = new float[2 * listSize];
        (_keepsZero, _keepsOne) = (new bool[listSize], new bool[listSize]);
        (_bits, _parents, _free, _ranked) = (new byte[listSize], new int[listSize], new int[listSize], new int[listSize]);
    }

    /// <summary>Paths alive; they are numbered from 0.</summary>
    public int Count { get; private set; }

    /// <summary>True when another path would push one out.</summary>
    public bool IsFull => Count == _listSize;

    /// <summary>Path metric: −ln of the path's likelihood up to a constant, so smaller is better.</summary>
    public ref float Metric(int path) => ref _metrics[path];

    /// <summary>The value that the last fork gave to a path.</summary>
    public byte Bit(int path) => _bits[path];

    /// <summary>The path that the last fork made a path from; itself unless it is new.</summary>
    public int Parent(int path) => _parents[path];

    /// <summary>Starts with one empty path.</summary>
    public void Reset()
    {
        Count = 1;
        _metrics[0] = 0;
    }

    /// <summary>Offers both continuations of a path, each with what it adds to the metric.</summary>
    public void Propose(int path, float penaltyIfZero, float penaltyIfOne)
    {
        _ifZeros[path] = _metrics[path] + penaltyIfZero;
        _ifOnes[path] = _metrics[path] + penaltyIfOne;
    }

    /// <summary>Keeps the best continuations.</summary>
    /// <param name="state">State of the paths, <paramref name="stride"/> numbers each, copied where a path keeps both continuations.</param>
    /// <param name="stride">Numbers per path.</param>
    public void Decide(int[] state, int stride)
    {
        if (TryKeepEveryPath())
            return;
        Select();
        var (freeCount, next) = (0, Count);
        for (var path = 0; path < Count; path++)
        {
            if (!_keepsZero[path] && !_keepsOne[path])
                _free[freeCount++] = path;
        }
        for (var path = Count - 1; path >= 0; path--)
        {
            if (_keepsZero[path] && _keepsOne[path])
            {
                var twin = freeCount > 0 ? _free[--freeCount] : next++;
                state.AsSpan(path * stride, stride).CopyTo(state.AsSpan(twin * stride));
                (_bits[twin], _metrics[twin], _parents[twin]) = (1, _ifOnes[path], path);
            }
            if (_keepsZero[path])
                (_bits[path], _metrics[path], _parents[path]) = (0, _ifZeros[path], path);
            else if (_keepsOne[path])
                (_bits[path], _metrics[path], _parents[path]) = (1, _ifOnes[path], path);
        }
        Count = next;
    }

    /// <summary>Orders the paths for <see cref="Ranked"/>.</summary>
    public void Rank()
    {
        for (var path = 0; path < Count; path++)
        {
            var rank = path;
            for (; rank > 0 && _metrics[_ranked[rank - 1]] > _metrics[path]; rank--)
                _ranked[rank] = _ranked[rank - 1];
            _ranked[rank] = path;
        }
    }

    /// <summary>The path with the given rank, 0 being the most likely.</summary>
    public int Ranked(int rank) => _ranked[rank];

    /// <summary>The common case of a full list: every path's better continuation is better than every path's worse one.</summary>
    private bool TryKeepEveryPath()
    {
        if (!IsFull)
            return false;
        var (worstKept, bestDropped) = (float.NegativeInfinity, float.PositiveInfinity);
        for (var path = 0; path < Count; path++)
        {
            worstKept = Math.Max(worstKept, Math.Min(_ifZeros[path], _ifOnes[path]));
            bestDropped = Math.Min(bestDropped, Math.Max(_ifZeros[path], _ifOnes[path]));
        }
        if (!(worstKept < bestDropped))
            return false;
        for (var path = 0; path < Count; path++)
        {
            var one = _ifOnes[path] < _ifZeros[path];
            (_bits[path], _metrics[path], _parents[path]) = one ? ((byte)1, _ifOnes[path], path) : ((byte)0, _ifZeros[path], path);
        }
        return true;
    }

    /// <summary>Marks the continuations that stay: all while there is room, else those below the median and as many equal to it as fit.</summary>
    private void Select()
    {
        if (2 * Count <= _listSize)
        {
            _keepsZero.AsSpan(0, Count).Fill(true);
            _keepsOne.AsSpan(0, Count).Fill(true);
            return;
        }
        var sorted = _sorted.AsSpan(0, 2 * Count);
        _ifZeros.AsSpan(0, Count).CopyTo(sorted);
        _ifOnes.AsSpan(0, Count).CopyTo(sorted[Count..]);
        sorted.Sort();
        var limit = sorted[_listSize - 1];
        var equalAllowed = _listSize - sorted.IndexOf(limit);
        for (var path = 0; path < Count; path++)
        {
            _keepsZero[path] = _ifZeros[path] < limit || (_ifZeros[path] == limit && equalAllowed-- > 0);
            _keepsOne[path] = _ifOnes[path] < limit || (_ifOnes[path] == limit && equalAllowed-- > 0);
        }
    }
}
