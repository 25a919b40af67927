using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SemCom.Receiver.Decoding;

/// <summary>
/// LLRs in single precision to 8 bits. Min-sum does not care for the scale, so each block gets its own: the mean magnitude, with LLRs beyond
/// <see cref="Certain"/> taken for that, becomes <see cref="TargetMean"/>. That leaves a resolution well below the noise at low rates and lets the strong
/// bits of large constellations saturate instead of the weak ones vanish.
/// </summary>
internal static class LlrQuantizer
{
    /// <summary>Largest magnitude of bits and messages.</summary>
    public const int Max = 127;

    /// <summary>
    /// Largest magnitude of a quantised LLR, a third of it. Where LLRs fill the whole range, messages have no room to outweigh them, and blocks of far better SNR than they need are lost.
    /// </summary>
    public const int MaxLlr = 40;

    /// <summary>Mean magnitude after quantisation.</summary>
    public const float TargetMean = 12;

    /// <summary>Mean magnitude in a second try: half the resolution, twice the room.</summary>
    public const float RoomyMean = TargetMean / 2;

    /// <summary>A bit with this LLR is wrong once in 160,000: what it says beyond does not count.</summary>
    public const float Certain = 12;

    private const int Width = 8;

    /// <summary>Factor that gives a block whose received LLRs (those that are not zero) have this sum of magnitudes and number a mean magnitude.</summary>
    public static float Scale(float sum, int count, float mean) => sum > 0 ? mean * count / sum : 1;

    /// <summary>
    /// Sum of the magnitudes, each at most <see cref="Certain"/>, and number of LLRs that are not zero; NaN counts as 0. The order of addition is fixed.
    /// </summary>
    public static (float Sum, int Count) Measure(ReadOnlySpan<float> llrs)
    {
        var (even, odd, count) = (Vector256<float>.Zero, Vector256<float>.Zero, 0);
        var i = 0;
        ref var source = ref MemoryMarshal.GetReference(llrs);
        for (; i <= llrs.Length - 2 * Width; i += 2 * Width)
        {
            even += Magnitude(Vector256.LoadUnsafe(ref source, (nuint)i), ref count);
            odd += Magnitude(Vector256.LoadUnsafe(ref source, (nuint)(i + Width)), ref count);
        }
        var sum = Vector256.Sum(even + odd);
        for (; i < llrs.Length; i++)
            sum += Magnitude(Vector256.CreateScalar(llrs[i]), ref count)[0];
        return (sum, count);
    }

    /// <summary>Rounds llr · scale to the nearest integer, halves away from zero, within ±<see cref="MaxLlr"/>; NaN gives 0.</summary>
    public static void Quantize(ReadOnlySpan<float> llrs, float scale, Span<sbyte> quantized)
    {
        var i = 0;
        ref var source = ref MemoryMarshal.GetReference(llrs);
        ref var target = ref MemoryMarshal.GetReference(quantized[..llrs.Length]);
        for (; i <= llrs.Length - 2 * Width; i += 2 * Width)
        {
            var (low, high) = (Vector256.LoadUnsafe(ref source, (nuint)i), Vector256.LoadUnsafe(ref source, (nuint)(i + Width)));
            var narrow = Vector256.NarrowWithSaturation(Round(low, scale), Round(high, scale));
            Vector128.NarrowWithSaturation(narrow.GetLower(), narrow.GetUpper()).StoreUnsafe(ref target, (nuint)i);
        }
        for (; i < llrs.Length; i++)
            quantized[i] = (sbyte)Round(Vector256.Create(llrs[i]), scale)[0];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Magnitude(Vector256<float> llr, ref int count)
    {
        var magnitude = Vector256.Abs(llr);
        var received = Vector256.GreaterThan(magnitude, Vector256<float>.Zero);
        count += BitOperations.PopCount(received.ExtractMostSignificantBits());
        return Vector256.MinNative(magnitude, Vector256.Create(Certain)) & received;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Round(Vector256<float> llr, float scale)
    {
        var limit = Vector256.Create((float)MaxLlr);
        var x = Vector256.MinNative(Vector256.MaxNative(llr * Vector256.Create(scale), -limit), limit);
        var rounded = Vector256.ConvertToInt32Native(x + (Vector256.Create(0.5f) | (x & Vector256.Create(-0f))));
        return rounded & Vector256.Equals(llr, llr).AsInt32();
    }
}
