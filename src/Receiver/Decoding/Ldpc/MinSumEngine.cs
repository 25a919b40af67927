using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using SemCom.Coding;

namespace SemCom.Receiver.Decoding;

/// <summary>
/// The state of layered min-sum and what does not depend on the number of lanes. A column's Zc LLRs stand in the order of the row that used them last
/// (its frame): entry i of frame f is bit (i + f) mod Zc. The next row, with shift s, then reads from offset (s − f) mod Zc and writes from 0, in place;
/// only the part that wraps has to be repeated behind the end.
/// </summary>
internal abstract class MinSumEngine
{
    /// <summary>Room behind every array for reads and writes that go beyond Zc.</summary>
    protected const int Padding = 64;

    private const int CacheLine = 64;
    private const double LowRate = 0.4;
    private const double TrappingRate = 0.5;
    private const double LowRateNormalization = 0.65;
    private const double SecondNormalization = 0.75;
    private const double UsualNormalization = 0.7;

    private readonly double? _normalization;
    private readonly int _certainColumns;
    private readonly int _fillerColumn;
    private readonly bool[] _rowIsActive;

    protected MinSumEngine(LdpcCode code, int informationBits, double? normalization)
    {
        (Code, InformationBits, LiftingSize) = (code, informationBits, code.LiftingSize);
        _normalization = normalization;
        var graph = code.BaseGraph;
        _certainColumns = (informationBits + LiftingSize - 1) / LiftingSize;
        _fillerColumn = informationBits % LiftingSize == 0 ? -1 : _certainColumns - 1;
        RowStarts = new int[graph.RowCount + 1];
        var edges = new List<LdpcEdge>();
        for (var row = 0; row < graph.RowCount; row++)
        {
            // Columns of nothing but fillers are known: they change neither sign nor minimum of a check.
            foreach (var edge in code.EdgesOf(row))
            {
                if (edge.Column < _certainColumns || edge.Column >= graph.InformationColumns)
                    edges.Add(edge);
            }
            RowStarts[row + 1] = edges.Count;
        }
        Edges = [.. edges];
        Stride = (2 * LiftingSize + Padding + Padding - 1) / Padding * Padding;
        MessageStride = (LiftingSize + Padding - 1) / Padding * Padding;
        (Columns, ColumnsStart) = AlignedArray(graph.ColumnCount * Stride + Padding);
        (Messages, MessagesStart) = AlignedArray(edges.Count * MessageStride);
        Frames = new int[graph.ColumnCount];
        _rowIsActive = new bool[graph.RowCount];
        MaxDegree = Enumerable.Range(0, graph.RowCount).Max(row => RowStarts[row + 1] - RowStarts[row]);
    }

    public LdpcCode Code { get; }

    public int InformationBits { get; }

    /// <summary>Whether the block that was loaded is of so low a rate that a second try can help.</summary>
    public bool MayBeTrapped { get; private set; }

    protected int LiftingSize { get; }

    /// <summary>Normalisation · 128.</summary>
    protected int Factor { get; private set; }

    protected int MaxDegree { get; }

    protected int Stride { get; }

    protected int MessageStride { get; }

    protected LdpcEdge[] Edges { get; }

    protected int[] RowStarts { get; }

    protected sbyte[] Columns { get; }

    /// <summary>First entry of the first column; on a cache line.</summary>
    protected int ColumnsStart { get; }

    protected sbyte[] Messages { get; }

    /// <summary>First entry of the first message; on a cache line.</summary>
    protected int MessagesStart { get; }

    protected int[] Frames { get; }

    /// <summary>The engine with the widest vectors that this processor runs at full speed.</summary>
    public static MinSumEngine Create(LdpcCode code, int informationBits, double? normalization) =>
        Avx512BW.IsSupported ? new MinSumEngine<Vector512Lanes>(code, informationBits, normalization)
        : Vector256.IsHardwareAccelerated ? new MinSumEngine<Vector256Lanes>(code, informationBits, normalization)
        : Vector128.IsHardwareAccelerated ? new MinSumEngine<Vector128Lanes>(code, informationBits, normalization)
        : new MinSumEngine<ScalarLanes>(code, informationBits, normalization);

    /// <summary>Takes a block's LLRs; messages start at zero.</summary>
    /// <param name="codewordLlrs">LLRs of the codeword.</param>
    /// <param name="again">True for a second try of the same block: half the amplitudes, weightier messages.</param>
    public void Load(ReadOnlySpan<float> codewordLlrs, bool again = false)
    {
        Array.Clear(Frames);
        Columns.AsSpan(ColumnsStart, LdpcBaseGraph.PuncturedColumns * Stride).Clear();
        var information = codewordLlrs[..(InformationBits - LdpcBaseGraph.PuncturedColumns * LiftingSize)];
        var parity = codewordLlrs[(Code.InformationLength - LdpcBaseGraph.PuncturedColumns * LiftingSize)..];
        var (sum, count) = LlrQuantizer.Measure(information);
        for (var row = 0; row < _rowIsActive.Length; row++)
        {
            var llrs = parity.Slice(row * LiftingSize, LiftingSize);
            // A parity bit of degree one that was not received tells its row nothing, and the row tells the others nothing.
            _rowIsActive[row] = row < LdpcBaseGraph.CoreRows || MemoryMarshal.Cast<float, int>(llrs).ContainsAnyExcept(0);
            if (!_rowIsActive[row])
                continue;
            var (rowSum, rowCount) = LlrQuantizer.Measure(llrs);
            (sum, count) = (sum + rowSum, count + rowCount);
            Messages.AsSpan(MessagesStart + RowStarts[row] * MessageStride, (RowStarts[row + 1] - RowStarts[row]) * MessageStride).Clear();
        }
        MayBeTrapped = InformationBits < TrappingRate * count;
        var normalization = again ? SecondNormalization : InformationBits < LowRate * count ? LowRateNormalization : UsualNormalization;
        Factor = (int)Math.Round(128 * (_normalization ?? normalization));
        Quantize(information, parity, LlrQuantizer.Scale(sum, count, again ? LlrQuantizer.RoomyMean : LlrQuantizer.TargetMean));
    }

    /// <summary>One iteration: every active row once.</summary>
    public void Iterate()
    {
        for (var row = 0; row < _rowIsActive.Length; row++)
        {
            if (_rowIsActive[row])
                UpdateRow(row);
        }
    }

    /// <summary>Whether the signs satisfy every active check and no bit in one is undecided.</summary>
    public bool IsCodeword()
    {
        for (var row = 0; row < _rowIsActive.Length; row++)
        {
            if (_rowIsActive[row] && !RowIsSatisfied(row))
                return false;
        }
        return true;
    }

    /// <summary>The information bits as they are now, by sign.</summary>
    /// <returns>False when a bit is undecided.</returns>
    public bool Decide(Span<byte> information)
    {
        var decided = true;
        for (var column = 0; column < _certainColumns; column++)
        {
            var bits = information[(column * LiftingSize)..];
            bits = bits[..Math.Min(LiftingSize, bits.Length)];
            var llrs = Columns.AsSpan(ColumnsStart + column * Stride, LiftingSize);
            var frame = Frames[column];
            var head = Math.Min(frame, bits.Length);
            decided &= Signs(llrs.Slice(LiftingSize - frame, head), bits[..head]);
            decided &= Signs(llrs[..(bits.Length - head)], bits[head..]);
        }
        return decided;
    }

    protected abstract void UpdateRow(int row);

    protected abstract bool RowIsSatisfied(int row);

    /// <summary>Whether a column holds fillers beside information, which have to be made certain again before every use.</summary>
    protected bool HasFillers(int column) => column == _fillerColumn;

    /// <summary>An array that the collector does not move, and its first element that starts a cache line: vectors that cross lines cost a tenth of the speed.</summary>
    protected static (sbyte[] Array, int Start) AlignedArray(int length)
    {
        var array = GC.AllocateArray<sbyte>(length + CacheLine - 1, pinned: true);
        var address = Marshal.UnsafeAddrOfPinnedArrayElement(array, 0);
        return (array, (int)(-address & (CacheLine - 1)));
    }

    private void Quantize(ReadOnlySpan<float> information, ReadOnlySpan<float> parity, float scale)
    {
        for (var column = LdpcBaseGraph.PuncturedColumns; column < _certainColumns; column++)
        {
            var llrs = information[((column - LdpcBaseGraph.PuncturedColumns) * LiftingSize)..];
            LlrQuantizer.Quantize(llrs[..Math.Min(LiftingSize, llrs.Length)], scale, Columns.AsSpan(ColumnsStart + column * Stride));
        }
        for (var row = 0; row < _rowIsActive.Length; row++)
        {
            var column = Code.BaseGraph.InformationColumns + row;
            if (_rowIsActive[row])
                LlrQuantizer.Quantize(parity.Slice(row * LiftingSize, LiftingSize), scale, Columns.AsSpan(ColumnsStart + column * Stride));
        }
    }

    /// <summary>The fillers of the last column with information are zeros beyond doubt, whatever messages came.</summary>
    protected void PinFillers()
    {
        var column = Columns.AsSpan(ColumnsStart + _fillerColumn * Stride, LiftingSize);
        var frame = Frames[_fillerColumn];
        var first = InformationBits - (_certainColumns - 1) * LiftingSize;
        for (var bit = first; bit < LiftingSize; bit++)
            column[bit >= frame ? bit - frame : bit - frame + LiftingSize] = LlrQuantizer.Max;
    }

    private static bool Signs(ReadOnlySpan<sbyte> llrs, Span<byte> bits)
    {
        var (i, width) = (0, Vector256<byte>.Count);
        for (; i <= bits.Length - width; i += width)
            (Vector256.Create(llrs[i..]).AsByte() >>> 7).CopyTo(bits[i..]);
        for (; i < bits.Length; i++)
            bits[i] = (byte)((byte)llrs[i] >> 7);
        return !llrs.Contains((sbyte)0);
    }
}
