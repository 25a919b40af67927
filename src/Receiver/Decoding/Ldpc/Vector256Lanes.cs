using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SemCom.Receiver.Decoding;

/// <summary>32 lanes.</summary>
internal readonly struct Vector256Lanes : ILlrLanes<Vector256Lanes>
{
    private readonly Vector256<sbyte> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256Lanes(Vector256<sbyte> value) => _value = value;

    public static int Count => Vector256<sbyte>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256Lanes Broadcast(sbyte value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256Lanes Load(ref sbyte source, int index) => new(Vector256.LoadUnsafe(ref source, (nuint)(uint)index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256Lanes value, ref sbyte destination, int index) => value._value.StoreUnsafe(ref destination, (nuint)(uint)index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256Lanes AddSaturate(Vector256Lanes a, Vector256Lanes b) => new(Vector256.AddSaturate(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256Lanes SubtractSaturate(Vector256Lanes a, Vector256Lanes b) => new(Vector256.SubtractSaturate(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256Lanes Xor(Vector256Lanes a, Vector256Lanes b) => new(a._value ^ b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256Lanes Or(Vector256Lanes a, Vector256Lanes b) => new(a._value | b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256Lanes Magnitude(Vector256Lanes a) => new(Vector256.Abs(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256Lanes MinMagnitude(Vector256Lanes a, Vector256Lanes b) =>
        new(Vector256.Min(a._value.AsByte(), b._value.AsByte()).AsSByte());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256Lanes MaxMagnitude(Vector256Lanes a, Vector256Lanes b) =>
        new(Vector256.Max(a._value.AsByte(), b._value.AsByte()).AsSByte());

    /// <summary>Even and odd bytes apart, each in 16 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256Lanes Scale(Vector256Lanes a, int factor)
    {
        var (pairs, f, half) = (a._value.AsUInt16(), Vector256.Create((ushort)factor), Vector256.Create((ushort)64));
        var even = ((pairs & Vector256.Create((ushort)0xFF)) * f + half) >>> 7;
        var odd = (((pairs >>> 8) * f + half) >>> 7) << 8;
        return new((even | odd).AsSByte());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256Lanes SelectEqual(Vector256Lanes a, Vector256Lanes b, Vector256Lanes ifEqual, Vector256Lanes otherwise) =>
        new(Vector256.ConditionalSelect(Vector256.Equals(a._value, b._value), ifEqual._value, otherwise._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256Lanes WithSign(Vector256Lanes a, Vector256Lanes sign) =>
        new(Vector256.ConditionalSelect(Vector256.LessThan(sign._value, Vector256<sbyte>.Zero), -a._value, a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256Lanes IsZero(Vector256Lanes a) => new(Vector256.Equals(a._value, Vector256<sbyte>.Zero));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyNegative(Vector256Lanes a, int count) =>
        (a._value.ExtractMostSignificantBits() & (count >= Count ? ~0U : (1U << count) - 1)) != 0;
}
