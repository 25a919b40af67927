using SemCom.Randomness;

namespace SemCom.Channels;

/// <summary>
/// A random walk W_0 = 0, W_n − W_(n−1) standard normal, that can be entered anywhere: its values at the ends of blocks come from halving
/// the way between two known ones (P. Lévy's construction of Brownian motion), those within a block from a walk that is bent to end where
/// the next block begins. Both give exactly the joint distribution of the walk.
/// </summary>
internal sealed class WienerProcess
{
    private const int BlockBits = 8;
    private const int BlockLength = 1 << BlockBits;
    private const int Levels = 32;

    /// <summary>Normals from here on place the ends of blocks; those below are the steps within.</summary>
    private const ulong FirstAnchor = 1UL << 49;

    private readonly CounterRandom _random;
    private readonly double[] _values = new double[BlockLength];
    private long _block;
    private int _position;
    private double _blockEnd;

    /// <summary>Enters the walk of one realization; the first value that <see cref="Next"/> gives is W_first.</summary>
    /// <param name="realization">Which walk.</param>
    /// <param name="first">0 to 2⁴⁰ − 1.</param>
    public WienerProcess(ChannelRealization realization, long first)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(first, 1L << (BlockBits + Levels));
        _random = new(realization.Seed, RandomPurpose.PhaseNoise, realization.Frame);
        (_block, _position) = (first >> BlockBits, (int)(first & (BlockLength - 1)));
        _blockEnd = Anchor(_block);
        FillBlock();
    }

    /// <summary>The next value of the walk.</summary>
    public double Next()
    {
        if (_position == BlockLength)
        {
            (_block, _position) = (_block + 1, 0);
            FillBlock();
        }
        return _values[_position++];
    }

    private void FillBlock()
    {
        var start = _blockEnd;
        _blockEnd = Anchor(_block + 1);
        Span<float> steps = stackalloc float[BlockLength];
        _random.FillGaussian(steps, (ulong)_block << BlockBits);
        double sum = 0;
        for (var i = 0; i < BlockLength; i++)
        {
            _values[i] = sum;
            sum += steps[i];
        }
        var bend = (_blockEnd - start - sum) / BlockLength;
        for (var i = 0; i < BlockLength; i++)
            _values[i] += start + i * bend;
    }

    /// <summary>W at the start of a block, from the walk's far end through the midpoints on the way down to it.</summary>
    private double Anchor(long block)
    {
        var (left, right) = (0L, 1L << Levels);
        var (atLeft, atRight) = (0.0, Math.Sqrt((double)right * BlockLength) * Normal(0));
        if (block == right)
            return atRight;
        for (ulong node = 1; left < block; )
        {
            var middle = (left + right) / 2;
            var atMiddle = (atLeft + atRight) / 2 + Math.Sqrt((double)(right - left) * BlockLength / 4) * Normal(node);
            var goRight = block >= middle;
            (left, atLeft, right, atRight) = goRight ? (middle, atMiddle, right, atRight) : (left, atLeft, middle, atMiddle);
            node = 2 * node + (goRight ? 1UL : 0);
        }
        return atLeft;
    }

    private double Normal(ulong node)
    {
        Span<float> normal = stackalloc float[1];
        _random.FillGaussian(normal, FirstAnchor + node);
        return normal[0];
    }
}
