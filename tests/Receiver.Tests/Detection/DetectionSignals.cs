using System.Numerics;
using System.Runtime.InteropServices;
using SemCom.Randomness;

namespace SemCom.Receiver.Tests.Detection;

/// <summary>Random numbers and bit errors for tests of detectors.</summary>
internal static class DetectionSignals
{
    /// <summary>Circular Gaussians of variance 1.</summary>
    public static Complex32[] Gaussian(int count, ulong seed, RandomPurpose purpose, ulong frame = 0)
    {
        var values = new Complex32[count];
        new CounterRandom(seed, purpose, frame).FillGaussian(MemoryMarshal.Cast<Complex32, float>(values.AsSpan()));
        return Array.ConvertAll(values, v => v * MathF.Sqrt(0.5f));
    }

    /// <summary>QPSK symbols of unit power.</summary>
    public static Complex32[] Qpsk(int count, ulong seed)
    {
        var words = new uint[count];
        new CounterRandom(seed, RandomPurpose.SourceData, 0).FillUInt32(words);
        var a = MathF.Sqrt(0.5f);
        return Array.ConvertAll(words, w => new Complex32((w & 1) == 0 ? a : -a, (w & 2) == 0 ? a : -a));
    }

    public static int BitErrors(Complex32 sent, Complex32 got) =>
        (sent.Real > 0 != got.Real > 0 ? 1 : 0) + (sent.Imaginary > 0 != got.Imaginary > 0 ? 1 : 0);

    /// <summary>QPSK over L independent Rayleigh branches with maximum ratio combining; <paramref name="branchSnr"/> is Es/N0 of a branch. Proakis, §13.4.</summary>
    public static double BranchErrorRate(int branches, double branchSnr)
    {
        var g = branchSnr / 2;
        var p = 0.5 * (1 - Math.Sqrt(g / (1 + g)));
        var (sum, choose) = (0.0, 1.0);
        for (var l = 0; l < branches; l++)
        {
            sum += choose * Math.Pow(1 - p, l);
            choose *= (double)(branches + l) / (l + 1);
        }
        return Math.Pow(p, branches) * sum;
    }

    /// <summary>(Hᴴ·R⁻¹·H + I)⁻¹ by Gauss–Jordan elimination, for layers of power 1/tx.</summary>
    public static Complex[,] ErrorMatrix(Complex[,] a, double[] noise)
    {
        var (receive, layers) = (a.GetLength(0), a.GetLength(1));
        var m = new Complex[layers, 2 * layers];
        for (var i = 0; i < layers; i++)
        {
            for (var j = 0; j < layers; j++)
            {
                m[i, j] = i == j ? 1 : 0;
                for (var r = 0; r < receive; r++)
                    m[i, j] += Complex.Conjugate(a[r, i]) * a[r, j] / noise[r];
            }
            m[i, layers + i] = 1;
        }
        for (var i = 0; i < layers; i++)
        {
            var pivot = m[i, i];
            for (var j = 0; j < 2 * layers; j++)
                m[i, j] /= pivot;
            for (var k = 0; k < layers; k++)
            {
                var factor = m[k, i];
                for (var j = 0; j < 2 * layers && k != i; j++)
                    m[k, j] -= factor * m[i, j];
            }
        }
        var inverse = new Complex[layers, layers];
        for (var i = 0; i < layers; i++)
        {
            for (var j = 0; j < layers; j++)
                inverse[i, j] = m[i, layers + j];
        }
        return inverse;
    }
}
