namespace SemCom.Coding;

/// <summary>Derives the index sets of a <see cref="PolarCode"/> from K and E: TS 38.212 §5.3.1 (N, frozen bits) and §5.4.1.</summary>
internal sealed class PolarRateMatcher
{
    private const int MinLog2Length = 5;
    private const int MaxLog2Length = 10;

    private readonly int _k;
    private readonly int _e;

    public PolarRateMatcher(int k, int e)
    {
        (_k, _e) = (k, e);
        MotherLength = 1 << Log2MotherLength(k, e);
        if (e >= MotherLength)
            Mode = PolarRateMatching.Repetition;
        else
            Mode = 16L * k <= 7L * e ? PolarRateMatching.Puncturing : PolarRateMatching.Shortening;
    }

    public int MotherLength { get; }

    public PolarRateMatching Mode { get; }

    /// <summary>§5.4.1.2 after §5.4.1.1, then §5.4.1.3: which codeword bit is sent as coded bit e.</summary>
    public int[] CodedBitSources(bool interleave)
    {
        var first = Mode == PolarRateMatching.Puncturing ? MotherLength - _e : 0;
        var selected = new int[_e];
        for (var i = 0; i < _e; i++)
            selected[i] = SubBlockInterleaved((first + i) % MotherLength);
        return interleave ? TriangularInterleave(selected) : selected;
    }

    /// <summary>Codeword positions that shortening leaves out.</summary>
    public int[] ShortenedPositions() => Mode == PolarRateMatching.Shortening
        ? [.. Enumerable.Range(_e, MotherLength - _e).Select(SubBlockInterleaved)]
        : [];

    /// <summary>§5.4.1.1: the K most reliable positions among those that rate matching does not force to be frozen, ascending.</summary>
    public int[] InformationPositions()
    {
        var forced = ForcedFrozen();
        var chosen = new List<int>(_k);
        var sequence = PolarTables.ReliabilitySequence;
        for (var rank = sequence.Length - 1; rank >= 0 && chosen.Count < _k; rank--)
        {
            var position = sequence[rank];
            if (position < MotherLength && !forced[position])
                chosen.Add(position);
        }
        if (chosen.Count < _k)
            throw new ArgumentException($"TS 38.212 has no polar code for K = {_k}, E = {_e}; use more coded bits");
        chosen.Sort();
        return [.. chosen];
    }

    private bool[] ForcedFrozen()
    {
        var forced = new bool[MotherLength];
        if (Mode == PolarRateMatching.Puncturing)
        {
            for (var i = 0; i < MotherLength - _e; i++)
                forced[SubBlockInterleaved(i)] = true;
            var threshold = 4 * _e >= 3 * MotherLength
                ? CeilingOfQuotient(3 * MotherLength - 2 * _e, 4)
                : CeilingOfQuotient(9 * MotherLength - 4 * _e, 16);
            forced.AsSpan(0, Math.Max(threshold, 0)).Fill(true);
        }
        foreach (var position in ShortenedPositions())
            forced[position] = true;
        return forced;
    }

    /// <summary>J(n) of §5.4.1.1.</summary>
    private int SubBlockInterleaved(int n)
    {
        var block = MotherLength / 32;
        return PolarTables.SubBlockInterleaver[n / block] * block + n % block;
    }

    /// <summary>§5.3.1: n = max(min(n1, n2, 10), 5).</summary>
    private static int Log2MotherLength(int k, int e)
    {
        var ceiling = CeilingOfLog2(e);
        var n1 = 8L * e <= 9L << (ceiling - 1) && 16L * k < 9L * e ? ceiling - 1 : ceiling;
        var n2 = CeilingOfLog2(8 * k);
        return Math.Max(Math.Min(Math.Min(n1, n2), MaxLog2Length), MinLog2Length);
    }

    /// <summary>§5.4.1.3: writes rows of an isosceles triangle, reads columns.</summary>
    private static int[] TriangularInterleave(int[] bits)
    {
        var side = 0;
        while (side * (side + 1) / 2 < bits.Length)
            side++;
        var read = new int[bits.Length];
        var count = 0;
        for (var column = 0; column < side; column++)
        {
            for (var (row, index) = (0, column); row < side - column && index < bits.Length; row++)
            {
                read[count++] = bits[index];
                index += side - row;
            }
        }
        return read;
    }

    private static int CeilingOfLog2(int value)
    {
        var log = 0;
        while (1L << log < value)
            log++;
        return log;
    }

    private static int CeilingOfQuotient(int value, int divisor) => (int)Math.Ceiling((double)value / divisor);
}
