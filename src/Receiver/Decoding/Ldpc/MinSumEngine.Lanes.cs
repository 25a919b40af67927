using System.Runtime.CompilerServices;
using SemCom.Coding;

namespace SemCom.Receiver.Decoding;

/// <summary>Layered min-sum on <typeparamref name="TLanes"/>; the result does not depend on the type.</summary>
internal sealed class MinSumEngine<TLanes> : MinSumEngine
    where TLanes : struct, ILlrLanes<TLanes>
{
    private readonly sbyte[] _values;
    private readonly int _valuesStart;

    public MinSumEngine(LdpcCode code, int informationBits, double? normalization) : base(code, informationBits, normalization) =>
        (_values, _valuesStart) = AlignedArray(2 * MaxDegree * TLanes.Count);

    protected override void UpdateRow(int row)
    {
        var edges = Edges.AsSpan(RowStarts[row]..RowStarts[row + 1]);
        ref var columns = ref Columns[ColumnsStart];
        Span<int> reads = stackalloc int[edges.Length];
        Span<int> writes = stackalloc int[edges.Length];
        for (var e = 0; e < edges.Length; e++)
        {
            reads[e] = Prepare(edges[e], ref columns);
            writes[e] = edges[e].Column * Stride;
            Frames[edges[e].Column] = edges[e].Shift;
        }
        ref var messages = ref Messages[MessagesStart];
        ref var values = ref _values[_valuesStart];
        var (first, message) = (0, RowStarts[row] * MessageStride);
        for (; first < LiftingSize - TLanes.Count; first += 2 * TLanes.Count)
            MinSumKernel<PairLanes<TLanes>>.Update(ref columns, ref messages, ref values, reads, writes, first, message + first, MessageStride, Factor);
        if (first < LiftingSize)
            MinSumKernel<TLanes>.Update(ref columns, ref messages, ref values, reads, writes, first, message + first, MessageStride, Factor);
    }

    protected override bool RowIsSatisfied(int row)
    {
        var edges = Edges.AsSpan(RowStarts[row]..RowStarts[row + 1]);
        ref var columns = ref Columns[ColumnsStart];
        Span<int> reads = stackalloc int[edges.Length];
        for (var e = 0; e < edges.Length; e++)
            reads[e] = Prepare(edges[e], ref columns);
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

    /// <summary>
    /// Where a row reads a column: at the offset between the frames, with as many entries as lie before it repeated behind the end.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Prepare(LdpcEdge edge, ref sbyte columns)
    {
        var start = edge.Column * Stride;
        var offset = edge.Shift - Frames[edge.Column];
        if (offset < 0)
            offset += LiftingSize;
        if (HasFillers(edge.Column))
            PinFillers();
        for (var i = 0; i < offset; i += TLanes.Count)
            TLanes.Store(TLanes.Load(ref columns, start + i), ref columns, start + LiftingSize + i);
        return start + offset;
    }
}
