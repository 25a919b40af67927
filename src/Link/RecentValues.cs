namespace SemCom;

/// <summary>Values that are costly to make, by key; the one that was asked for longest ago is forgotten. Any thread; a value may be made twice at the same time.</summary>
/// <param name="most">How many are kept.</param>
internal sealed class RecentValues<TKey, TValue>(int most)
    where TKey : notnull
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, LinkedListNode<(TKey Key, TValue Value)>> _byKey = [];
    private readonly LinkedList<(TKey Key, TValue Value)> _order = new();

    /// <summary>The value of a key, made where there is none.</summary>
    public TValue GetOrAdd(TKey key, Func<TKey, TValue> make) => TryGet(key, out var known) ? known : Add(key, make(key));

    /// <summary>The value of a key, where there is one.</summary>
    public bool TryGet(TKey key, out TValue value)
    {
        lock (_lock)
        {
            if (!_byKey.TryGetValue(key, out var node))
            {
                value = default!;
                return false;
            }
            _order.Remove(node);
            _order.AddFirst(node);
            value = node.Value.Value;
            return true;
        }
    }

    private TValue Add(TKey key, TValue value)
    {
        lock (_lock)
        {
            if (_byKey.TryGetValue(key, out var known))
                return known.Value.Value;
            _byKey[key] = _order.AddFirst((key, value));
            if (_byKey.Count > most)
            {
                _byKey.Remove(_order.Last!.Value.Key);
                _order.RemoveLast();
            }
            return value;
        }
    }
}
