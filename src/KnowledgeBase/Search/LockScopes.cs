namespace SemCom.Knowledge;

/// <summary>Locks for the length of a using statement.</summary>
internal static class LockScopes
{
    /// <summary>Shares with other readers.</summary>
    public static LockScope Reading(this ReaderWriterLockSlim theLock) => new(theLock, writes: false);

    /// <summary>Alone.</summary>
    public static LockScope Writing(this ReaderWriterLockSlim theLock) => new(theLock, writes: true);
}
