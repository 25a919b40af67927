namespace SemCom.Knowledge;

/// <summary>A queue in which nothing stands twice. What comes when it is full is dropped; it will be asked for again.</summary>
/// <param name="limit">Most items.</param>
internal sealed class UniqueQueue<T>(int limit) where T : struct
{
    private readonly Queue<T> _queue = [];
    private readonly HashSet<T> _known = [];

    public int Count => _queue.Count;

    public T Head => _queue.Peek();

    public void Add(T item)
    {
        if (_queue.Count < limit && _known.Add(item))
            _queue.Enqueue(item);
    }

    public void RemoveHead() => _known.Remove(_queue.Dequeue());
}
