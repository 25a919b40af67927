using System.Numerics;
using System.Runtime.InteropServices;

namespace SemCom.Coding;

/// <summary>x = u·F^⊗n over GF(2), F = [1 0; 1 1], in natural order (TS 38.212 §5.3.1.2). It is its own inverse.</summary>
public static class PolarTransform
{
    /// <summary>Transforms in place. Every bit of an element is transformed on its own, so elements may be 0/1 or all-zeros/all-ones.</summary>
    /// <param name="word">2^n elements.</param>
    public static void Apply<T>(Span<T> word) where T : struct, IBinaryInteger<T>
    {
        if (!BitOperations.IsPow2(word.Length))
            throw new ArgumentException($"the polar transform needs a power of two (got {word.Length} elements)", nameof(word));
        for (var half = 1; half < word.Length; half *= 2)
        {
            for (var start = 0; start < word.Length; start += 2 * half)
                Xor(word.Slice(start, half), word.Slice(start + half, half));
        }
    }

    /// <summary>target ^= other, element by element.</summary>
    private static void Xor<T>(Span<T> target, ReadOnlySpan<T> other) where T : struct, IBinaryInteger<T>
    {
        var wideTarget = MemoryMarshal.Cast<T, Vector<T>>(target);
        var wideOther = MemoryMarshal.Cast<T, Vector<T>>(other);
        for (var i = 0; i < wideTarget.Length; i++)
            wideTarget[i] ^= wideOther[i];
        for (var i = wideTarget.Length * Vector<T>.Count; i < target.Length; i++)
            target[i] ^= other[i];
    }
}
