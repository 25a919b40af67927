using System.Numerics.Tensors;

namespace SemCom.Knowledge;

/// <summary>
/// Vectors of length one in pages of contiguous memory, each in a slot that it keeps until it is removed; free slots are filled first. Not safe for several threads.
/// </summary>
internal sealed class VectorTable(int dimensions)
{
    /// <summary>Slots of a page.</summary>
    public const int PageRows = 4096;

    private readonly List<float[]> _pages = [];
    private readonly List<KnowledgeId> _ids = [];
    private readonly List<bool> _used = [];
    private readonly Dictionary<KnowledgeId, int> _slots = [];
    private readonly PriorityQueue<int, int> _free = new();

    /// <summary>Numbers of each vector.</summary>
    public int Dimensions => dimensions;

    /// <summary>Vectors that are there.</summary>
    public int Count => _slots.Count;

    /// <summary>Slots, used ones and free ones.</summary>
    public int SlotCount => _ids.Count;

    /// <summary>True when a vector is there.</summary>
    public bool IsUsed(int slot) => _used[slot];

    /// <summary>Whose vector is in a used slot.</summary>
    public KnowledgeId IdAt(int slot) => _ids[slot];

    /// <summary>The normalised vector of a slot.</summary>
    public ReadOnlySpan<float> this[int slot] => Row(slot);

    /// <summary>The slot of an id; negative when there is none.</summary>
    public int SlotOf(KnowledgeId id) => _slots.TryGetValue(id, out var slot) ? slot : -1;

    /// <summary>Puts a vector, normalised, into a slot of its own or in the place of an earlier one of the same id.</summary>
    public int Set(KnowledgeId id, ReadOnlySpan<float> vector)
    {
        Check(vector);
        if (!_slots.TryGetValue(id, out var slot))
        {
            slot = TakeSlot();
            _slots[id] = slot;
            (_ids[slot], _used[slot]) = (id, true);
        }
        Normalise(vector, Row(slot));
        return slot;
    }

    /// <summary>Frees the slot of an id and returns it; negative when there is none.</summary>
    public int Remove(KnowledgeId id)
    {
        if (!_slots.Remove(id, out var slot))
            return -1;
        (_ids[slot], _used[slot]) = (default, false);
        _free.Enqueue(slot, slot);
        return slot;
    }

    /// <summary>A query of length one, or zeros for zeros.</summary>
    public float[] Normalised(ReadOnlySpan<float> query)
    {
        Check(query);
        var unit = new float[dimensions];
        Normalise(query, unit);
        return unit;
    }

    /// <summary>Scales by the largest number first, so that no square overflows or vanishes.</summary>
    private static void Normalise(ReadOnlySpan<float> vector, Span<float> unit)
    {
        var largest = vector.Length == 0 ? 0 : MathF.Abs(TensorPrimitives.MaxMagnitude(vector));
        if (largest == 0)
        {
            unit.Clear();
            return;
        }
        for (var i = 0; i < unit.Length; i++)
            unit[i] = (float)((double)vector[i] / largest);
        TensorPrimitives.Divide(unit, TensorPrimitives.Norm<float>(unit), unit);
    }

    private Span<float> Row(int slot) => _pages[slot / PageRows].AsSpan(slot % PageRows * dimensions, dimensions);

    private int TakeSlot()
    {
        if (_free.TryDequeue(out var slot, out _))
            return slot;
        if (_ids.Count == _pages.Count * PageRows)
            _pages.Add(new float[PageRows * dimensions]);
        _ids.Add(default);
        _used.Add(false);
        return _ids.Count - 1;
    }

    private void Check(ReadOnlySpan<float> vector)
    {
        if (vector.Length != dimensions)
            throw new ArgumentException($"an index of {dimensions} dimensions was given {vector.Length}", nameof(vector));
    }
}
