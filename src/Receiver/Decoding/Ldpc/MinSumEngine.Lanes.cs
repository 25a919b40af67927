using System.Runtime.CompilerServices;
using SemCom.Coding;

namespace SemCom.Receiver.Decoding;

/// <summary>Layered min-sum on <typeparamref name="TLanes"/>; the result does not depend on the type.</summary>
internal sealed class MinSumEngine<TLanes> : MinSumEngine
    where TLanes : struct, ILlrLanes<TLanes>
{
    private readonly sbyte[] _values;

    public MinSumEngine(LdpcCode code, int informationBits, double normalization) : base(code, informationBits, normalization) =>
        _values = new sbyte[MaxDegree * TLanes.Count];

    /// <summary>
    /// For each check: L = bit − message; message' = ±factor·min |L| over the others; bit' = L + message'. The minimum over the others is the smallest
    /// magnitude, or the second smallest for those that have the smallest.
    /// </summary>
    protected override void UpdateRow(int row)
    {
        var edges = Edges.AsSpan(RowStarts[row]..RowStarts[row + 1]);
        Span<int> reads = stackalloc int[edges.Length];
        Span<int> writes = stackalloc int[edges.Length];
        for (var e = 0; e < edges.Length; e++)
        {
            reads[e] = Prepare(edges[e]);
            writes[e] = edges[e].Column * Stride;
            Frames[edges[e].Column] = edges[e].Shift;
        }
        ref var columns = ref Columns[0];
        ref var messages = ref Messages[0];
        ref var values = ref _values[0];
        var messageStride = MessageStride;
        for (var i = 0; i < LiftingSize; i += TLanes.Count)
            UpdateChecks(ref columns, ref messages, ref values, reads, writes, RowStarts[row] * messageStride + i, messageStride, i, Factor);
    }

    protected override bool RowIsSatisfied(int row)
    {
        var edges = Edges.AsSpan(RowStarts[row]..RowStarts[row + 1]);
        Span<int> reads = stackalloc int[edges.Length];
        for (var e = 0; e < edges.Length; e++)
            reads[e] = Prepare(edges[e]);
        ref var columns = ref Columns[0];
        for (var i = 0; i < LiftingSize; i += TLanes.Count)
        {
            var (parity, undecided) = (TLanes.Broadcast(0), TLanes.Broadcast(0));
            foreach (var read in reads)
            {
                var llr = TLanes.Load(ref columns, read + i);
                parity = TLanes.Xor(parity, llr);
                undecided = TLanes.Or(undecided, TLanes.IsZero(llr));
            }
            if (TLanes.AnyNegative(TLanes.Or(parity, undecided), LiftingSize - i))
                return false;
        }
        return true;
    }

    protected override void Wrap(int start, int count)
    {
        ref var columns = ref Columns[0];
        for (var i = 0; i < count; i += TLanes.Count)
            TLanes.Store(TLanes.Load(ref columns, start + i), ref columns, start + LiftingSize + i);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void UpdateChecks(
        ref sbyte columns, ref sbyte messages, ref sbyte values, ReadOnlySpan<int> reads, ReadOnlySpan<int> writes, int message, int messageStride, int i, int factor)
    {
        var least = TLanes.Broadcast(LlrQuantizer.Max);
        var (second, sign) = (least, TLanes.Broadcast(0));
        for (var e = 0; e < reads.Length; e++)
        {
            var value = TLanes.SubtractSaturate(TLanes.Load(ref columns, reads[e] + i), TLanes.Load(ref messages, message + e * messageStride));
            TLanes.Store(value, ref values, e * TLanes.Count);
            var magnitude = TLanes.Magnitude(value);
            sign = TLanes.Xor(sign, value);
            second = TLanes.MinMagnitude(second, TLanes.MaxMagnitude(least, magnitude));
            least = TLanes.MinMagnitude(least, magnitude);
        }
        var (scaledLeast, scaledSecond) = (TLanes.Scale(least, factor), TLanes.Scale(second, factor));
        for (var e = 0; e < writes.Length; e++)
        {
            var value = TLanes.Load(ref values, e * TLanes.Count);
            var magnitude = TLanes.SelectEqual(TLanes.Magnitude(value), least, scaledSecond, scaledLeast);
            var update = TLanes.WithSign(magnitude, TLanes.Xor(sign, value));
            TLanes.Store(update, ref messages, message + e * messageStride);
            TLanes.Store(TLanes.AddSaturate(value, update), ref columns, writes[e] + i);
        }
    }
}
