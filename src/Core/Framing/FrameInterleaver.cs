namespace SemCom.Framing;

/// <summary>
/// Spreads what stands behind the header over the whole frame: neighbouring symbols meet different times and subcarriers, so that a code word sees
/// all of the channel's diversity, and a faded stretch hurts all importances alike. Symbol i stands at position (i · stride) mod n.
/// </summary>
public static class FrameInterleaver
{
    private const double GoldenRatio = 0.6180339887498949;

    /// <summary>k·‖k·α‖ stays above 0.38 for the golden ratio itself; this much is demanded of a stride and of its inverse.</summary>
    private const double EvenEnough = 0.15;

    private const int MaxTries = 1000;
    private const int MaxMultiple = 64;

    /// <summary>
    /// A stride near n/φ without a common factor, so that runs of symbols are spread evenly over positions, whose inverse modulo n spreads
    /// runs of positions evenly over symbols: the first that is even enough, or else the best of those tried.
    /// </summary>
    public static int Stride(int n)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(n);
        var (best, bestEvenness) = (1, 0.0);
        var first = Math.Max(1, (int)(n * GoldenRatio));
        for (var stride = first; stride < Math.Min(n, first + MaxTries) && bestEvenness < EvenEnough; stride++)
        {
            if (Inverse(stride, n) is not { } inverse)
                continue;
            var evenness = Math.Min(Evenness(stride, n), Evenness(inverse, n));
            if (evenness > bestEvenness)
                (best, bestEvenness) = (stride, evenness);
        }
        return best;
    }

    /// <summary>Position of symbol <paramref name="i"/>.</summary>
    public static int PositionOf(int i, int stride, int n) => (int)((long)i * stride % n);

    /// <summary>Symbols, or what belongs to them, in order to their order of transmission.</summary>
    public static void Spread<T>(ReadOnlySpan<T> ordered, Span<T> sent)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(sent.Length, ordered.Length);
        if (ordered.IsEmpty)
            return;
        var (n, stride) = (ordered.Length, Stride(ordered.Length));
        for (var i = 0; i < n; i++)
            sent[PositionOf(i, stride, n)] = ordered[i];
    }

    /// <summary>Received symbols in order, with their noise; +∞ and 0 where nothing arrived.</summary>
    /// <param name="received">What arrived, perhaps less or more than <paramref name="count"/> symbols.</param>
    /// <param name="noisePower">Effective N0 of each.</param>
    /// <param name="count">Symbols that were sent.</param>
    public static (Complex32[] Symbols, float[] NoisePower) Gather(ReadOnlySpan<Complex32> received, ReadOnlySpan<float> noisePower, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(noisePower.Length, received.Length);
        var (symbols, noise) = (new Complex32[count], new float[count]);
        noise.AsSpan().Fill(float.PositiveInfinity);
        var stride = count == 0 ? 1 : Stride(count);
        for (var i = 0; i < count; i++)
        {
            if (PositionOf(i, stride, count) is var at && at < received.Length)
                (symbols[i], noise[i]) = (received[at], noisePower[at]);
        }
        return (symbols, noise);
    }

    /// <summary>The smallest k·‖k·step/n‖, with ‖x‖ the distance to the nearest whole number: large where multiples of the step fill the circle evenly.</summary>
    private static double Evenness(int step, int n)
    {
        var smallest = 1.0;
        for (var k = 1; k <= MaxMultiple && (long)k * k <= n; k++)
        {
            var rest = (long)k * step % n;
            smallest = Math.Min(smallest, (double)k * Math.Min(rest, n - rest) / n);
        }
        return smallest;
    }

    /// <summary>x with x · <paramref name="value"/> ≡ 1 (mod n); null when they share a factor (extended Euclid).</summary>
    private static int? Inverse(int value, int n)
    {
        var (a, b, x, y) = ((long)value, (long)n, 1L, 0L);
        while (b != 0)
        {
            var quotient = a / b;
            (a, b) = (b, a - quotient * b);
            (x, y) = (y, x - quotient * y);
        }
        return a == 1 ? (int)((x % n + n) % n) : null;
    }
}
