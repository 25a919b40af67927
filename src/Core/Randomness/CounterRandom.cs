namespace SemCom.Randomness;

/// <summary>
/// A stream of random numbers with random access: Philox4x32-10 keyed by the seed, counting (index, purpose, frame). A
/// number depends on nothing else, so any batch size, order, thread count and processor gives the same. Different
/// (seed, purpose, frame) never share a counter. Holds no state; copies are free.
/// </summary>
/// <remarks>
/// Counter words: index bits 0–31; index bits 32–47 with the purpose above them; frame bits 0–31; frame bits 32–63. The
/// key is the seed.
/// </remarks>
public readonly record struct CounterRandom
{
    /// <summary>Number of blocks of a stream, 2⁴⁸.</summary>
    public const ulong BlockCount = 1UL << 48;

    private const int WordsPerBlock = 4;

    /// <summary>The stream of one purpose in one frame.</summary>
    /// <param name="seed">Seed of the whole run.</param>
    /// <param name="purpose">What the numbers are used for.</param>
    /// <param name="frame">Frame number.</param>
    public CounterRandom(ulong seed, RandomPurpose purpose, ulong frame)
    {
        if (!Enum.IsDefined(purpose))
            throw new ArgumentOutOfRangeException(nameof(purpose), purpose, "unknown purpose");
        (Seed, Purpose, Frame) = (seed, purpose, frame);
    }

    /// <summary>Seed of the whole run.</summary>
    public ulong Seed { get; }

    /// <summary>What the numbers are used for.</summary>
    public RandomPurpose Purpose { get; }

    /// <summary>Frame number.</summary>
    public ulong Frame { get; }

    internal uint PurposeWord => (uint)Purpose << 16;

    /// <summary>Block <paramref name="index"/>: 128 random bits.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is not below <see cref="BlockCount"/>.</exception>
    public UInt32x4 At(ulong index)
    {
        CheckRange(index, 1, 1);
        var counter = new UInt32x4((uint)index, (uint)(index >> 32) | PurposeWord, (uint)Frame, (uint)(Frame >> 32));
        return Philox.Block(counter, (uint)Seed, (uint)(Seed >> 32));
    }

    /// <summary>Uniform number in [0, 1) with 53 random bits, from words 0 and 1 of block <paramref name="index"/>.</summary>
    public double Uniform(ulong index)
    {
        var (x0, x1, _, _) = At(index);
        return (((ulong)x0 << 32 | x1) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>Words startIndex, startIndex+1, …; word w is word w mod 4 of block w / 4.</summary>
    public void FillUInt32(Span<uint> destination, ulong startIndex = 0)
    {
        CheckRange(startIndex, destination.Length, WordsPerBlock);
        Span<uint> words = stackalloc uint[WordsPerBlock];
        var skip = (int)(startIndex % WordsPerBlock);
        for (var block = startIndex / WordsPerBlock; !destination.IsEmpty; block++)
        {
            (words[0], words[1], words[2], words[3]) = At(block);
            var count = Math.Min(WordsPerBlock - skip, destination.Length);
            words.Slice(skip, count).CopyTo(destination);
            destination = destination[count..];
            skip = 0;
        }
    }

    /// <summary>
    /// Standard normals (mean 0, variance 1) startIndex, startIndex+1, …; normals 4b … 4b+3 come from block b. Normals 2s
    /// and 2s+1 are independent and make a circular complex normal of variance 2.
    /// </summary>
    public void FillGaussian(Span<float> destination, ulong startIndex = 0)
    {
        CheckRange(startIndex, destination.Length, WordsPerBlock);
        GaussianFill.Fill(this, destination, startIndex);
    }

    private static void CheckRange(ulong start, int count, ulong perBlock)
    {
        if (start > BlockCount * perBlock - (ulong)count)
            throw new ArgumentOutOfRangeException(nameof(start), start, "a stream has 2^48 blocks of four words");
    }
}
