using System.Runtime.CompilerServices;

namespace SemCom.Receiver.Decoding;

/// <summary>Two vectors side by side: half as many instructions that find addresses and end loops.</summary>
internal readonly struct PairLanes<TLanes> : ILlrLanes<PairLanes<TLanes>>
    where TLanes : struct, ILlrLanes<TLanes>
{
    private readonly TLanes _low;
    private readonly TLanes _high;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private PairLanes(TLanes low, TLanes high)
    {
        _low = low;
        _high = high;
    }

    public static int Count => 2 * TLanes.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<TLanes> Broadcast(sbyte value) => new(TLanes.Broadcast(value), TLanes.Broadcast(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<TLanes> Load(ref sbyte source, int index) =>
        new(TLanes.Load(ref source, index), TLanes.Load(ref source, index + TLanes.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(PairLanes<TLanes> value, ref sbyte destination, int index)
    {
        TLanes.Store(value._low, ref destination, index);
        TLanes.Store(value._high, ref destination, index + TLanes.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<TLanes> AddSaturate(PairLanes<TLanes> a, PairLanes<TLanes> b) =>
        new(TLanes.AddSaturate(a._low, b._low), TLanes.AddSaturate(a._high, b._high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<TLanes> SubtractSaturate(PairLanes<TLanes> a, PairLanes<TLanes> b) =>
        new(TLanes.SubtractSaturate(a._low, b._low), TLanes.SubtractSaturate(a._high, b._high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<TLanes> Xor(PairLanes<TLanes> a, PairLanes<TLanes> b) =>
        new(TLanes.Xor(a._low, b._low), TLanes.Xor(a._high, b._high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<TLanes> Or(PairLanes<TLanes> a, PairLanes<TLanes> b) =>
        new(TLanes.Or(a._low, b._low), TLanes.Or(a._high, b._high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<TLanes> Magnitude(PairLanes<TLanes> a) => new(TLanes.Magnitude(a._low), TLanes.Magnitude(a._high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<TLanes> MinMagnitude(PairLanes<TLanes> a, PairLanes<TLanes> b) =>
        new(TLanes.MinMagnitude(a._low, b._low), TLanes.MinMagnitude(a._high, b._high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<TLanes> MaxMagnitude(PairLanes<TLanes> a, PairLanes<TLanes> b) =>
        new(TLanes.MaxMagnitude(a._low, b._low), TLanes.MaxMagnitude(a._high, b._high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<TLanes> Scale(PairLanes<TLanes> a, int factor) => new(TLanes.Scale(a._low, factor), TLanes.Scale(a._high, factor));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<TLanes> SelectEqual(
        PairLanes<TLanes> a, PairLanes<TLanes> b, PairLanes<TLanes> ifEqual, PairLanes<TLanes> otherwise) =>
        new(TLanes.SelectEqual(a._low, b._low, ifEqual._low, otherwise._low), TLanes.SelectEqual(a._high, b._high, ifEqual._high, otherwise._high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<TLanes> WithSign(PairLanes<TLanes> a, PairLanes<TLanes> sign) =>
        new(TLanes.WithSign(a._low, sign._low), TLanes.WithSign(a._high, sign._high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLanes<TLanes> IsZero(PairLanes<TLanes> a) => new(TLanes.IsZero(a._low), TLanes.IsZero(a._high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyNegative(PairLanes<TLanes> a, int count) =>
        TLanes.AnyNegative(a._low, count) || (count > TLanes.Count && TLanes.AnyNegative(a._high, count - TLanes.Count));
}
