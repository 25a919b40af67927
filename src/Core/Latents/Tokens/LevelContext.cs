namespace SemCom.Latents;

/// <summary>
/// Width of the next level: the variance that is expected of its patch's kind, times how much larger than expected the levels around it were: earlier ones of the
/// same patch, the same latent in the four neighbours already coded, and all near ones in two of them. Only +, −, · and / are used, so that both ends agree on
/// every platform. Weights were fitted on training pictures.
/// </summary>
internal sealed class LevelContext
{
    private const double ShortMemory = 0.8, LongMemory = 0.97, Reach = 0.9;
    private const double ShortWeight = 1.25, LongWeight = 0.45, SideWeight = 3.1, CornerWeight = 1.1, NearWeight = 0.08, Prior = 0.63, Smallest = 1e-3;

    private readonly PatchKinds _kinds;
    private readonly double _step;
    private readonly int _count;
    private readonly Profile?[] _profiles;
    private readonly Patch[] _above;
    private readonly Patch[] _row;
    private readonly double[] _seenAround;
    private readonly double[] _expectedAround;
    private double _short, _long, _expectedShort, _expectedLong;
    private Profile? _profile;
    private Patch _current;

    /// <summary>Begins with the first patch of a picture.</summary>
    public LevelContext(PatchKinds kinds, double step)
    {
        (_kinds, _step, _count, _profiles) = (kinds, step, kinds.Latents, new Profile?[kinds.Count]);
        (_above, _row) = (new Patch[kinds.Patches.Columns], new Patch[kinds.Patches.Columns]);
        (_seenAround, _expectedAround) = (new double[_count], new double[_count]);
    }

    /// <summary>Turns to a patch; patches come in rows from the top.</summary>
    public void Enter(int patch)
    {
        var (row, column) = (patch / _kinds.Patches.Columns, patch % _kinds.Patches.Columns);
        if (column == 0 && row > 0)
            _row.CopyTo(_above.AsSpan());
        Array.Clear(_seenAround);
        Array.Clear(_expectedAround);
        Look(column > 0 ? _row[column - 1] : Patch.None, SideWeight, NearWeight);
        Look(Above(row, column), SideWeight, NearWeight);
        Look(Above(row, column - 1), CornerWeight, 0);
        Look(Above(row, column + 1), CornerWeight, 0);
        _profile = _profiles[_kinds[patch]] ??= new Profile(_kinds, _kinds[patch], _step);
        _current = Patch.Of(_profile, _count);
        _row[column] = _current;
        (_short, _long, _expectedShort, _expectedLong) = (0, 0, 0, 0);
    }

    /// <summary>Model of a latent, counted from the first behind the colour means; latents come in order.</summary>
    public DeadZoneModel ModelFor(int latent)
    {
        var prior = Prior * _profile!.Mean[latent] + Smallest;
        var seen = ShortWeight * _short + LongWeight * _long + _seenAround[latent] + prior;
        var expected = ShortWeight * _expectedShort + LongWeight * _expectedLong + _expectedAround[latent] + prior;
        return DeadZoneModel.Nearest(_profile.Variance[latent] * (seen / expected));
    }

    /// <summary>Takes a coded level into account.</summary>
    public void Learn(int latent, int magnitude)
    {
        _current.Magnitudes[latent] = magnitude;
        _short = _short * ShortMemory + magnitude;
        _long = _long * LongMemory + magnitude;
        _expectedShort = _expectedShort * ShortMemory + _profile!.Mean[latent];
        _expectedLong = _expectedLong * LongMemory + _profile.Mean[latent];
        if (latent == _count - 1)
            Smooth(_current.Magnitudes, _current.Near);
    }

    private Patch Above(int row, int column) => row > 0 && column >= 0 && column < _above.Length ? _above[column] : Patch.None;

    /// <summary>Takes a neighbour into account, measured by what was expected of its own kind.</summary>
    private void Look(Patch patch, double same, double near)
    {
        if (patch.Profile is not { } profile)
            return;
        for (var i = 0; i < _count; i++)
        {
            _seenAround[i] += same * patch.Magnitudes[i] + near * patch.Near[i];
            _expectedAround[i] += same * profile.Mean[i] + near * profile.Near[i];
        }
    }

    /// <summary>Sums of values around each, weighted by <see cref="Reach"/> to the power of the distance.</summary>
    private static void Smooth(ReadOnlySpan<double> values, Span<double> sums)
    {
        double memory = 0;
        for (var i = 0; i < values.Length; i++)
            sums[i] = memory = memory * Reach + values[i];
        memory = 0;
        for (var i = values.Length - 1; i >= 0; i--)
        {
            sums[i] += memory;
            memory = (memory + values[i]) * Reach;
        }
    }

    /// <summary>What is expected of a kind.</summary>
    private sealed class Profile
    {
        public Profile(PatchKinds kinds, int kind, double step)
        {
            Variance = [.. Enumerable.Range(0, kinds.Latents).Select(latent => kinds.Variance(kind, latent) / (step * step))];
            Mean = Array.ConvertAll(Variance, variance => DeadZoneModel.Nearest(variance).Mean);
            Near = new double[Mean.Length];
            Smooth(Mean, Near);
        }

        /// <summary>Variances in squared steps.</summary>
        public double[] Variance { get; }

        /// <summary>Expected magnitudes.</summary>
        public double[] Mean { get; }

        /// <summary>Expected sums around each.</summary>
        public double[] Near { get; }
    }

    /// <summary>Levels of a patch that was coded.</summary>
    private readonly record struct Patch(Profile? Profile, double[] Magnitudes, double[] Near)
    {
        public static Patch None => new(null, [], []);

        public static Patch Of(Profile profile, int count) => new(profile, new double[count], new double[count]);
    }
}
