using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using Cloud.Unum.USearch;

namespace SemCom.Knowledge;

/// <summary>
/// The hierarchical navigable small world graph of Malkov and Yashunin (IEEE Trans. Pattern Analysis and Machine Intelligence 2020) by the library USearch, over vectors of 8-bit numbers.
/// It proposes slots of a table; who asks compares them exactly. Searches may run beside each other and so may the additions of one <see cref="Add(VectorTable, IReadOnlyList{int}, int)"/>; nothing else may.
/// </summary>
internal sealed class NeighbourGraph : IDisposable
{
    private const int FirstCapacity = 1024;

    private readonly USearchIndex _index;
    private readonly GraphOptions _options;

    // The library keeps one state for each processor and refuses further callers.
    private readonly SemaphoreSlim _gate = new(Environment.ProcessorCount);

    private NeighbourGraph(USearchIndex index, GraphOptions options) => (_index, _options) = (index, options);

    /// <summary>A new graph; null where the native library is not there for this system.</summary>
    public static NeighbourGraph? TryCreate(int dimensions, GraphOptions options)
    {
        try
        {
            var index = new USearchIndex(new IndexOptions(MetricKind.Cos, default, ScalarKind.Int8, (ulong)dimensions, (ulong)options.Links, (ulong)options.BuildBreadth,
                (ulong)options.SearchBreadth, multi: false));
            return new NeighbourGraph(index, options);
        }
        catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Links slots of a table.</summary>
    /// <param name="table">Where their vectors are.</param>
    /// <param name="slots">Slots of vectors other than zero that are not in the graph.</param>
    /// <param name="threads">Most threads. With one, equal calls make equal graphs.</param>
    public void Add(VectorTable table, IReadOnlyList<int> slots, int threads)
    {
        Reserve(slots.Count);
        if (threads <= 1 || slots.Count == 1)
        {
            foreach (var slot in slots)
                _index.Add((ulong)slot, Quantised(table[slot]));
            return;
        }
        var options = new ParallelOptions { MaxDegreeOfParallelism = Math.Min(threads, Environment.ProcessorCount) };
        Parallel.For(0, slots.Count, options, i => _index.Add((ulong)slots[i], Quantised(table[slots[i]])));
    }

    /// <summary>Takes a slot out.</summary>
    public void Remove(int slot) => _index.Remove((ulong)slot);

    /// <summary>Slots that are probably among the nearest.</summary>
    /// <param name="query">A vector other than zero.</param>
    /// <param name="limit">How many will be needed.</param>
    public ulong[] Propose(ReadOnlySpan<float> query, int limit)
    {
        var numbers = Quantised(query);
        _gate.Wait();
        try
        {
            var found = _index.Search(numbers, Math.Max(_options.SearchBreadth, 2 * limit), out var slots, out _);
            return slots[..found];
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _index.Dispose();
        _gate.Dispose();
    }

    /// <summary>Scales so that the largest number becomes 127; the cosine does not see it.</summary>
    private static sbyte[] Quantised(ReadOnlySpan<float> vector)
    {
        var scale = sbyte.MaxValue / MathF.Abs(TensorPrimitives.MaxMagnitude(vector));
        var numbers = new sbyte[vector.Length];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = (sbyte)MathF.Round(vector[i] * scale);
        return numbers;
    }

    /// <summary>Makes room ahead: left to itself the library would move its tables at every addition, and never while several run.</summary>
    private void Reserve(int count)
    {
        var (size, capacity) = (_index.Size(), _index.Capacity());
        if (size + (ulong)count > capacity)
            IncreaseCapacity(_index, Math.Max((ulong)count, Math.Max(FirstCapacity, size / 2)));
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = nameof(IncreaseCapacity))]
    private static extern void IncreaseCapacity(USearchIndex index, ulong count);
}
