namespace SemCom.Latents;

/// <summary>
/// Width and sign of the next level. The width: the variance that is expected of its patch's kind, times how much larger than expected the levels around it were: earlier ones of the same patch, the same
/// latent in the four neighbours already coded, and all near ones in two of them; and the square of what these neighbours make expect of the latent itself, which tells its sign as well. Only +, −, · and /
/// are used, so that both ends agree on every platform. Weights were fitted on training pictures.
/// </summary>
internal sealed class LevelContext
{
    /// <summary>What is left of a level at the next one of its patch, in two memories.</summary>
    public const double ShortMemory = 0.8, LongMemory = 0.985;

    private const double Reach = 0.86;
    private const double ShortWeight = 6.55, LongWeight = 0.1, SideWeight = 2.3, CornerWeight = 1.5, NearWeight = 0.41, Prior = 1.08, Smallest = 1e-3;

    /// <summary>Shares of the variance and of the square of the forecast in the square that is expected, where there is a forecast.</summary>
    private const double VarianceShare = 0.92, ForecastShare = 0.8;

    private readonly PatchKinds _kinds;
    private readonly double _spread;
    private readonly int _count;
    private readonly Profile?[] _profiles;
    private readonly DecodedPatches<Patch> _around;
    private readonly double[] _seenAround;
    private readonly double[] _scale;
    private readonly double[] _squares;
    private readonly double[] _values;
    private readonly LatentForecast? _forecast;
    private Patch _patch = null!;
    private int _kind;

    /// <summary>Begins with the first patch of a picture.</summary>
    /// <param name="kinds">What is expected of the patches.</param>
    /// <param name="spread">Distance of a quantiser's points (0..255 scale).</param>
    public LevelContext(PatchKinds kinds, double spread)
    {
        (_kinds, _spread, _count, _profiles) = (kinds, spread, kinds.Latents, new Profile?[kinds.Count]);
        _around = new DecodedPatches<Patch>(kinds.Patches.Columns);
        (_seenAround, _scale, _squares, _values) = (new double[_count], new double[_count], new double[_count], new double[_count]);
        _forecast = kinds.Rotations is { Neighbours: { } weights } rotations ? new LatentForecast(rotations, weights, _count) : null;
    }

    /// <summary>Turns to a patch; patches come in rows from the top.</summary>
    public void Enter(int patch)
    {
        _around.Enter(patch);
        Array.Clear(_seenAround);
        Array.Clear(_scale);
        _forecast?.Clear();
        Look(0, SideWeight, NearWeight);
        Look(1, SideWeight, NearWeight);
        Look(2, CornerWeight, 0);
        Look(3, CornerWeight, 0);
        _kind = _kinds[patch];
        _forecast?.Turn(_kinds.RotationOf(_kind));
        var profile = _profiles[_kind] ??= new Profile(_kinds, _kind, _spread);
        _patch = new Patch(profile, _count);
        for (var i = 0; i < _count; i++)
        {
            var prior = Prior * profile.Mean[i] + Smallest;
            _seenAround[i] += prior;
            _scale[i] = profile.Variance[i] / (_scale[i] + profile.Before[i] + prior);
            if (_forecast is not null)
                (_scale[i], _squares[i]) = (VarianceShare * _scale[i], ForecastShare * _forecast.Values[i] * _forecast.Values[i]);
        }
    }

    /// <summary>Variance to expect of a latent, counted from the first behind the colour means, in squared spreads.</summary>
    /// <param name="latent">The latent.</param>
    /// <param name="shortMemory">Of the levels before it in the patch.</param>
    /// <param name="longMemory">Likewise.</param>
    public double VarianceOf(int latent, double shortMemory, double longMemory) =>
        (ShortWeight * shortMemory + LongWeight * longMemory + _seenAround[latent]) * _scale[latent] + _squares[latent];

    /// <summary>What neighbours make expect of a latent, in spreads.</summary>
    public double ForecastOf(int latent) => _forecast is null ? 0 : _forecast.Values[latent];

    /// <summary>What is expected of the patch's kind: variances in squared spreads, and magnitudes.</summary>
    public (double[] Variances, double[] Means) Expected => (_patch.Profile.Variance, _patch.Profile.Mean);

    /// <summary>What the levels of the patch count that <see cref="Learn"/> was told of.</summary>
    public ReadOnlySpan<double> Weights => _patch.Weights;

    /// <summary>Sums of them around each latent, once all are known (<see cref="Leave"/>).</summary>
    public ReadOnlySpan<double> Near => _patch.Near;

    /// <summary>Takes a level of the patch into account, in place of one that was told before.</summary>
    public void Learn(int latent, LevelQuantiser quantiser, int level)
    {
        var size = Math.Abs(level);
        (_patch.Weights[latent], _values[latent]) = (quantiser.WeightOf(size), Math.Sign(level) * quantiser.MagnitudeOf(size));
    }

    /// <summary>All levels of the patch are known.</summary>
    public void Leave()
    {
        NearSums.Of(_patch.Weights, Reach, _patch.Near);
        if (_forecast is not null)
            _patch.Decoded = _forecast.TurnBack(_kinds.RotationOf(_kind), [.. _values.Index().Where(value => value.Item != 0)]);
        _around.Leave(_patch);
    }

    /// <summary>Takes a neighbour into account, measured by what was expected of its own kind.</summary>
    private void Look(int neighbour, double same, double near)
    {
        if (_around[neighbour] is not { } patch)
            return;
        var profile = patch.Profile;
        _forecast?.Add(neighbour, patch.Decoded);
        for (var i = 0; i < _count; i++)
        {
            _seenAround[i] += same * patch.Weights[i] + near * patch.Near[i];
            _scale[i] += same * profile.Mean[i] + near * profile.Near[i];
        }
    }

    /// <summary>What is expected of a kind.</summary>
    private sealed class Profile
    {
        public Profile(PatchKinds kinds, int kind, double spread)
        {
            Variance = [.. Enumerable.Range(0, kinds.Latents).Select(latent => kinds.Variance(kind, latent) / (spread * spread))];
            Mean = Array.ConvertAll(Variance, variance => LevelQuantiser.ModelFor(variance, isOdd: false).Mean);
            (Near, Before) = (new double[Mean.Length], new double[Mean.Length]);
            NearSums.Of(Mean, Reach, Near);
            var (inShort, inLong) = (0.0, 0.0);
            for (var i = 0; i < Before.Length; i++)
            {
                Before[i] = ShortWeight * inShort + LongWeight * inLong;
                (inShort, inLong) = (inShort * ShortMemory + Mean[i], inLong * LongMemory + Mean[i]);
            }
        }

        /// <summary>Variances in squared spreads.</summary>
        public double[] Variance { get; }

        /// <summary>Expected magnitudes.</summary>
        public double[] Mean { get; }

        /// <summary>Expected sums around each.</summary>
        public double[] Near { get; }

        /// <summary>What the memories of the patch itself are expected to bring.</summary>
        public double[] Before { get; }
    }

    /// <summary>Levels of a patch, and its first latents before rotation, in spreads.</summary>
    private sealed class Patch(Profile profile, int count)
    {
        public Profile Profile => profile;

        public double[] Weights { get; } = new double[count];

        public double[] Near { get; } = new double[count];

        public double[] Decoded { get; set; } = [];
    }
}
