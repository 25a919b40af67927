using System.Runtime.CompilerServices;

namespace SemCom;

/// <summary>The judges of the last originals: few, since one of them may hold hundreds of megabytes, and none longer than its picture.</summary>
internal sealed class RecentJudges
{
    private const int Kept = 2;

    private readonly Lock _lock = new();
    private readonly ConditionalWeakTable<Picture, PictureJudge> _judges = [];
    private readonly Queue<WeakReference<Picture>> _order = new();

    public PictureJudge Get(Picture original, PictureMetrics metrics, int threads)
    {
        lock (_lock)
        {
            if (_judges.TryGetValue(original, out var known) && known.Serves(metrics, threads))
                return known;
            var judge = new PictureJudge(original, metrics, threads);
            _judges.AddOrUpdate(original, judge);
            _order.Enqueue(new WeakReference<Picture>(original));
            if (_order.Count > Kept && _order.Dequeue().TryGetTarget(out var oldest) && !ReferenceEquals(oldest, original))
                _judges.Remove(oldest);
            return judge;
        }
    }
}
