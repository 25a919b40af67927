namespace SemCom.Streaming;

/// <summary>Which numbers of a sender have been seen: a bitmap that slides with the highest one (RFC 4303 §3.4.3, as a ring of words by RFC 6479). One thread.</summary>
internal sealed class ReplayWindow
{
    /// <summary>Numbers that are told apart; older ones count as seen.</summary>
    public const int Size = Words * Bits - Bits;

    private const int Words = 128, Bits = 64;

    private readonly ulong[] _seen = new ulong[Words];
    private ulong _highest;

    /// <summary>Takes a number; false where it was seen before, is too old, or 0, which no sender uses.</summary>
    public bool Take(ulong number)
    {
        if (number == 0 || (_highest > number && _highest - number >= Size))
            return false;
        var word = number / Bits;
        if (number > _highest)
        {
            var steps = Math.Min(word - _highest / Bits, Words);
            for (var i = 1UL; i <= steps; i++)
                _seen[(_highest / Bits + i) % Words] = 0;
            _highest = number;
        }
        ref var bits = ref _seen[word % Words];
        var bit = 1UL << (int)(number % Bits);
        if ((bits & bit) != 0)
            return false;
        bits |= bit;
        return true;
    }
}
