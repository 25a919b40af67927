using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SemCom.Receiver.Decoding;

/// <summary>16 lanes.</summary>
internal readonly struct Vector128Lanes : ILlrLanes<Vector128Lanes>
{
    private readonly Vector128<sbyte> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector128Lanes(Vector128<sbyte> value) => _value = value;

    public static int Count => Vector128<sbyte>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128Lanes Broadcast(sbyte value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128Lanes Load(ref sbyte source, int index) => new(Vector128.LoadUnsafe(ref source, (nuint)(uint)index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128Lanes value, ref sbyte destination, int index) => value._value.StoreUnsafe(ref destination, (nuint)(uint)index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128Lanes AddSaturate(Vector128Lanes a, Vector128Lanes b) => new(Vector128.AddSaturate(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128Lanes SubtractSaturate(Vector128Lanes a, Vector128Lanes b) => new(Vector128.SubtractSaturate(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128Lanes Xor(Vector128Lanes a, Vector128Lanes b) => new(a._value ^ b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128Lanes Or(Vector128Lanes a, Vector128Lanes b) => new(a._value | b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128Lanes Magnitude(Vector128Lanes a) => new(Vector128.Abs(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128Lanes MinMagnitude(Vector128Lanes a, Vector128Lanes b) =>
        new(Vector128.Min(a._value.AsByte(), b._value.AsByte()).AsSByte());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128Lanes MaxMagnitude(Vector128Lanes a, Vector128Lanes b) =>
        new(Vector128.Max(a._value.AsByte(), b._value.AsByte()).AsSByte());

    /// <summary>Even and odd bytes apart, each in 16 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128Lanes Scale(Vector128Lanes a, int factor)
    {
        var (pairs, f, half) = (a._value.AsUInt16(), Vector128.Create((ushort)factor), Vector128.Create((ushort)64));
        var even = ((pairs & Vector128.Create((ushort)0xFF)) * f + half) >>> 7;
        var odd = (((pairs >>> 8) * f + half) >>> 7) << 8;
        return new((even | odd).AsSByte());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128Lanes SelectEqual(Vector128Lanes a, Vector128Lanes b, Vector128Lanes ifEqual, Vector128Lanes otherwise) =>
        new(Vector128.ConditionalSelect(Vector128.Equals(a._value, b._value), ifEqual._value, otherwise._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128Lanes WithSign(Vector128Lanes a, Vector128Lanes sign) =>
        new(Vector128.ConditionalSelect(Vector128.LessThan(sign._value, Vector128<sbyte>.Zero), -a._value, a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128Lanes IsZero(Vector128Lanes a) => new(Vector128.Equals(a._value, Vector128<sbyte>.Zero));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyNegative(Vector128Lanes a, int count) =>
        (a._value.ExtractMostSignificantBits() & (count >= Count ? ~0U : (1U << count) - 1)) != 0;
}
