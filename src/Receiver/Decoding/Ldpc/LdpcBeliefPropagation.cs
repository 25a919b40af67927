using SemCom.Coding;

namespace SemCom.Receiver.Decoding;

/// <summary>
/// Sum-product decoder in single precision (Gallager 1963; Kschischang, Frey and Loeliger 2001) for the codes of TS 38.212 §5.3.2: what other decoders are
/// measured against. Flooding updates all checks from the same LLRs, the layered schedule one row of the base graph after another. One instance serves one
/// thread at a time; nothing is allocated after construction.
/// </summary>
public sealed class LdpcBeliefPropagation : ILdpcDecoder
{
    private const float MaxLlr = 1e4f;

    private readonly LdpcDecoderOptions _options;
    private readonly bool _layered;
    private readonly int _z;
    private readonly int _stride;
    private readonly bool[] _rowIsActive;
    private readonly float[] _llrs;
    private readonly float[] _totals;
    private readonly float[] _next;
    private readonly float[] _messages;
    private readonly CheckNode _check;

    /// <summary>Creates the decoder.</summary>
    /// <param name="code">The code.</param>
    /// <param name="informationBits">K': information bits that are no filler, above 2·Zc and at most K.</param>
    /// <param name="options">Iterations, early stop; flooding unless the algorithm is <see cref="LdpcAlgorithm.LayeredBeliefPropagation"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of information bits does not suit the code.</exception>
    /// <exception cref="SemComException">An option is out of its range.</exception>
    public LdpcBeliefPropagation(LdpcCode code, int informationBits, LdpcDecoderOptions? options = null)
    {
        LdpcArguments.Check(code, informationBits);
        _options = (options ?? new LdpcDecoderOptions()).Validate();
        _layered = _options.Algorithm == LdpcAlgorithm.LayeredBeliefPropagation;
        (Code, InformationBits, _z) = (code, informationBits, code.LiftingSize);
        _stride = CheckNode.PaddedLength(_z);
        _rowIsActive = new bool[code.BaseGraph.RowCount];
        _llrs = new float[code.BaseGraph.ColumnCount * _z];
        (_totals, _next) = (new float[_llrs.Length], new float[_llrs.Length]);
        _messages = new float[code.EdgeCount * _stride];
        var maxDegree = Enumerable.Range(0, code.BaseGraph.RowCount).Max(row => code.EdgesOf(row).Length);
        _check = new CheckNode(maxDegree, _stride);
    }

    /// <inheritdoc/>
    public LdpcCode Code { get; }

    /// <inheritdoc/>
    public int InformationBits { get; }

    /// <inheritdoc/>
    public LdpcDecoding Decode(ReadOnlySpan<float> codewordLlrs, Span<byte> information)
    {
        LdpcArguments.Check(this, codewordLlrs, information);
        Load(codewordLlrs);
        var (iterations, converged) = (0, false);
        while (iterations < _options.Iterations && !converged)
        {
            Iterate();
            iterations++;
            converged = (_options.EarlyStop || iterations == _options.Iterations) && IsCodeword();
        }
        for (var i = 0; i < information.Length; i++)
            information[i] = (byte)(_totals[i] < 0 ? 1 : 0);
        return new LdpcDecoding(converged, !_totals.AsSpan(0, information.Length).Contains(0), iterations);
    }

    private void Load(ReadOnlySpan<float> codewordLlrs)
    {
        var punctured = LdpcBaseGraph.PuncturedColumns * _z;
        _llrs.AsSpan(0, punctured).Clear();
        for (var i = 0; i < codewordLlrs.Length; i++)
        {
            var llr = codewordLlrs[i];
            _llrs[punctured + i] = float.IsNaN(llr) ? 0 : Math.Clamp(llr, -MaxLlr, MaxLlr);
        }
        _llrs.AsSpan(InformationBits..Code.InformationLength).Fill(MaxLlr);
        for (var row = 0; row < _rowIsActive.Length; row++)
            _rowIsActive[row] = row < LdpcBaseGraph.CoreRows || _llrs.AsSpan(Code.InformationLength + row * _z, _z).ContainsAnyExcept(0f);
        Array.Clear(_messages);
        _llrs.CopyTo(_totals, 0);
    }

    private void Iterate()
    {
        if (!_layered)
            _llrs.CopyTo(_next, 0);
        var first = 0;
        for (var row = 0; row < _rowIsActive.Length; row++)
        {
            var edges = Code.EdgesOf(row);
            if (_rowIsActive[row])
                UpdateRow(edges, first);
            first += edges.Length;
        }
        if (!_layered)
            _next.CopyTo(_totals, 0);
    }

    /// <summary>Bit to check: total − message; check to bit: the rule; then the total, or the next one, gets the new message.</summary>
    private void UpdateRow(ReadOnlySpan<LdpcEdge> edges, int first)
    {
        for (var e = 0; e < edges.Length; e++)
        {
            var wrapped = edges[e].Shift;
            var total = _totals.AsSpan(edges[e].Column * _z, _z);
            var straight = _z - wrapped;
            var message = MessageOf(first + e);
            var value = _check.Values(e);
            FloatKernels.Subtract(total[wrapped..], message[..straight], value);
            FloatKernels.Subtract(total[..wrapped], message[straight..], value[straight..]);
            if (_layered)
                value[.._z].CopyTo(message);
        }
        _check.Update(edges.Length);
        for (var e = 0; e < edges.Length; e++)
        {
            var wrapped = edges[e].Shift;
            var straight = _z - wrapped;
            var message = MessageOf(first + e);
            var value = _check.Values(e)[.._z];
            var total = (_layered ? _totals : _next).AsSpan(edges[e].Column * _z, _z);
            if (_layered)
            {
                message[..straight].CopyTo(total[wrapped..]);
                message[straight..].CopyTo(total);
            }
            FloatKernels.Accumulate(total[wrapped..], value[..straight]);
            FloatKernels.Accumulate(total[..wrapped], value[straight..]);
            value.CopyTo(message);
        }
    }

    private Span<float> MessageOf(int edge) => _messages.AsSpan(edge * _stride, _z);

    private bool IsCodeword()
    {
        for (var row = 0; row < _rowIsActive.Length; row++)
        {
            if (!_rowIsActive[row])
                continue;
            for (var i = 0; i < _z; i++)
            {
                var odd = false;
                foreach (var edge in Code.EdgesOf(row))
                {
                    var bit = i + edge.Shift;
                    var total = _totals[edge.Column * _z + (bit < _z ? bit : bit - _z)];
                    if (total == 0)
                        return false;
                    odd ^= total < 0;
                }
                if (odd)
                    return false;
            }
        }
        return true;
    }
}
