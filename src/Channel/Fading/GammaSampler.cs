using SemCom.Randomness;

namespace SemCom.Channels;

/// <summary>
/// Gamma-distributed numbers of mean 1 by exact rejection (G. Marsaglia and W. W. Tsang, "A simple method for generating gamma variables",
/// ACM TOMS 26(3), 2000). Each number has blocks of random bits of its own, so it does not depend on how often others were rejected.
/// </summary>
internal sealed class GammaSampler
{
    /// <summary>Blocks of a stream that one number takes.</summary>
    public const ulong BlocksPerDraw = 16;

    private const double UnitScale = 1.0 / (1UL << 32);

    // A proposal is rejected with a probability below 5 %: all fail once in 10¹⁹ numbers, which then take the value d.
    private const ulong Proposals = BlocksPerDraw - 1;

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

    /// <summary>One number, and 32 random bits that are independent of it.</summary>
    /// <param name="realization">Which draw of the fading.</param>
    /// <param name="firstBlock">First of the blocks that belong to this number.</param>
    /// <param name="bits">Receives the bits.</param>
    public double Draw(ChannelRealization realization, ulong firstBlock, out uint bits)
    {
        var random = new CounterRandom(realization.Seed, RandomPurpose.Fading, realization.Frame);
        var (w0, w1, _, _) = random.At(firstBlock);
        bits = w0;

        // Below 1 the shape is raised by one, and a uniform number brings it back (section 6 of the paper).
        var scale = _shape < 1 ? PortableMath.Exp(PortableMath.Log((w1 + 0.5) * UnitScale) / _shape) : 1;
        return Standard(random, firstBlock + 1) * scale / _shape;
    }

    /// <summary>Gamma with scale 1 and a shape of at least 1.</summary>
    private double Standard(in CounterRandom random, ulong firstBlock)
    {
        Span<float> normal = stackalloc float[1];
        for (var block = firstBlock; block < firstBlock + Proposals; block++)
        {
            random.FillGaussian(normal, 4 * block);
            double x = normal[0];
            var v = 1 + _c * x;
            if (v <= 0)
                continue;
            v = v * v * v;
            var u = (random.At(block).X2 + 0.5) * UnitScale;
            if (u < 1 - 0.0331 * (x * x) * (x * x) || PortableMath.Log(u) < 0.5 * x * x + _d * (1 - v + PortableMath.Log(v)))
                return _d * v;
        }
        return _d;
    }
}
