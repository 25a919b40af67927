namespace SemCom.Latents;

/// <summary>
/// What an <see cref="EntropyNetwork"/> is told of the next level and its patch: the width that is expected without it, levels of the patch so far, those of the four neighbours decoded before, and how
/// levels of the picture so far differed from what was expected of them.
/// </summary>
internal sealed class LevelFeatures
{
    /// <summary>Numbers of a level, and how many there are with those that tell its quantiser, one for each.</summary>
    public const int BesideQuantiser = 17, OfLevel = BesideQuantiser + LevelQuantiser.Count;

    /// <summary>Numbers of a patch, and of a level and its patch.</summary>
    public const int OfPatch = 7, All = OfLevel + OfPatch;

    private const double Memory = 0.985, ReachOfAll = 0.9;
    private const double LeastSquare = 1e-4, Least = 0.05, LeastSeen = 0.3, LeastNear = 1, UsualSpread = 100;

    private static readonly float Nothing = PiecewiseLog.Of(0, Least);

    private readonly PatchKinds _kinds;
    private readonly LevelContext _context;
    private readonly double _spread;
    private readonly int _count;
    private readonly DecodedPatches<Decoded> _around;
    private readonly double[] _sums, _expectedSums, _seen, _expected;
    private readonly float[] _ratio, _ratioAround;
    private readonly float[] _patch;

    /// <summary>Begins with the first patch of a picture.</summary>
    /// <param name="kinds">What is expected of the patches.</param>
    /// <param name="context">Tells the widths so far; it is told of each patch and level before this.</param>
    /// <param name="spread">Distance of a quantiser's points (0..255 scale).</param>
    public LevelFeatures(PatchKinds kinds, LevelContext context, double spread)
    {
        (_kinds, _context, _spread, _count, _around) = (kinds, context, spread, kinds.Latents, new DecodedPatches<Decoded>(kinds.Patches.Columns));
        (_sums, _expectedSums, _seen, _expected) = (new double[_count], new double[_count], new double[_count], new double[_count]);
        (_ratio, _ratioAround, _patch) = (new float[_count], new float[_count], new float[OfPatch + kinds.HintsOf(0).Length]);
    }

    /// <summary>What is told of the patch.</summary>
    public ReadOnlySpan<float> Patch => _patch;

    /// <summary>Turns to a patch; patches come in rows from the top.</summary>
    public void Enter(int patch)
    {
        _around.Enter(patch);
        for (var i = 0; i < NeighbourWeights.Neighbours; i++)
            _patch[i] = _around[i] is null ? 0 : 1;
        (_patch[4], _patch[5], _patch[6]) = (_around[0]?.Total ?? Nothing, _around[1]?.Total ?? Nothing, PiecewiseLog.Of(_spread / UsualSpread, 0));
        _kinds.HintsOf(patch).CopyTo(_patch.AsSpan(OfPatch));

        NearSums.Of(_seen, ReachOfAll, _sums);
        NearSums.Of(_expected, ReachOfAll, _expectedSums);
        for (var i = 0; i < _count; i++)
        {
            _ratio[i] = PiecewiseLog.Of(_seen[i], LeastSeen) - PiecewiseLog.Of(_expected[i], LeastSeen);
            _ratioAround[i] = PiecewiseLog.Of(_sums[i], LeastNear) - PiecewiseLog.Of(_expectedSums[i], LeastNear);
        }
    }

    /// <summary>Writes what is told of the next level [<see cref="BesideQuantiser"/>].</summary>
    /// <param name="expected">What is expected of it.</param>
    /// <param name="path">The way through the patch so far.</param>
    /// <param name="told">Is written.</param>
    public void Tell(in LevelExpectation expected, in LevelPath path, Span<float> told)
    {
        var latent = expected.Latent;
        told[0] = PiecewiseLog.Of(expected.Variance, LeastSquare) / 2;
        told[1] = PiecewiseLog.Of(_context.Expected.Variances[latent], LeastSquare) / 2;
        told[2] = PiecewiseLog.Of(expected.Forecast * expected.Forecast, LeastSquare) / 2;
        (told[3], told[4]) = (PiecewiseLog.Of(path.ShortMemory, Least), PiecewiseLog.Of(path.LongMemory, Least));
        (told[5], told[6]) = (PiecewiseLog.Of(latent > 0 ? _context.Weights[latent - 1] : 0, Least), PiecewiseLog.Of(latent > 1 ? _context.Weights[latent - 2] : 0, Least));
        for (var i = 0; i < NeighbourWeights.Neighbours; i++)
            (told[7 + i], told[11 + i]) = _around[i] is { } decoded ? (decoded.Weights[latent], decoded.Near[latent]) : (Nothing, Nothing);
        (told[15], told[16]) = (_ratio[latent], _ratioAround[latent]);
    }

    /// <summary>The context has left the patch.</summary>
    public void Leave()
    {
        var (weights, near, means, total) = (new float[_count], new float[_count], _context.Expected.Means, 0.0);
        for (var i = 0; i < _count; i++)
        {
            var weight = _context.Weights[i];
            total += weight;
            (weights[i], near[i]) = (PiecewiseLog.Of(weight, Least), PiecewiseLog.Of(_context.Near[i], Least));
            (_seen[i], _expected[i]) = (_seen[i] * Memory + weight, _expected[i] * Memory + means[i]);
        }
        _around.Leave(new Decoded(weights, near, PiecewiseLog.Of(total, Least)));
    }

    /// <summary>Logarithms of what levels of a patch count, of sums around each, and of their total.</summary>
    private sealed record Decoded(float[] Weights, float[] Near, float Total);
}
