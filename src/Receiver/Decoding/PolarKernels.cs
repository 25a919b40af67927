using System.Numerics;
using System.Runtime.InteropServices;

namespace SemCom.Receiver.Decoding;

/// <summary>
/// The arithmetic of successive cancellation. Element-wise, or summed in a fixed order, so that results are the same for every vector width.
/// Bits are sign masks: 0 for bit 0, 0x80000000 for bit 1.
/// </summary>
internal static class PolarKernels
{
    private const uint Sign = 0x8000_0000;

    /// <summary>Min-sum f: sgn(a)·sgn(b)·min(|a|, |b|) for the halves a, b of <paramref name="llrs"/>.</summary>
    public static void CheckNode(ReadOnlySpan<float> llrs, Span<float> result)
    {
        var half = result.Length;
        var a = MemoryMarshal.Cast<float, uint>(llrs[..half]);
        var b = MemoryMarshal.Cast<float, uint>(llrs.Slice(half, half));
        var r = MemoryMarshal.Cast<float, uint>(result);
        var i = 0;
        for (; i <= half - Vector<uint>.Count; i += Vector<uint>.Count)
        {
            var (va, vb) = (new Vector<uint>(a[i..]), new Vector<uint>(b[i..]));
            var sign = (va ^ vb) & new Vector<uint>(Sign);
            var magnitude = Vector.Min(va & new Vector<uint>(~Sign), vb & new Vector<uint>(~Sign));
            (magnitude | sign).CopyTo(r[i..]);
        }
        for (; i < half; i++)
            r[i] = Math.Min(a[i] & ~Sign, b[i] & ~Sign) | ((a[i] ^ b[i]) & Sign);
    }

    /// <summary>g: b + (1 − 2u)·a for the halves a, b of <paramref name="llrs"/> and the decided bits u.</summary>
    public static void VariableNode(ReadOnlySpan<float> llrs, ReadOnlySpan<uint> decided, Span<float> result)
    {
        var half = result.Length;
        var a = MemoryMarshal.Cast<float, uint>(llrs[..half]);
        var b = llrs.Slice(half, half);
        decided = decided[..half];
        var i = 0;
        for (; i <= half - Vector<float>.Count; i += Vector<float>.Count)
        {
            var signed = Vector.AsVectorSingle(new Vector<uint>(a[i..]) ^ new Vector<uint>(decided[i..]));
            (new Vector<float>(b[i..]) + signed).CopyTo(result[i..]);
        }
        for (; i < half; i++)
            result[i] = b[i] + BitConverter.UInt32BitsToSingle(a[i] ^ decided[i]);
    }

    /// <summary>Partial sums of the parent: (left ⊕ right, right).</summary>
    public static void Combine(ReadOnlySpan<uint> left, ReadOnlySpan<uint> right, Span<uint> result)
    {
        var half = left.Length;
        right = right[..half];
        var i = 0;
        for (; i <= half - Vector<uint>.Count; i += Vector<uint>.Count)
            (new Vector<uint>(left[i..]) ^ new Vector<uint>(right[i..])).CopyTo(result[i..]);
        for (; i < half; i++)
            result[i] = left[i] ^ right[i];
        right.CopyTo(result[half..]);
    }

    /// <summary>What the bits add to a path metric if all were 0 or all were 1: Σ max(0, −λ) and Σ max(0, λ).</summary>
    public static (float IfZeros, float IfOnes) Penalty(ReadOnlySpan<float> llrs)
    {
        var (ifZeros, ifOnes) = (0f, 0f);
        foreach (var llr in llrs)
        {
            if (llr < 0)
                ifZeros -= llr;
            else
                ifOnes += llr;
        }
        return (ifZeros, ifOnes);
    }

    /// <summary>Writes the signs of all LLRs and returns the smallest magnitude.</summary>
    public static float HardDecide(ReadOnlySpan<float> llrs, Span<uint> decided)
    {
        var bits = MemoryMarshal.Cast<float, uint>(llrs);
        var (i, smallest) = (0, uint.MaxValue);
        if (bits.Length >= Vector<uint>.Count)
        {
            var wideSmallest = new Vector<uint>(uint.MaxValue);
            for (; i <= bits.Length - Vector<uint>.Count; i += Vector<uint>.Count)
            {
                var wide = new Vector<uint>(bits[i..]);
                (wide & new Vector<uint>(Sign)).CopyTo(decided[i..]);
                wideSmallest = Vector.Min(wideSmallest, wide & new Vector<uint>(~Sign));
            }
            for (var lane = 0; lane < Vector<uint>.Count; lane++)
                smallest = Math.Min(smallest, wideSmallest[lane]);
        }
        for (; i < bits.Length; i++)
        {
            decided[i] = bits[i] & Sign;
            smallest = Math.Min(smallest, bits[i] & ~Sign);
        }
        return BitConverter.UInt32BitsToSingle(smallest);
    }

    /// <summary>Finds the positions of the smallest magnitudes, smallest first, the first of equal ones first.</summary>
    public static void LeastReliable(ReadOnlySpan<float> llrs, Span<int> positions)
    {
        var count = 0;
        for (var i = 0; i < llrs.Length; i++)
        {
            var magnitude = Math.Abs(llrs[i]);
            if (count == positions.Length && magnitude >= Math.Abs(llrs[positions[^1]]))
                continue;
            var place = count < positions.Length ? count++ : count - 1;
            for (; place > 0 && Math.Abs(llrs[positions[place - 1]]) > magnitude; place--)
                positions[place] = positions[place - 1];
            positions[place] = i;
        }
    }
}
