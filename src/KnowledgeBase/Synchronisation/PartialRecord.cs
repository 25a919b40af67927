namespace SemCom.Knowledge;

/// <summary>Fragments of one record.</summary>
/// <param name="total">Bytes of the record, as the fragments say.</param>
internal sealed class PartialRecord(int total)
{
    private const int FragmentCost = 96;

    private readonly SortedList<int, byte[]> _fragments = [];
    private long _bytes;

    public int Total => total;

    /// <summary>About the bytes of memory that it takes.</summary>
    public long Cost => _bytes + (long)FragmentCost * (1 + _fragments.Count);

    /// <summary>Ranges that no fragment covers.</summary>
    public IEnumerable<(int Offset, int Length)> Gaps
    {
        get
        {
            var end = 0;
            foreach (var (offset, bytes) in _fragments)
            {
                if (offset > end)
                    yield return (end, offset - end);
                end = Math.Max(end, offset + bytes.Length);
            }
            if (end < total)
                yield return (end, total - end);
        }
    }

    public void Add(int offset, byte[] bytes)
    {
        if (_fragments.TryGetValue(offset, out var known) && known.Length >= bytes.Length)
            return;
        _bytes += bytes.Length - (known?.Length ?? 0);
        _fragments[offset] = bytes;
    }

    public byte[] Join()
    {
        var record = new byte[total];
        foreach (var (offset, bytes) in _fragments)
            bytes.CopyTo(record, offset);
        return record;
    }
}
