namespace SemCom.Coding;

/// <summary>
/// Constant composition distribution matcher (Schulte and Böcherer, IEEE Trans. Inf. Theory 62(1), 2016): uniform bits to a sequence in which every amplitude occurs a
/// fixed number of times, and back. An arithmetic decoder reads the bits as a point of [0, 1) and draws amplitudes without replacement; an arithmetic encoder finds the point again.
/// Immutable; serves any number of threads.
/// </summary>
/// <remarks>
/// All in integers, so that both ends agree on any processor. The range is kept above 2^54, and the rest of its division by the n ≤ 2^17 draws left goes to the last amplitude that is left: where c of it
/// are, its interval is wider than its share by a factor below 1 + n²/(c·2^54) ≤ 1 + 2^−20/c. Each amplitude can be the last with each c once, at most 8·(1 + ln 2^17) times 2^−20 together, below 2^−12:
/// a sequence holds at most one point of the grid of 2^−<see cref="InputBits"/>.
/// </remarks>
public sealed class ConstantCompositionMatcher
{
    /// <summary>Longest sequence.</summary>
    public const int MaxLength = 1 << 17;

    private const ulong FirstRange = 1UL << RangeBits;
    private const int RangeBits = 62;
    private const ulong LeastRange = 1UL << 54;

    /// <summary>Fraction bits of logarithms, and what the rounding of ranges and logarithms may take away from theirs together.</summary>
    private const int LogBits = 40;
    private const long LogMargin = 1L << (LogBits - 10);

    private static readonly Lazy<long[]> LogFactorials = new(SumLogarithms);

    private readonly int[] _composition;

    /// <summary>Creates the matcher.</summary>
    /// <param name="composition">How often each amplitude occurs, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, or there are more than <see cref="MaxLength"/> together.</exception>
    public ConstantCompositionMatcher(ReadOnlySpan<int> composition)
    {
        InputBits = BitsOf(composition);
        _composition = composition.ToArray();
        Length = _composition.Sum();
    }

    /// <summary>How often each amplitude occurs.</summary>
    public ReadOnlySpan<int> Composition => _composition;

    /// <summary>n: amplitudes in a sequence.</summary>
    public int Length { get; }

    /// <summary>k: bits that a sequence stands for.</summary>
    public int InputBits { get; }

    /// <summary>k = ⌊log2(n! / Π n_a!) − 2^−10⌋, or 0: one less than the whole number below the logarithm at most.</summary>
    /// <param name="composition">How often each amplitude occurs.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, or there are more than <see cref="MaxLength"/> together.</exception>
    public static int BitsOf(ReadOnlySpan<int> composition)
    {
        var (length, logarithm) = (0, 0L);
        foreach (var count in composition)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(count, nameof(composition));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MaxLength - length, nameof(composition));
            length += count;
            logarithm -= LogFactorials.Value[count];
        }
        return (int)(Math.Max(0, logarithm + LogFactorials.Value[length] - LogMargin) >> LogBits);
    }

    /// <summary>Bits to amplitudes.</summary>
    /// <param name="bits"><see cref="InputBits"/> bits, one per byte, 0 or 1.</param>
    /// <param name="amplitudes">Receives <see cref="Length"/> indices into the composition.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public void Match(ReadOnlySpan<byte> bits, Span<byte> amplitudes)
    {
        CheckLengths(bits, amplitudes);
        Span<int> left = stackalloc int[_composition.Length];
        _composition.CopyTo(left);
        var (value, range, next) = (0UL, FirstRange, 0);
        for (; next < RangeBits; next++)
            value = 2 * value + Bit(bits, next);
        for (var i = 0; i < amplitudes.Length; i++)
        {
            var unit = range / (uint)(Length - i);
            var (amplitude, start) = (0, 0UL);
            for (var end = unit * (uint)left[0]; value >= end && HasMore(left, amplitude); end += unit * (uint)left[amplitude])
            {
                start = end;
                amplitude++;
            }
            range = HasMore(left, amplitude) ? unit * (uint)left[amplitude] : range - start;
            value -= start;
            left[amplitude]--;
            amplitudes[i] = (byte)amplitude;
            for (; range < LeastRange; range <<= 8)
            {
                for (var end = next + 8; next < end; next++)
                    value = 2 * value + Bit(bits, next);
            }
        }
    }

    /// <summary>Amplitudes back to bits.</summary>
    /// <param name="amplitudes"><see cref="Length"/> indices.</param>
    /// <param name="bits">Receives <see cref="InputBits"/> bits, one per byte; zeros where the method returns false.</param>
    /// <returns>False when <see cref="Match"/> never makes this sequence: its composition is another, or no point lies in its interval.</returns>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public bool TryDematch(ReadOnlySpan<byte> amplitudes, Span<byte> bits)
    {
        CheckLengths(bits, amplitudes);
        bits.Clear();
        Span<int> left = stackalloc int[_composition.Length];
        _composition.CopyTo(left);
        // The point is 0.d0 d1 d2 … in bytes, then the 64 bits of low, of which the first two are carries at the start.
        var digits = new byte[Length + 8];
        var (low, range, count) = (0UL, FirstRange, 0);
        for (var i = 0; i < amplitudes.Length; i++)
        {
            var amplitude = amplitudes[i];
            if (amplitude >= left.Length || left[amplitude] == 0)
                return false;
            var unit = range / (uint)(Length - i);
            var before = 0U;
            for (var a = 0; a < amplitude; a++)
                before += (uint)left[a];
            Add(unit * before);
            range = HasMore(left, amplitude) ? unit * (uint)left[amplitude] : range - unit * before;
            left[amplitude]--;
            for (; range < LeastRange; range <<= 8)
            {
                digits[count++] = (byte)(low >> 56);
                low <<= 8;
            }
        }
        // The smallest point of the grid that is no less than low.
        var pad = 8 * count + RangeBits - InputBits;
        var step = (0 - low) & ((1UL << pad) - 1);
        if (step >= range)
            return false;
        Add(step);
        for (var i = 0; i < bits.Length; i++)
        {
            var position = i + 64 - RangeBits;
            var fromLow = low >> (63 - (position - 8 * count));
            bits[i] = (byte)(1 & (position < 8 * count ? (uint)digits[position >> 3] >> (7 - (position & 7)) : (uint)fromLow));
        }
        return true;

        void Add(ulong offset)
        {
            low += offset;
            if (low >= offset)
                return;
            var digit = count - 1;
            while (++digits[digit] == 0)
                digit--;
        }
    }

    /// <summary>Whether any amplitude behind one is left; the last one that is gets the rest of the range.</summary>
    private static bool HasMore(ReadOnlySpan<int> left, int amplitude) => left[(amplitude + 1)..].ContainsAnyExcept(0);

    private static ulong Bit(ReadOnlySpan<byte> bits, int index) => index < bits.Length ? bits[index] : 0U;

    /// <summary>log2 i! for every length.</summary>
    private static long[] SumLogarithms()
    {
        var sums = new long[MaxLength + 1];
        for (var i = 2; i < sums.Length; i++)
            sums[i] = sums[i - 1] + Logarithm((ulong)i);
        return sums;
    }

    /// <summary>log2 of a number by repeated squaring, rounded down to 2^−<see cref="LogBits"/>.</summary>
    private static long Logarithm(ulong number)
    {
        var whole = (long)ulong.Log2(number);
        var (mantissa, result) = (number << (63 - (int)whole), whole);
        for (var bit = 0; bit < LogBits; bit++)
        {
            var square = Math.BigMul(mantissa, mantissa, out var rest);
            var above = square >> 63;
            mantissa = above == 1 ? square : 2 * square + (rest >> 63);
            result = 2 * result + (long)above;
        }
        return result;
    }

    private void CheckLengths(ReadOnlySpan<byte> bits, ReadOnlySpan<byte> amplitudes)
    {
        if (bits.Length != InputBits)
            throw new ArgumentException($"the matcher takes {InputBits} bits (got {bits.Length})", nameof(bits));
        if (amplitudes.Length != Length)
            throw new ArgumentException($"the matcher makes {Length} amplitudes (got {amplitudes.Length})", nameof(amplitudes));
    }
}
