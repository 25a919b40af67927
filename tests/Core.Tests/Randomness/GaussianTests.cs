using MathNet.Numerics;
using SemCom.Randomness;

namespace SemCom.Core.Tests.Randomness;

public class GaussianTests
{
    private static readonly CounterRandom Stream = new(1, RandomPurpose.SourceData, 0);

    [Fact]
    public void Normals_PassKolmogorovSmirnov()
    {
        var normals = new float[400_000];
        Stream.FillGaussian(normals);
        GoodnessOfFit.AssertDistribution(Array.ConvertAll(normals, x => (double)x), GoodnessOfFit.NormalCdf);
    }

    [Fact]
    public void Moments_AreThoseOfTheNormalDistribution()
    {
        const int Count = 4_000_000;
        double m1 = 0, m2 = 0, m3 = 0, m4 = 0;
        ForEachChunk(Count, chunk =>
        {
            foreach (double x in chunk)
            {
                m1 += x;
                m2 += x * x;
                m3 += x * x * x;
                m4 += x * x * x * x;
            }
        });

        // Var x^k = E x^2k − (E x^k)² with E x^2, 4, 6, 8 = 1, 3, 15, 105.
        GoodnessOfFit.AssertMean(m1 / Count, 0, 1, Count);
        GoodnessOfFit.AssertMean(m2 / Count, 1, 3 - 1, Count);
        GoodnessOfFit.AssertMean(m3 / Count, 0, 15, Count);
        GoodnessOfFit.AssertMean(m4 / Count, 3, 105 - 9, Count);
    }

    [Fact]
    public void Tails_HoldTheirShare()
    {
        const int Count = 30_000_000;
        double[] limits = [3, 4, 4.5, 5];
        var beyond = new long[limits.Length];
        ForEachChunk(Count, chunk =>
        {
            foreach (var x in chunk)
            {
                var magnitude = MathF.Abs(x);
                for (var i = 0; i < limits.Length && magnitude > limits[i]; i++)
                    beyond[i]++;
            }
        });
        for (var i = 0; i < limits.Length; i++)
            GoodnessOfFit.AssertBinomial(beyond[i], Count, 2 * GoodnessOfFit.Q(limits[i]));
    }

    [Fact]
    public void Pair_MatchesTheTransformInDoublePrecision()
    {
        uint[] edges = [0, 1, 2, 3, 4, 5, 0x7fffffff, 0x80000000, 0x80000001, 0xfffffffe, 0xffffffff, 0xb504f333, 0xb504f334];
        var words = new uint[200_000];
        Stream.FillUInt32(words);
        for (var i = 0; i < words.Length; i += 2)
            AssertPair(words[i], words[i + 1]);
        foreach (var radial in edges)
        {
            foreach (var angular in edges)
                AssertPair(radial, angular);
        }
    }

    [Fact]
    public void Radius_IsRightFarOutInTheTail()
    {
        // The 4096 smallest radial words are the outermost 1e-6 of the plane: r from 5.26 to 6.66.
        for (uint radial = 0; radial < 4096; radial++)
            AssertPair(radial, 0x12345678);
        var (i, q) = BoxMuller.Pair(0, 0);
        Assert.Equal(Math.Sqrt(64 * Constants.Ln2), Math.Sqrt(i * i + q * q), 1e-5);
    }

    private static void AssertPair(uint radial, uint angular)
    {
        var r = Math.Sqrt(-2 * Math.Log(Math.Min(1, ((radial >> 1) + 0.5) / (1L << 31))));
        var angle = (int)angular / (double)(1L << 31) * Math.PI / 4;
        var (i, q) = (r * Math.Cos(angle), r * Math.Sin(angle));
        if ((angular & 1) != 0)
            (i, q) = (q, i);
        if ((angular & 2) != 0)
            (i, q) = (-i, -q);

        var (actualI, actualQ) = BoxMuller.Pair(radial, angular);
        // Single precision rounds u by up to 2^-25 near 1, which moves r = √(−2 ln u) by 2^-25 / r; the rest is relative.
        var tolerance = 4e-8 / Math.Max(r, 1e-4) + 5e-7 * r;
        Assert.InRange(actualI, i - tolerance, i + tolerance);
        Assert.InRange(actualQ, q - tolerance, q + tolerance);
    }

    private static void ForEachChunk(int count, Action<float[]> use)
    {
        var chunk = new float[100_000];
        for (var done = 0; done < count; done += chunk.Length)
        {
            Stream.FillGaussian(chunk, (ulong)done);
            use(chunk);
        }
    }
}
