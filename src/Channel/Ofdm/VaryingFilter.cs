using System.Runtime.Intrinsics;

namespace SemCom.Channels;

/// <summary>
/// A complex filter whose taps change linearly along a run of samples: y[i] = Σ_t (h_t + β_i·d_t)·x[i − lag_t], β_i = (i + phase)·slope. Taps
/// of several inputs (transmit antennas) stand one after another; an offset says where a tap reads. The four sums of real products behind a
/// complex one are kept apart until the end, and each is the same chain of fused multiplications and additions with and without vectors, so
/// results are equal to the last bit. Kernels for 512 bits were within 5 % of these in throughput of a whole link and were
/// left out. Whole vectors are written: up to <see cref="Slack"/> − 1 values beyond the run.
/// </summary>
internal static partial class VaryingFilter
{
    /// <summary>Outputs of one pass of the vector kernels; input and output need that much room behind the run.</summary>
    public const int Slack = 16;

    /// <summary>Filters a run.</summary>
    /// <param name="x">Planes of the input.</param>
    /// <param name="at">Where in the planes the reach of the run's first sample begins.</param>
    /// <param name="offsets">Where tap t reads, relative to that, at least 0 [taps].</param>
    /// <param name="h">Taps at the start of the run.</param>
    /// <param name="d">Change of the taps over the run; empty when they do not change.</param>
    /// <param name="y">Receives the run.</param>
    /// <param name="count">Samples of the run.</param>
    /// <param name="ramp">How β grows along the run.</param>
    public static void Apply(Planes x, int at, ReadOnlySpan<int> offsets, Planes h, Planes d, Span<Complex32> y, int count, Ramp ramp)
    {
        var step = Vector256.IsHardwareAccelerated ? Slack : 1;
        var padded = (count + step - 1) / step * step;
        ArgumentOutOfRangeException.ThrowIfLessThan(y.Length, padded);
        Check(x, at, offsets, h, d, padded);
        for (var i = 0; i < count; i += step)
        {
            var input = new Planes(x.Real[(at + i)..], x.Imaginary[(at + i)..]);
            if (!Vector256.IsHardwareAccelerated)
                y[i] = One(input, offsets, h, d, i, ramp);
            else if (d.Real.IsEmpty)
                Fixed(input, offsets, h, y.Slice(i, step));
            else
                Varying(input, offsets, h, d, y.Slice(i, step), i, ramp);
        }
    }

    /// <summary>One sample by plain arithmetic.</summary>
    internal static Complex32 One(Planes x, ReadOnlySpan<int> offsets, Planes h, Planes d, int i, Ramp ramp)
    {
        var start = Product(x, offsets, h);
        if (d.Real.IsEmpty)
            return start;
        var change = Product(x, offsets, d);
        var beta = (i + ramp.Phase) * ramp.Slope;
        return new(MathF.FusedMultiplyAdd(beta, change.Real, start.Real), MathF.FusedMultiplyAdd(beta, change.Imaginary, start.Imaginary));

        static Complex32 Product(Planes x, ReadOnlySpan<int> offsets, Planes taps)
        {
            float rr = 0, ii = 0, ri = 0, ir = 0;
            for (var t = 0; t < offsets.Length; t++)
            {
                rr = MathF.FusedMultiplyAdd(taps.Real[t], x.Real[offsets[t]], rr);
                ii = MathF.FusedMultiplyAdd(taps.Imaginary[t], x.Imaginary[offsets[t]], ii);
                ri = MathF.FusedMultiplyAdd(taps.Real[t], x.Imaginary[offsets[t]], ri);
                ir = MathF.FusedMultiplyAdd(taps.Imaginary[t], x.Real[offsets[t]], ir);
            }
            return new(rr - ii, ri + ir);
        }
    }

    /// <summary>The kernels load without checks, so their reach is checked here.</summary>
    private static void Check(Planes x, int at, ReadOnlySpan<int> offsets, Planes h, Planes d, int padded)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(at);
        foreach (var offset in offsets)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(offset, nameof(offsets));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(at + offset + padded, Math.Min(x.Real.Length, x.Imaginary.Length), nameof(offsets));
        }
        ArgumentOutOfRangeException.ThrowIfLessThan(Math.Min(h.Real.Length, h.Imaginary.Length), offsets.Length, nameof(h));
        if (!d.Real.IsEmpty)
            ArgumentOutOfRangeException.ThrowIfLessThan(Math.Min(d.Real.Length, d.Imaginary.Length), offsets.Length, nameof(d));
    }

    /// <summary>β at sample i of a run: (i + phase)·slope.</summary>
    internal readonly record struct Ramp(float Phase, float Slope);
}
