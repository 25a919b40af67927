namespace SemCom.Knowledge;

/// <summary>Holds a lock for the length of a using statement.</summary>
internal readonly ref struct LockScope
{
    private readonly ReaderWriterLockSlim _lock;
    private readonly bool _writes;

    internal LockScope(ReaderWriterLockSlim theLock, bool writes)
    {
        (_lock, _writes) = (theLock, writes);
        if (writes)
            theLock.EnterWriteLock();
        else
            theLock.EnterReadLock();
    }

    /// <summary>Gives the lock back.</summary>
    public void Dispose()
    {
        if (_writes)
            _lock.ExitWriteLock();
        else
            _lock.ExitReadLock();
    }
}
