namespace SemCom.Latents;

/// <summary>
/// Chooses the levels of a patch: of all ways through the trellis the one with the least squared error + price · bits (Viterbi), where each way pays the bits that the entropy code
/// will take after its own levels.
/// </summary>
/// <param name="count">Latents of a patch.</param>
internal sealed class LevelTrellis(int count)
{
    /// <summary>Magnitudes below this become 0 [spreads].</summary>
    private const double TooSmall = 0.2;

    /// <summary>Levels behind the last that may be more than 0 after which ways are no longer compared: what zeros cost further on hardly depends on the way.</summary>
    private const int Tail = 12;

    private readonly (int Level, byte Quantiser, byte Before)[] _steps = new (int, byte, byte)[count * LevelPath.StateCount];
    private Survivor[] _survivors = new Survivor[LevelPath.StateCount];
    private Survivor[] _next = new Survivor[LevelPath.StateCount];

    /// <summary>Levels and their quantisers.</summary>
    /// <param name="context">At the patch.</param>
    /// <param name="values">The latents in spreads.</param>
    /// <param name="levels">As many.</param>
    /// <param name="quantisers">As many.</param>
    /// <param name="corrections">What a network says of each level; none where there is no network.</param>
    public void Choose(LevelContext context, ReadOnlySpan<double> values, Span<int> levels, Span<byte> quantisers, ReadOnlySpan<WidthCorrection> corrections = default)
    {
        Array.Fill(_survivors, Survivor.None);
        _survivors[0] = new Survivor(0, default);
        var end = Math.Min(1 + values.LastIndexOfAnyExceptInRange(-TooSmall, TooSmall) + Tail, values.Length);
        for (var latent = 0; latent < end; latent++)
        {
            Array.Fill(_next, Survivor.None);
            for (var state = 0; state < LevelPath.StateCount; state++)
            {
                ref readonly var survivor = ref _survivors[state];
                if (!(survivor.Cost < double.PositiveInfinity))
                    continue;
                var expected = survivor.Path.Expect(context, latent);
                GoOn(survivor, latent < corrections.Length ? corrections[latent].Apply(expected) : expected, values[latent], latent);
            }
            (_survivors, _next) = (_next, _survivors);
        }
        var best = _survivors.MinBy(survivor => survivor.Cost).Path;
        for (var (latent, at) = (end - 1, (byte)best.State); latent >= 0; latent--)
        {
            (var level, quantisers[latent], at) = _steps[latent * LevelPath.StateCount + at];
            levels[latent] = values[latent] < 0 ? -level : level;
        }
        for (var latent = end; latent < values.Length; latent++)
        {
            var quantiser = best.Expect(context, latent).Model.Quantiser;
            best.Take(quantiser, 0);
            (levels[latent], quantisers[latent]) = (0, quantiser.Number);
        }
    }

    private void GoOn(in Survivor survivor, in LevelExpectation expected, double value, int latent)
    {
        var (quantiser, size) = (expected.Model.Quantiser, Math.Abs(value));
        Offer(survivor, quantiser, survivor.Cost + quantiser.SquareOf(size, 0) + LatentLevels.SpreadBitPrice * expected.ZeroModel.ZeroBits, latent, 0);
        if (size < TooSmall)
            return;
        var before = survivor.Cost + LatentLevels.SpreadBitPrice * (expected.ZeroModel.NonzeroBits + expected.Sign.BitsBeyondOne(value < 0));
        var lower = Math.Min(quantiser.LevelBelow(size), LatentLevels.Largest - 1);
        if (lower > 0)
            Offer(survivor, quantiser, before + quantiser.SquareOf(size, lower) + LatentLevels.SpreadBitPrice * expected.BeyondModel.BitsBeyond(lower), latent, lower);
        Offer(survivor, quantiser, before + quantiser.SquareOf(size, lower + 1) + LatentLevels.SpreadBitPrice * expected.BeyondModel.BitsBeyond(lower + 1), latent, lower + 1);
    }

    private void Offer(in Survivor survivor, LevelQuantiser quantiser, double cost, int latent, int level)
    {
        var path = survivor.Path;
        path.Take(quantiser, level);
        if (cost >= _next[path.State].Cost)
            return;
        _next[path.State] = new Survivor(cost, path);
        _steps[latent * LevelPath.StateCount + path.State] = (level, quantiser.Number, (byte)survivor.Path.State);
    }

    /// <summary>The best way to a state.</summary>
    private readonly record struct Survivor(double Cost, LevelPath Path)
    {
        public static Survivor None => new(double.PositiveInfinity, default);
    }
}
