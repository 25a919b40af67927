namespace SemCom.Latents;

/// <summary>The way through the levels of a patch: the state of the trellis, and what the levels so far tell of the next one's width. A patch begins with <c>default</c>.</summary>
internal struct LevelPath
{
    /// <summary>States of the trellis.</summary>
    public const int StateCount = 8;

    private double _short, _long;

    /// <summary>What the levels so far count, in two memories.</summary>
    public readonly double ShortMemory => _short;

    /// <summary>Likewise.</summary>
    public readonly double LongMemory => _long;

    /// <summary>State of the trellis, 0..7; odd ones take <see cref="LevelQuantiser.Odd"/>.</summary>
    public int State { get; private set; }

    /// <summary>States that follow on each, after an even and after an odd level: Ungerboeck's trellis (IEEE Trans. Inf. Theory 28(1), 1982).</summary>
    private static ReadOnlySpan<byte> Next => [0, 1, 3, 2, 5, 4, 6, 7, 1, 0, 2, 3, 4, 5, 7, 6];

    /// <summary>What to expect of the next level.</summary>
    /// <param name="context">At the patch.</param>
    /// <param name="latent">Counted from the first behind the colour means.</param>
    public readonly LevelExpectation Expect(LevelContext context, int latent)
    {
        var variance = context.VarianceOf(latent, _short, _long);
        return new LevelExpectation(LevelQuantiser.ModelFor(variance, (State & 1) == 1), context, latent, variance);
    }

    /// <summary>Goes on behind a level.</summary>
    /// <param name="quantiser">Of the level.</param>
    /// <param name="level">Without its sign.</param>
    public void Take(LevelQuantiser quantiser, int level)
    {
        var weight = quantiser.WeightOf(level);
        (_short, _long) = (_short * LevelContext.ShortMemory + weight, _long * LevelContext.LongMemory + weight);
        if (quantiser != LevelQuantiser.Fine)
            State = Next[2 * State + (level & 1)];
    }
}
