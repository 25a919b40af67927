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

    private const double Memory = 0.985, Reach = 0.86, ReachOfAll = 0.9;
    private const double LeastSquare = 1e-4, Least = 0.05, LeastSeen = 0.3, LeastNear = 1, UsualSpread = 100;

    private static readonly float Nothing = PiecewiseLog.Of(0, Least);

    private readonly PatchKinds _kinds;
    private readonly double _spread;
    private readonly int _count;
    private readonly Profile?[] _profiles;
    private readonly Decoded?[] _above;
    private readonly Decoded?[] _row;
    private readonly Decoded?[] _around = new Decoded?[NeighbourWeights.Neighbours];
    private readonly double[] _weights, _sums, _expectedSums, _seen, _expected;
    private readonly float[] _ratio, _ratioAround;
    private readonly float[] _patch;
    private Profile _profile = null!;
    private int _column;

    /// <summary>Begins with the first patch of a picture.</summary>
    /// <param name="kinds">What is expected of the patches.</param>
    /// <param name="spread">Distance of a quantiser's points (0..255 scale).</param>
    public LevelFeatures(PatchKinds kinds, double spread)
    {
        (_kinds, _spread, _count, _profiles) = (kinds, spread, kinds.Latents, new Profile?[kinds.Count]);
        (_above, _row) = (new Decoded?[kinds.Patches.Columns], new Decoded?[kinds.Patches.Columns]);
        (_weights, _sums, _expectedSums, _seen, _expected) = (new double[_count], new double[_count], new double[_count], new double[_count], new double[_count]);
        (_ratio, _ratioAround, _patch) = (new float[_count], new float[_count], new float[OfPatch + kinds.HintsOf(0).Length]);
    }

    /// <summary>What is told of the patch.</summary>
    public ReadOnlySpan<float> Patch => _patch;

    /// <summary>Columns of the neighbours in the row above, from that of the patch.</summary>
    private static ReadOnlySpan<int> Above => [0, -1, 1];

    /// <summary>Turns to a patch; patches come in rows from the top.</summary>
    public void Enter(int patch)
    {
        (var row, _column) = (patch / _kinds.Patches.Columns, patch % _kinds.Patches.Columns);
        if (_column == 0 && row > 0)
            _row.CopyTo(_above.AsSpan());
        _around[0] = _column > 0 ? _row[_column - 1] : null;
        for (var i = 0; i < Above.Length; i++)
            _around[1 + i] = row > 0 && _column + Above[i] is var at && at >= 0 && at < _above.Length ? _above[at] : null;
        _profile = _profiles[_kinds[patch]] ??= new Profile(_kinds, _kinds[patch], _spread);

        for (var i = 0; i < _around.Length; i++)
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
        told[1] = _profile.Widths[latent];
        told[2] = PiecewiseLog.Of(expected.Forecast * expected.Forecast, LeastSquare) / 2;
        (told[3], told[4]) = (PiecewiseLog.Of(path.ShortMemory, Least), PiecewiseLog.Of(path.LongMemory, Least));
        (told[5], told[6]) = (PiecewiseLog.Of(latent > 0 ? _weights[latent - 1] : 0, Least), PiecewiseLog.Of(latent > 1 ? _weights[latent - 2] : 0, Least));
        for (var i = 0; i < _around.Length; i++)
            (told[7 + i], told[11 + i]) = _around[i] is { } decoded ? (decoded.Weights[latent], decoded.Near[latent]) : (Nothing, Nothing);
        (told[15], told[16]) = (_ratio[latent], _ratioAround[latent]);
    }

    /// <summary>Takes a level of the patch into account.</summary>
    public void Learn(int latent, LevelQuantiser quantiser, int level) => _weights[latent] = quantiser.WeightOf(Math.Abs(level));

    /// <summary>All levels of the patch are known.</summary>
    public void Leave()
    {
        NearSums.Of(_weights, Reach, _sums);
        double total = 0;
        var decoded = new Decoded(new float[_count], new float[_count]);
        for (var i = 0; i < _count; i++)
        {
            total += _weights[i];
            (decoded.Weights[i], decoded.Near[i]) = (PiecewiseLog.Of(_weights[i], Least), PiecewiseLog.Of(_sums[i], Least));
            (_seen[i], _expected[i]) = (_seen[i] * Memory + _weights[i], _expected[i] * Memory + _profile.Means[i]);
        }
        _row[_column] = decoded with { Total = PiecewiseLog.Of(total, Least) };
    }

    /// <summary>What is expected of a kind: logarithms of deviations, and mean magnitudes.</summary>
    private sealed class Profile
    {
        public Profile(PatchKinds kinds, int kind, double spread)
        {
            double[] squares = [.. Enumerable.Range(0, kinds.Latents).Select(latent => kinds.Variance(kind, latent) / (spread * spread))];
            Widths = Array.ConvertAll(squares, square => PiecewiseLog.Of(square, LeastSquare) / 2);
            Means = Array.ConvertAll(squares, square => LevelQuantiser.ModelFor(square, isOdd: false).Mean);
        }

        public float[] Widths { get; }

        public double[] Means { get; }
    }

    /// <summary>Logarithms of what levels of a patch count, of sums around each, and of their total.</summary>
    private sealed record Decoded(float[] Weights, float[] Near)
    {
        public float Total { get; init; }
    }
}
