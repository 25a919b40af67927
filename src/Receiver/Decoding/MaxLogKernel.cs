using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SemCom.Coding;

namespace SemCom.Receiver.Decoding;

/// <summary>
/// Max-log LLRs of four symbols at a time: their eight real dimensions side by side. Each operation is that of the plain rule in <see cref="QamDemapper"/>, and
/// rounding is monotonic, so that the smallest distance times 1/N0 is the largest metric to the last bit.
/// </summary>
internal static class MaxLogKernel
{
    private const int SymbolsPerVector = 4;

    /// <summary>Demaps as many symbols as fill vectors and says how many.</summary>
    public static int Demap(Constellation constellation, ReadOnlySpan<Complex32> symbols, ReadOnlySpan<float> noisePower, Span<float> llrs)
    {
        var axes = MemoryMarshal.Cast<Complex32, float>(symbols);
        var pairs = MemoryMarshal.Cast<float, ulong>(llrs);
        var bits = constellation.BitsPerAxis;
        Span<Vector256<float>> ofBit = stackalloc Vector256<float>[bits];
        Span<Vector256<float>> ofOne = stackalloc Vector256<float>[bits];
        var s = 0;
        for (; s <= symbols.Length - SymbolsPerVector; s += SymbolsPerVector)
        {
            var y = Vector256.Create(axes[(2 * s)..]);
            var noise = Vector128.Create(noisePower[s..]);
            var inverse = Vector256.Create(
                Vector128.Shuffle(Vector128<float>.One / noise, Vector128.Create(0, 0, 1, 1)),
                Vector128.Shuffle(Vector128<float>.One / noise, Vector128.Create(2, 2, 3, 3)));
            var known = Known(y, inverse);
            y = Vector256.MinNative(Vector256.MaxNative(y & known, Vector256.Create(-QamDemapper.MaxAmplitude)), Vector256.Create(QamDemapper.MaxAmplitude));
            inverse = Vector256.MinNative(inverse & known, Vector256.Create(QamDemapper.MaxInverseNoise));
            if (bits == 1)
                ofBit[0] = Limit(Vector256.Create(4 * constellation.AxisAmplitudes[0]) * y * inverse) & known;
            else
                Llrs(constellation.AxisAmplitudes, y, inverse, known, ofBit, ofOne);
            // Bits 2b and 2b + 1 of a symbol are one pair of I and Q.
            var target = pairs.Slice(s * bits, SymbolsPerVector * bits);
            for (var bit = 0; bit < bits; bit++)
            {
                var source = ofBit[bit].AsUInt64();
                target[bit] = source[0];
                target[bit + bits] = source[1];
                target[bit + 2 * bits] = source[2];
                target[bit + 3 * bits] = source[3];
            }
        }
        return s;
    }

    /// <summary>All ones for both dimensions of symbols that are finite and have a noise power that is neither negative, NaN nor infinite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Known(Vector256<float> y, Vector256<float> inverse)
    {
        var finite = Vector256.LessThan(Vector256.Abs(y), Vector256.Create(float.PositiveInfinity));
        finite &= Vector256.Shuffle(finite, Vector256.Create(1, 0, 3, 2, 5, 4, 7, 6));
        return finite & Vector256.GreaterThan(inverse, Vector256<float>.Zero);
    }

    /// <summary>(Smallest distance for bit 1 − smallest for bit 0) / N0, into <paramref name="ofZero"/>.</summary>
    private static void Llrs(
        ReadOnlySpan<float> amplitudes, Vector256<float> y, Vector256<float> inverse, Vector256<float> known,
        Span<Vector256<float>> ofZero, Span<Vector256<float>> ofOne)
    {
        ofZero.Fill(Vector256.Create(float.PositiveInfinity));
        ofOne.Fill(Vector256.Create(float.PositiveInfinity));
        for (var label = 0; label < amplitudes.Length; label++)
        {
            var distance = y - Vector256.Create(amplitudes[label]);
            distance *= distance;
            for (var bit = 0; bit < ofZero.Length; bit++)
            {
                ref var least = ref ((label >> (ofZero.Length - 1 - bit)) & 1) == 0 ? ref ofZero[bit] : ref ofOne[bit];
                least = Vector256.MinNative(least, distance);
            }
        }
        for (var bit = 0; bit < ofZero.Length; bit++)
            ofZero[bit] = Limit(ofOne[bit] * inverse - ofZero[bit] * inverse) & known;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Limit(Vector256<float> llr) =>
        Vector256.MinNative(Vector256.MaxNative(llr, Vector256.Create(-QamDemapper.MaxLlr)), Vector256.Create(QamDemapper.MaxLlr));
}
