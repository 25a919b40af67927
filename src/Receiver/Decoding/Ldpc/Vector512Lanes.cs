using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SemCom.Receiver.Decoding;

/// <summary>64 lanes.</summary>
internal readonly struct Vector512Lanes : ILlrLanes<Vector512Lanes>
{
    private readonly Vector512<sbyte> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512Lanes(Vector512<sbyte> value) => _value = value;

    public static int Count => Vector512<sbyte>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512Lanes Broadcast(sbyte value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512Lanes Load(ref sbyte source, int index) => new(Vector512.LoadUnsafe(ref source, (nuint)(uint)index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512Lanes value, ref sbyte destination, int index) => value._value.StoreUnsafe(ref destination, (nuint)(uint)index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512Lanes AddSaturate(Vector512Lanes a, Vector512Lanes b) => new(Vector512.AddSaturate(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512Lanes SubtractSaturate(Vector512Lanes a, Vector512Lanes b) => new(Vector512.SubtractSaturate(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512Lanes Xor(Vector512Lanes a, Vector512Lanes b) => new(a._value ^ b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512Lanes Or(Vector512Lanes a, Vector512Lanes b) => new(a._value | b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512Lanes Magnitude(Vector512Lanes a) => new(Vector512.Abs(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512Lanes MinMagnitude(Vector512Lanes a, Vector512Lanes b) =>
        new(Vector512.Min(a._value.AsByte(), b._value.AsByte()).AsSByte());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512Lanes MaxMagnitude(Vector512Lanes a, Vector512Lanes b) =>
        new(Vector512.Max(a._value.AsByte(), b._value.AsByte()).AsSByte());

    /// <summary>Even and odd bytes apart, each in 16 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512Lanes Scale(Vector512Lanes a, int factor)
    {
        var (pairs, f, half) = (a._value.AsUInt16(), Vector512.Create((ushort)factor), Vector512.Create((ushort)64));
        var even = ((pairs & Vector512.Create((ushort)0xFF)) * f + half) >>> 7;
        var odd = (((pairs >>> 8) * f + half) >>> 7) << 8;
        return new((even | odd).AsSByte());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512Lanes SelectEqual(Vector512Lanes a, Vector512Lanes b, Vector512Lanes ifEqual, Vector512Lanes otherwise) =>
        new(Vector512.ConditionalSelect(Vector512.Equals(a._value, b._value), ifEqual._value, otherwise._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512Lanes WithSign(Vector512Lanes a, Vector512Lanes sign) =>
        new(Vector512.ConditionalSelect(Vector512.LessThan(sign._value, Vector512<sbyte>.Zero), -a._value, a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512Lanes IsZero(Vector512Lanes a) => new(Vector512.Equals(a._value, Vector512<sbyte>.Zero));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyNegative(Vector512Lanes a, int count) =>
        (a._value.ExtractMostSignificantBits() & (count >= Count ? ~0UL : (1UL << count) - 1)) != 0;
}
