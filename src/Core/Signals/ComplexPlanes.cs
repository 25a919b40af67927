using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SemCom;

/// <summary>Complex numbers as two planes of reals, the form in which vector arithmetic needs no shuffles, and back.</summary>
public static class ComplexPlanes
{
    private const int Lanes = 8;

    /// <summary>Splits <paramref name="numbers"/> into planes that are at least as long.</summary>
    public static void Split(ReadOnlySpan<Complex32> numbers, Span<float> real, Span<float> imaginary)
    {
        CheckLengths(numbers.Length, real, imaginary);
        var i = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            ref var source = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<Complex32, float>(numbers));
            ref var re = ref MemoryMarshal.GetReference(real);
            ref var im = ref MemoryMarshal.GetReference(imaginary);
            for (; i <= numbers.Length - Lanes; i += Lanes)
            {
                var (a, b) = Unzip(Vector256.LoadUnsafe(ref source, (nuint)(2 * i)), Vector256.LoadUnsafe(ref source, (nuint)(2 * i + Lanes)));
                a.StoreUnsafe(ref re, (nuint)i);
                b.StoreUnsafe(ref im, (nuint)i);
            }
        }
        for (; i < numbers.Length; i++)
            (real[i], imaginary[i]) = (numbers[i].Real, numbers[i].Imaginary);
    }

    /// <summary>Joins planes that are at least as long as <paramref name="numbers"/>.</summary>
    public static void Join(ReadOnlySpan<float> real, ReadOnlySpan<float> imaginary, Span<Complex32> numbers)
    {
        CheckLengths(numbers.Length, real, imaginary);
        var i = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            ref var target = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<Complex32, float>(numbers));
            ref var re = ref MemoryMarshal.GetReference(real);
            ref var im = ref MemoryMarshal.GetReference(imaginary);
            for (; i <= numbers.Length - Lanes; i += Lanes)
            {
                var (a, b) = Zip(Vector256.LoadUnsafe(ref re, (nuint)i), Vector256.LoadUnsafe(ref im, (nuint)i));
                a.StoreUnsafe(ref target, (nuint)(2 * i));
                b.StoreUnsafe(ref target, (nuint)(2 * i + Lanes));
            }
        }
        for (; i < numbers.Length; i++)
            numbers[i] = new(real[i], imaginary[i]);
    }

    /// <summary>r₀…r₇ and i₀…i₇ become r₀ i₀ … r₃ i₃ and r₄ i₄ … r₇ i₇.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<float> First, Vector256<float> Second) Zip(Vector256<float> real, Vector256<float> imaginary)
    {
        var odd = Vector256.Create(0, -1, 0, -1, 0, -1, 0, -1).AsSingle();
        var lower = Vector256.Create(0, 0, 1, 1, 2, 2, 3, 3);
        var upper = Vector256.Create(4, 4, 5, 5, 6, 6, 7, 7);
        return (
            Vector256.ConditionalSelect(odd, Vector256.Shuffle(imaginary, lower), Vector256.Shuffle(real, lower)),
            Vector256.ConditionalSelect(odd, Vector256.Shuffle(imaginary, upper), Vector256.Shuffle(real, upper)));
    }

    private static (Vector256<float> Real, Vector256<float> Imaginary) Unzip(Vector256<float> first, Vector256<float> second)
    {
        var parted = Vector256.Create(0, 2, 4, 6, 1, 3, 5, 7);
        var (a, b) = (Vector256.Shuffle(first, parted), Vector256.Shuffle(second, parted));
        return (Vector256.Create(a.GetLower(), b.GetLower()), Vector256.Create(a.GetUpper(), b.GetUpper()));
    }

    private static void CheckLengths(int count, ReadOnlySpan<float> real, ReadOnlySpan<float> imaginary)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(real.Length, count);
        ArgumentOutOfRangeException.ThrowIfLessThan(imaginary.Length, count);
    }
}
