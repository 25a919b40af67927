namespace SemCom.Knowledge;

/// <summary>A time during which a group key was the newest.</summary>
/// <param name="Key">Number of the key (<see cref="GroupKey.NumberOf"/>).</param>
/// <param name="Earlier">The key before it, sealed under this one; empty in the first epoch. So who has the newest key has all of them, and who has an older one no newer one.</param>
internal sealed record KeyEpoch(ulong Key, byte[] Earlier);
