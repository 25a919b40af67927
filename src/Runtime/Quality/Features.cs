using System.Buffers;

namespace SemCom.Runtime.Quality;

/// <summary>Features of one picture at several depths, each [channels, places]. Pooled memory goes back when they are disposed.</summary>
internal sealed class Features : IDisposable
{
    private readonly float[][] _rented;

    /// <param name="counts">Number of values at each depth.</param>
    /// <param name="pooled">True borrows memory, which is right for features that live shortly.</param>
    public Features(IReadOnlyList<int> counts, bool pooled)
    {
        float[][] arrays = [.. counts.Select(count => pooled ? ArrayPool<float>.Shared.Rent(count) : GC.AllocateUninitializedArray<float>(count))];
        Depths = [.. arrays.Select((array, i) => array.AsMemory(0, counts[i]))];
        _rented = pooled ? arrays : [];
    }

    /// <summary>The values of each depth.</summary>
    public IReadOnlyList<Memory<float>> Depths { get; }

    public void Dispose()
    {
        foreach (var array in _rented)
            ArrayPool<float>.Shared.Return(array);
    }
}
