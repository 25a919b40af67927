using SemCom.Randomness;

namespace SemCom.Channels;

/// <summary>
/// Gamma-distributed numbers of mean 1 by exact rejection (G. Marsaglia and W. W. Tsang, "A simple method for generating gamma variables",
/// ACM TOMS 26(3), 2000). Each number has random bits of its own, so it does not depend on how often others were rejected.
/// </summary>
internal sealed class GammaSampler
{
    /// <summary>Blocks that one number may need beside its first proposal.</summary>
    public const int SpareBlocks = 16;

    private const double UnitScale = 1.0 / (1UL << 32);

    private readonly double _shape;
    private readonly double _d;
    private readonly double _c;

    /// <summary>Prepares for one shape, at least 0.5.</summary>
    public GammaSampler(double shape)
    {
        _shape = shape;
        _d = (shape < 1 ? shape + 1 : shape) - 1.0 / 3;
        _c = 1 / Math.Sqrt(9 * _d);
    }

    /// <summary>One number.</summary>
    /// <param name="normal">A standard normal: the first proposal.</param>
    /// <param name="accept">Random bits that accept it or not.</param>
    /// <param name="boost">Random bits for shapes below 1.</param>
    /// <param name="random">Stream of the spare blocks.</param>
    /// <param name="firstSpare">First of the spare blocks that belong to this number.</param>
    public double Draw(float normal, uint accept, uint boost, in CounterRandom random, ulong firstSpare)
    {
        if (!TryAccept(normal, accept, out var value))
            value = DrawFromSpares(random, firstSpare);

        // Below 1 the shape is raised by one, and a uniform number brings it back (section 6 of the paper).
        return value / _shape * (_shape < 1 ? PortableMath.Exp(PortableMath.Log(Uniform(boost)) / _shape) : 1);
    }

    private bool TryAccept(double x, uint accept, out double value)
    {
        var v = 1 + _c * x;
        v = v * v * v;
        value = _d * v;
        var u = Uniform(accept);
        return v > 0 && (u < 1 - 0.0331 * (x * x) * (x * x) || PortableMath.Log(u) < 0.5 * x * x + _d * (1 - v + PortableMath.Log(v)));
    }

    /// <summary>A proposal is rejected with a probability below 5 %: all of them fail once in 10²⁰ numbers, which then take the value d.</summary>
    private double DrawFromSpares(in CounterRandom random, ulong first)
    {
        Span<float> normal = stackalloc float[1];
        for (var block = first; block < first + SpareBlocks; block++)
        {
            random.FillGaussian(normal, 4 * block);
            if (TryAccept(normal[0], random.At(block).X2, out var value))
                return value;
        }
        return _d;
    }

    private static double Uniform(uint bits) => (bits + 0.5) * UnitScale;
}
