using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using SemCom.Coding;

namespace SemCom.Transmitter.Coding;

/// <summary>
/// Encoder of TS 38.212 §5.3.2, one bit per byte, many checks at a time: a circulant is a read at an offset, since every column is held twice in a row.
/// Nothing is allocated after construction; one instance serves one thread at a time.
/// </summary>
public sealed class LdpcEncoder
{
    private readonly LdpcCode _code;
    private readonly int _z;
    private readonly int _stride;
    private readonly byte[] _columns;
    private readonly byte[] _row;

    /// <summary>Creates the encoder of a code.</summary>
    public LdpcEncoder(LdpcCode code)
    {
        ArgumentNullException.ThrowIfNull(code);
        (_code, _z) = (code, code.LiftingSize);
        _stride = 2 * _z + Vector256<byte>.Count;
        _columns = new byte[(code.BaseGraph.InformationColumns + LdpcBaseGraph.CoreRows) * _stride];
        _row = new byte[_z + Vector256<byte>.Count];
    }

    /// <summary>Encodes one block.</summary>
    /// <param name="information">K information bits, one per byte, 0 or 1; fillers are 0.</param>
    /// <param name="codeword">
    /// Receives the codeword's bits from its start: N, or any smaller multiple of Zc that contains the first four parity columns.
    /// </param>
    /// <exception cref="ArgumentException">A span has another length, or a byte is neither 0 nor 1.</exception>
    public void Encode(ReadOnlySpan<byte> information, Span<byte> codeword)
    {
        var graph = _code.BaseGraph;
        var systematic = _code.InformationLength - LdpcBaseGraph.PuncturedColumns * _z;
        if (information.Length != _code.InformationLength)
            throw new ArgumentException($"{_code} takes {_code.InformationLength} information bits (got {information.Length})", nameof(information));
        if (information.ContainsAnyExceptInRange((byte)0, (byte)1))
            throw new ArgumentException("bits stand one per byte, as 0 or 1", nameof(information));
        var rows = (codeword.Length - systematic) / _z;
        if (rows < LdpcBaseGraph.CoreRows || rows > graph.RowCount || codeword.Length != systematic + rows * _z)
            throw new ArgumentException($"{_code} gives {_code.CodewordLength} bits (room for {codeword.Length})", nameof(codeword));
        for (var column = 0; column < graph.InformationColumns; column++)
            SetColumn(column, information.Slice(column * _z, _z));
        information[(LdpcBaseGraph.PuncturedColumns * _z)..].CopyTo(codeword);
        var parity = codeword[systematic..];
        EncodeCore(parity);
        for (var row = LdpcBaseGraph.CoreRows; row < rows; row++)
        {
            Sum(_code.EdgesOf(row)[..^1]); // the last circulant is the row's own parity, an identity
            _row.AsSpan(0, _z).CopyTo(parity[(row * _z)..]);
        }
    }

    /// <summary>
    /// The four core parity columns. In the sum of the four core rows the last three columns cancel, and of the first one rotation is left, by which
    /// it is solved. Rows 0, 1, 2 then have one unknown column each, without rotation.
    /// </summary>
    private void EncodeCore(Span<byte> parity)
    {
        var first = _code.BaseGraph.InformationColumns;
        Span<byte> sum = stackalloc byte[_z];
        sum.Clear();
        var rotation = 0;
        for (var row = 0; row < LdpcBaseGraph.CoreRows; row++)
        {
            var edges = _code.EdgesOf(row);
            Sum(Until(edges, first));
            for (var i = 0; i < _z; i++)
                sum[i] ^= _row[i];
            foreach (var edge in edges)
            {
                if (edge.Column == first)
                    rotation ^= edge.Shift;
            }
        }
        // Two of the three shifts are equal, so that their exclusive or is the third.
        var solved = parity[.._z];
        sum[..(_z - rotation)].CopyTo(solved[rotation..]);
        sum[(_z - rotation)..].CopyTo(solved);
        SetColumn(first, solved);
        for (var row = 0; row < LdpcBaseGraph.CoreRows - 1; row++)
        {
            var unknown = first + 1 + row;
            Sum(Until(_code.EdgesOf(row), unknown));
            SetColumn(unknown, _row.AsSpan(0, _z));
            _row.AsSpan(0, _z).CopyTo(parity[((row + 1) * _z)..]);
        }
    }

    /// <summary>The circulants of the columns before one.</summary>
    private static ReadOnlySpan<LdpcEdge> Until(ReadOnlySpan<LdpcEdge> edges, int column)
    {
        var count = 0;
        while (count < edges.Length && edges[count].Column < column)
            count++;
        return edges[..count];
    }

    private void SetColumn(int column, ReadOnlySpan<byte> bits)
    {
        bits.CopyTo(_columns.AsSpan(column * _stride));
        bits.CopyTo(_columns.AsSpan(column * _stride + _z));
    }

    /// <summary>Exclusive or of the rotated columns, into the row; what stands behind its Zc bytes is of no meaning.</summary>
    private void Sum(ReadOnlySpan<LdpcEdge> edges)
    {
        Span<int> offsets = stackalloc int[edges.Length];
        for (var e = 0; e < edges.Length; e++)
            offsets[e] = edges[e].Column * _stride + edges[e].Shift;
        ref var columns = ref _columns[0];
        ref var row = ref _row[0];
        for (var i = 0; i < _z; i += Vector256<byte>.Count)
            SumOffsets(ref columns, offsets, i).StoreUnsafe(ref row, (nuint)i);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> SumOffsets(ref byte columns, ReadOnlySpan<int> offsets, int i)
    {
        var sum = Vector256<byte>.Zero;
        foreach (var offset in offsets)
            sum ^= Vector256.LoadUnsafe(ref columns, (nuint)(offset + i));
        return sum;
    }
}
