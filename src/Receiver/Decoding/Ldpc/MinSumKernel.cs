using System.Runtime.CompilerServices;

namespace SemCom.Receiver.Decoding;

/// <summary>Min-sum on as many checks of one row as <typeparamref name="TLanes"/> holds.</summary>
internal static class MinSumKernel<TLanes>
    where TLanes : struct, ILlrLanes<TLanes>
{
    /// <summary>
    /// For each edge: L = bit − message; message' = ±factor·min |L| over the other edges; bit' = L + message'. The minimum over the others is the smallest
    /// magnitude, or the second smallest for the edge that has the smallest.
    /// </summary>
    /// <param name="columns">LLRs of the bits.</param>
    /// <param name="messages">Messages, the row's first edge first.</param>
    /// <param name="values">Room for L [edges · lanes].</param>
    /// <param name="reads">Where each edge's bits stand before the update.</param>
    /// <param name="writes">Where they stand afterwards.</param>
    /// <param name="first">Which check of the row is the first.</param>
    /// <param name="message">Where the first edge's messages stand.</param>
    /// <param name="messageStride">From one edge's messages to the next.</param>
    /// <param name="factor">Normalisation · 128.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Update(
        ref sbyte columns, ref sbyte messages, ref sbyte values, ReadOnlySpan<int> reads, ReadOnlySpan<int> writes,
        int first, int message, int messageStride, int factor)
    {
        var least = TLanes.Broadcast(LlrQuantizer.Max);
        var second = least;
        var sign = TLanes.Broadcast(0);
        var at = message;
        for (var e = 0; e < reads.Length; e++, at += messageStride)
        {
            var value = TLanes.SubtractSaturate(TLanes.Load(ref columns, reads[e] + first), TLanes.Load(ref messages, at));
            TLanes.Store(value, ref values, e * TLanes.Count);
            var magnitude = TLanes.Magnitude(value);
            sign = TLanes.Xor(sign, value);
            second = TLanes.MinMagnitude(second, TLanes.MaxMagnitude(least, magnitude));
            least = TLanes.MinMagnitude(least, magnitude);
        }
        var scaledLeast = TLanes.Scale(least, factor);
        var scaledSecond = TLanes.Scale(second, factor);
        at = message;
        for (var e = 0; e < writes.Length; e++, at += messageStride)
        {
            var value = TLanes.Load(ref values, e * TLanes.Count);
            var magnitude = TLanes.SelectEqual(TLanes.Magnitude(value), least, scaledSecond, scaledLeast);
            var update = TLanes.WithSign(magnitude, TLanes.Xor(sign, value));
            TLanes.Store(update, ref messages, at);
            TLanes.Store(TLanes.AddSaturate(value, update), ref columns, writes[e] + first);
        }
    }
}
