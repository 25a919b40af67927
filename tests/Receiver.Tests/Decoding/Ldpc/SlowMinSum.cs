using SemCom.Coding;
using SemCom.Receiver.Decoding;

namespace SemCom.Receiver.Tests.Decoding.Ldpc;

/// <summary>Normalised min-sum in floating point, bit by bit, from the parity check matrix: layered, or flooding.</summary>
internal sealed class SlowMinSum(LdpcCode code, int informationBits, int iterations, double factor, bool layered) : ILdpcDecoder
{
    private const float Certain = 1e6f;

    public LdpcCode Code => code;

    public int InformationBits => informationBits;

    public LdpcDecoding Decode(ReadOnlySpan<float> codewordLlrs, Span<byte> information)
    {
        var (z, all) = (code.LiftingSize, code.BaseGraph.ColumnCount * code.LiftingSize);
        var llrs = new float[all];
        codewordLlrs.CopyTo(llrs.AsSpan(2 * z));
        llrs.AsSpan(informationBits..code.InformationLength).Fill(Certain);
        var (total, next) = (llrs.ToArray(), llrs.ToArray());
        var messages = new float[code.EdgeCount * z];
        var (iteration, converged) = (0, false);
        while (iteration < iterations && !converged)
        {
            iteration++;
            if (!layered)
                llrs.CopyTo(next, 0);
            for (var (row, first) = (0, 0); row < code.BaseGraph.RowCount; first += code.EdgesOf(row).Length, row++)
            {
                var own = (code.BaseGraph.InformationColumns + row) * z;
                if (row >= 4 && llrs.AsSpan(own, z).IndexOfAnyExcept(0f) < 0)
                    continue;
                for (var check = 0; check < z; check++)
                    UpdateCheck(code.EdgesOf(row), first, check, total, layered ? total : next, messages);
            }
            if (!layered)
                next.CopyTo(total, 0);
            converged = IsCodeword(total, llrs);
        }
        for (var i = 0; i < information.Length; i++)
            information[i] = (byte)(total[i] < 0 ? 1 : 0);
        return new LdpcDecoding(converged, true, iteration);
    }

    private void UpdateCheck(ReadOnlySpan<LdpcEdge> edges, int first, int check, float[] total, float[] next, float[] messages)
    {
        var z = code.LiftingSize;
        Span<float> values = stackalloc float[edges.Length];
        for (var e = 0; e < edges.Length; e++)
            values[e] = total[Bit(edges[e], check)] - messages[(first + e) * z + check];
        for (var e = 0; e < edges.Length; e++)
        {
            var (least, negative) = (float.PositiveInfinity, false);
            for (var other = 0; other < edges.Length; other++)
            {
                if (other == e)
                    continue;
                least = Math.Min(least, Math.Abs(values[other]));
                negative ^= values[other] < 0;
            }
            var message = (float)(factor * (negative ? -least : least));
            if (layered)
                next[Bit(edges[e], check)] = values[e] + message;
            else
                next[Bit(edges[e], check)] += message;
            messages[(first + e) * z + check] = message;
        }
    }

    private bool IsCodeword(float[] total, float[] llrs)
    {
        for (var row = 0; row < code.BaseGraph.RowCount; row++)
        {
            var own = (code.BaseGraph.InformationColumns + row) * code.LiftingSize;
            if (row >= 4 && llrs.AsSpan(own, code.LiftingSize).IndexOfAnyExcept(0f) < 0)
                continue;
            for (var check = 0; check < code.LiftingSize; check++)
            {
                var odd = false;
                foreach (var edge in code.EdgesOf(row))
                    odd ^= total[Bit(edge, check)] < 0;
                if (odd)
                    return false;
            }
        }
        return true;
    }

    private int Bit(LdpcEdge edge, int check) => edge.Column * code.LiftingSize + (check + edge.Shift) % code.LiftingSize;
}
