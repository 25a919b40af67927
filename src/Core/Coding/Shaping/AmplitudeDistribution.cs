namespace SemCom.Coding;

/// <summary>How often each amplitude of one real dimension is sent, in whole parts of <see cref="Total"/>: exact, so that both ends round alike. Immutable.</summary>
public sealed class AmplitudeDistribution
{
    /// <summary>Sum of all parts.</summary>
    public const int Total = 4096;

    private readonly int[] _parts;

    /// <summary>Creates the distribution.</summary>
    /// <param name="parts">Parts of <see cref="Total"/> for each amplitude, the smallest amplitude first.</param>
    /// <exception cref="ArgumentException">The parts are no such numbers.</exception>
    public AmplitudeDistribution(ReadOnlySpan<int> parts)
    {
        _parts = parts.ToArray();
        if (_parts.Sum() != Total || Array.Exists(_parts, part => part < 0))
            throw new ArgumentException($"the parts of all amplitudes must be at least 0 and sum to {Total} (were {string.Join(", ", _parts)})", nameof(parts));
    }

    /// <summary>Parts of <see cref="Total"/>, the smallest amplitude first.</summary>
    public ReadOnlySpan<int> Parts => _parts;

    /// <summary>H(A) of one amplitude [bits].</summary>
    public double EntropyBits => -_parts.Where(part => part > 0).Sum(part => (double)part / Total * Math.Log2((double)part / Total));

    /// <summary>The composition of <paramref name="length"/> amplitudes: each share rounded down, and one more for those that lose most by that, smaller amplitudes first.</summary>
    /// <param name="length">0..<see cref="ConstantCompositionMatcher.MaxLength"/>.</param>
    public int[] Composition(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, ConstantCompositionMatcher.MaxLength);
        int[] counts = [.. _parts.Select(part => part * length / Total)];
        foreach (var amplitude in Enumerable.Range(0, counts.Length).OrderByDescending(a => _parts[a] * length % Total).Take(length - counts.Sum()))
            counts[amplitude]++;
        return counts;
    }
}
