using System.Collections.Concurrent;

namespace SemCom.Evaluation;

/// <summary>Reads each picture once while jobs need it and forgets it after its last job, so that few are in memory at a time.</summary>
internal sealed class PictureCache(IReadOnlyList<PictureInput> sources, Func<PictureInput, Picture> load)
{
    private readonly ConcurrentDictionary<int, Lazy<Picture>> _pictures = new();
    private readonly int[] _pending = new int[sources.Count];

    /// <summary>Announces a job that will need the picture.</summary>
    public void Expect(int source) => _pending[source]++;

    /// <summary>The picture; a reading error is kept and thrown again for every job.</summary>
    public Picture Get(int source) => _pictures.GetOrAdd(source, i => new Lazy<Picture>(() => load(sources[i]))).Value;

    /// <summary>Says that one announced job is finished.</summary>
    public void Release(int source)
    {
        if (Interlocked.Decrement(ref _pending[source]) == 0)
            _pictures.TryRemove(source, out _);
    }
}
