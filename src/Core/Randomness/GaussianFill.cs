using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SemCom.Randomness;

/// <summary>
/// Fills memory with normals: normals 4b … 4b+3 come from block b, the pair (4b, 4b+1) from its words 0 and 1, the pair
/// (4b+2, 4b+3) from its words 2 and 3. The vector path and the scalar path give the same bits.
/// </summary>
internal static class GaussianFill
{
    private const int NormalsPerBlock = 4;
    private const int NormalsPerStep = 16;

    /// <summary>Normals <paramref name="start"/>, start+1, … by the fastest path of this processor.</summary>
    public static void Fill(in CounterRandom random, Span<float> destination, ulong start)
    {
        if (!Vector256.IsHardwareAccelerated)
        {
            FillScalar(random, destination, start);
            return;
        }

        var head = Math.Min(destination.Length, (int)(-(long)start & (NormalsPerBlock - 1)));
        FillScalar(random, destination[..head], start);
        var body = (destination.Length - head) & ~(NormalsPerStep - 1);
        FillVector(random, destination.Slice(head, body), (start + (ulong)head) / NormalsPerBlock);
        FillScalar(random, destination[(head + body)..], start + (ulong)(head + body));
    }

    /// <summary>The plain path: any start, any length.</summary>
    public static void FillScalar(in CounterRandom random, Span<float> destination, ulong start)
    {
        Span<float> four = stackalloc float[NormalsPerBlock];
        var skip = (int)(start % NormalsPerBlock);
        for (var block = start / NormalsPerBlock; !destination.IsEmpty; block++)
        {
            var (x0, x1, x2, x3) = random.At(block);
            (four[0], four[1]) = BoxMuller.Pair(x0, x1);
            (four[2], four[3]) = BoxMuller.Pair(x2, x3);
            var count = Math.Min(NormalsPerBlock - skip, destination.Length);
            four.Slice(skip, count).CopyTo(destination);
            destination = destination[count..];
            skip = 0;
        }
    }

    /// <summary>The path for 256-bit vectors: from a block's first normal on, a multiple of 16 normals.</summary>
    public static void FillVector(in CounterRandom random, Span<float> destination, ulong firstBlock)
    {
        ref var target = ref MemoryMarshal.GetReference(destination);
        var low = Vector256.Create(0xFFFF_FFFFUL);
        var block = Vector256.Create(firstBlock) + Vector256.Create(0UL, 1, 2, 3);
        for (nuint i = 0; i < (nuint)destination.Length; i += NormalsPerStep)
        {
            var c0 = block;
            var c1 = (block >>> 32) | Vector256.Create((ulong)random.PurposeWord);
            var c2 = Vector256.Create(random.Frame & 0xFFFF_FFFF);
            var c3 = Vector256.Create(random.Frame >> 32);
            Philox.Blocks(ref c0, ref c1, ref c2, ref c3, (uint)random.Seed, (uint)(random.Seed >> 32));
            var (inPhase, quadrature) = BoxMuller.Pairs(
                ((c0 & low) | (c2 << 32)).AsUInt32(), ((c1 & low) | (c3 << 32)).AsUInt32());
            Interleave(inPhase, quadrature, out var first, out var second);
            first.StoreUnsafe(ref target, i);
            second.StoreUnsafe(ref target, i + 8);
            block += Vector256.Create(4UL);
        }
    }

    /// <summary>I₀…I₇ and Q₀…Q₇ become I₀ Q₀ … I₃ Q₃ and I₄ Q₄ … I₇ Q₇.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Interleave(Vector256<float> i, Vector256<float> q, out Vector256<float> first, out Vector256<float> second)
    {
        var odd = Vector256.Create(0, -1, 0, -1, 0, -1, 0, -1).AsSingle();
        var lower = Vector256.Create(0, 0, 1, 1, 2, 2, 3, 3);
        var upper = Vector256.Create(4, 4, 5, 5, 6, 6, 7, 7);
        first = Vector256.ConditionalSelect(odd, Vector256.Shuffle(q, lower), Vector256.Shuffle(i, lower));
        second = Vector256.ConditionalSelect(odd, Vector256.Shuffle(q, upper), Vector256.Shuffle(i, upper));
    }
}
