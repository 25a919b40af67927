using System.Runtime.Intrinsics;

namespace SemCom.Studio;

/// <summary>
/// The discrete cosine transform of blocks of 8x8 (Arai, Agui and Nakajima, Trans. IEICE E-71(11), 1988): five multiplications for eight values. Values come out transposed and multiplied by
/// <see cref="Scale"/> of row and column and by 8, which is undone by the quantiser.
/// </summary>
internal static class CosineTransform
{
    /// <summary>Factor of each frequency: 1, then √2·cos(kπ/16) [8].</summary>
    public static ReadOnlySpan<double> Scale => [1, 1.387039845, 1.306562965, 1.175875602, 1, 0.785694958, 0.541196100, 0.275899379];

    /// <summary>Transforms the block at the start of <paramref name="samples"/>, whose rows are <paramref name="stride"/> apart.</summary>
    /// <param name="samples">Values around 0.</param>
    /// <param name="stride">From one row to the next.</param>
    /// <param name="block">Coefficients, transposed: vertical frequencies run within a row [64].</param>
    public static void Forward(ReadOnlySpan<float> samples, int stride, Span<float> block)
    {
        var rows = new Rows(
            Vector256.Create(samples), Vector256.Create(samples[stride..]), Vector256.Create(samples[(2 * stride)..]), Vector256.Create(samples[(3 * stride)..]),
            Vector256.Create(samples[(4 * stride)..]), Vector256.Create(samples[(5 * stride)..]), Vector256.Create(samples[(6 * stride)..]), Vector256.Create(samples[(7 * stride)..]));
        Pass(rows).CopyTransposed(block);
        rows = new Rows(
            Vector256.Create<float>(block), Vector256.Create<float>(block[8..]), Vector256.Create<float>(block[16..]), Vector256.Create<float>(block[24..]),
            Vector256.Create<float>(block[32..]), Vector256.Create<float>(block[40..]), Vector256.Create<float>(block[48..]), Vector256.Create<float>(block[56..]));
        Pass(rows).CopyTo(block);
    }

    /// <summary>The transform along the columns.</summary>
    private static Rows Pass(in Rows x)
    {
        var (s0, d0, s1, d1) = (x.R0 + x.R7, x.R0 - x.R7, x.R1 + x.R6, x.R1 - x.R6);
        var (s2, d2, s3, d3) = (x.R2 + x.R5, x.R2 - x.R5, x.R3 + x.R4, x.R3 - x.R4);

        var (even0, even3, even1, even2) = (s0 + s3, s0 - s3, s1 + s2, s1 - s2);
        var half = (even2 + even3) * 0.707106781f;

        var (odd0, odd1, odd2) = (d3 + d2, d2 + d1, d1 + d0);
        var turn = (odd0 - odd2) * 0.382683433f;
        var (low, high, middle) = (odd0 * 0.541196100f + turn, odd2 * 1.306562965f + turn, odd1 * 0.707106781f);
        var (sum, difference) = (d0 + middle, d0 - middle);

        return new Rows(even0 + even1, sum + high, even3 + half, difference - low, even0 - even1, difference + low, even3 - half, sum - high);
    }

    private readonly record struct Rows(
        Vector256<float> R0, Vector256<float> R1, Vector256<float> R2, Vector256<float> R3, Vector256<float> R4, Vector256<float> R5, Vector256<float> R6, Vector256<float> R7)
    {
        public void CopyTo(Span<float> block)
        {
            R0.CopyTo(block);
            R1.CopyTo(block[8..]);
            R2.CopyTo(block[16..]);
            R3.CopyTo(block[24..]);
            R4.CopyTo(block[32..]);
            R5.CopyTo(block[40..]);
            R6.CopyTo(block[48..]);
            R7.CopyTo(block[56..]);
        }

        public void CopyTransposed(Span<float> block)
        {
            Span<float> rows = stackalloc float[64];
            CopyTo(rows);
            for (var y = 0; y < 8; y++)
            {
                for (var x = 0; x < 8; x++)
                    block[x * 8 + y] = rows[y * 8 + x];
            }
        }
    }
}
