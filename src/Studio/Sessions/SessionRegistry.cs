using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace SemCom.Studio;

/// <summary>The sessions that are open, at most so many. Any thread.</summary>
/// <param name="services">What they share.</param>
internal sealed class SessionRegistry(StudioServices services)
{
    private readonly ConcurrentDictionary<string, StudioSession> _sessions = new(StringComparer.Ordinal);
    private int _count;
    private long _next;

    /// <summary>Sessions that are open.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Opens a session; null where there are as many as may be.</summary>
    public StudioSession? TryOpen()
    {
        if (Interlocked.Increment(ref _count) > services.Limits.MaxSessions)
        {
            Interlocked.Decrement(ref _count);
            return null;
        }
        var session = new StudioSession(RandomNumberGenerator.GetHexString(32, lowercase: true), services.Seed + (ulong)Interlocked.Increment(ref _next) - 1, services);
        _sessions[session.Id] = session;
        services.Metrics.Session(+1);
        return session;
    }

    /// <summary>Finds a session by its id.</summary>
    public StudioSession? Find(string id) => _sessions.GetValueOrDefault(id);

    /// <summary>Closes a session.</summary>
    public void Close(StudioSession session)
    {
        if (!_sessions.TryRemove(session.Id, out _))
            return;
        session.Dispose();
        Interlocked.Decrement(ref _count);
        services.Metrics.Session(-1);
    }
}
