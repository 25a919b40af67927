namespace SemCom.Receiver.Estimation;

/// <summary>
/// Noise power, channel power, delay profile and Doppler extent that explain a frame's pilots best, by maximum likelihood for a Gaussian channel
/// (the evidence of MacKay, Neural Computation 4(3), 1992): profiles of <see cref="ProfileFamily"/> are compared, so a short channel is not
/// charged for the whole cyclic prefix, and longer echoes are noticed. No truth enters. Diagonalised correlations are kept; one thread at a time.
/// </summary>
/// <param name="grid">Numerology.</param>
/// <param name="flat">True to know one profile alone, constant over the cyclic prefix.</param>
internal sealed class FrameFit(ResourceGrid grid, bool flat = false)
{
    private const int MostModes = 512;

    /// <summary>Delays that pilots can tell apart end where their comb aliases; a margin is kept.</summary>
    private const double UsefulShareOfAlias = 0.9;

    /// <summary>Power of a mode that takes part in the Doppler fit, relative to N0.</summary>
    private const double VisiblePower = 0.5;

    private readonly Dictionary<(PilotComb Shape, DelayProfile Profile), KernelModes> _delayModes = [];
    private readonly Dictionary<(PilotComb Shape, double Angle), KernelModes> _dopplerModes = [];
    private readonly Dictionary<double, List<DelayProfile>> _families = [];

    /// <summary>Cyclic prefix; an eighth of a symbol where there is none.</summary>
    private double PrefixSeconds => grid.PrefixSamples > 0 ? grid.PrefixSeconds : 1 / (8 * grid.SpacingHertz);

    /// <summary>Fits a frame.</summary>
    /// <param name="pilots">Its pilots.</param>
    /// <param name="knownNoise">N0 where it is known; null to estimate it.</param>
    /// <exception cref="SemComException">There are too few pilots to tell channel and noise apart.</exception>
    public FrameStatistics Fit(PilotRows pilots, double? knownNoise)
    {
        var snapshots = new PilotSnapshots(pilots, grid.SpacingHertz, 2 * PrefixSeconds);
        var family = Family(UsefulShareOfAlias / (snapshots.Spacing * grid.SpacingHertz));
        if (snapshots.Comb.Count < 2)
            return FitSinglePilots(pilots, snapshots, family[0], knownNoise);
        var (best, profile, noise, power) = (double.PositiveInfinity, family[0], 0.0, 0.0);
        foreach (var candidate in family)
        {
            var (candidateNoise, candidatePower, cost) = FitProfile(snapshots, candidate, knownNoise);
            if (cost < best)
                (best, profile, noise, power) = (cost, candidate, candidateNoise, candidatePower);
        }
        return new FrameStatistics(noise, power, profile, snapshots.Rows.Length == 1 ? 0 : FitDoppler(snapshots, profile, noise));
    }

    private List<DelayProfile> Family(double longest)
    {
        if (!_families.TryGetValue(longest, out var family))
        {
            var bandwidth = grid.Subcarriers * grid.SpacingHertz;
            _families[longest] = family = flat ? [DelayProfile.Flat(Math.Min(PrefixSeconds, longest), bandwidth)] : ProfileFamily.For(bandwidth, PrefixSeconds, longest);
        }
        return family;
    }

    /// <summary>One pilot a row says nothing of delays; successive rows bound the noise.</summary>
    private FrameStatistics FitSinglePilots(PilotRows pilots, PilotSnapshots snapshots, DelayProfile profile, double? knownNoise)
    {
        var rows = snapshots.Rows;
        if (rows.Length == 1 && knownNoise is null)
            throw new SemComException("noise cannot be told from the channel with one pilot (were 1); add pilots, or give the noise power");
        var differences = 0.0;
        for (var r = 1; r < rows.Length; r++)
            differences += (rows[r].Gains[0] - rows[r - 1].Gains[0]).Power / 2 / snapshots.Comb.NoiseScales[0];
        var noise = Math.Max(knownNoise ?? differences / (rows.Length - 1), PilotEstimator.SmallestNoise);
        var power = Math.Max(pilots.MeanPower() - noise, noise / 10);
        return new FrameStatistics(noise, power, profile, rows.Length == 1 ? 0 : FitDoppler(snapshots, profile, noise));
    }

    private (double Noise, double Power, double Cost) FitProfile(PilotSnapshots snapshots, DelayProfile profile, double? knownNoise)
    {
        var length = 2 * snapshots.PieceLength;
        Span<double> y = new double[length], components = new double[length];
        var (noise, power, cost) = (0.0, 0.0, 0.0);
        foreach (var group in snapshots.Pieces.GroupBy(snapshots.ShapeOf))
        {
            var (modes, energies) = (Modes(group.Key, profile), new double[length]);
            foreach (var piece in group)
            {
                foreach (var row in snapshots.Rows)
                {
                    snapshots.Read(piece, row, y);
                    modes.Project(y, components);
                    for (var m = 0; m < length; m++)
                        energies[m] += components[m] * components[m];
                }
            }
            // A real mode has half of a complex one's power.
            for (var m = 0; m < length; m++)
                energies[m] *= 2.0 / (group.Count() * snapshots.Rows.Length);
            var found = EvidenceSearch.Run(modes.Values, energies, knownNoise);
            var share = (double)group.Count() / snapshots.Pieces.Count;
            (noise, power, cost) = (noise + share * found.Noise, power + share * found.Power, cost + share * found.Cost);
        }
        return (noise, power, cost);
    }

    private double FitDoppler(PilotSnapshots snapshots, DelayProfile profile, double noise)
    {
        var count = Math.Min(snapshots.Rows.Length, TimeFilter.MaxRows);
        var rows = snapshots.Rows.AsSpan(0, count);
        var positions = new int[count];
        var closest = int.MaxValue;
        for (var r = 0; r < count; r++)
        {
            positions[r] = rows[r].Symbol - rows[0].Symbol;
            closest = r == 0 ? closest : Math.Min(closest, positions[r] - positions[r - 1]);
        }
        var courses = Courses(snapshots, rows, profile);
        var times = new PilotComb(positions, Enumerable.Repeat(1f, count).ToArray());
        var slowest = 0.02 / (positions[^1] * grid.SymbolSeconds);
        var (best, width) = (DopplerCost(courses, times, 0, noise), 0.0);
        for (var candidate = 0.5 / (closest * grid.SymbolSeconds); candidate > slowest; candidate /= Math.Sqrt(2))
        {
            var cost = DopplerCost(courses, times, 2 * Math.PI * candidate * grid.SymbolSeconds, noise);
            if (cost < best)
                (best, width) = (cost, candidate);
        }
        return width;
    }

    /// <summary>[pieces × modes] courses of the strongest modes over the rows, in units in which their noise has the variance N0.</summary>
    private List<double[]> Courses(PilotSnapshots snapshots, ReadOnlySpan<PilotRow> rows, DelayProfile profile)
    {
        var courses = new List<double[]>();
        var y = new double[2 * snapshots.PieceLength];
        foreach (var piece in snapshots.Pieces)
        {
            var modes = Modes(snapshots.ShapeOf(piece), profile);
            var first = courses.Count;
            for (var m = 0; m < y.Length && modes.Values[m] > 1e-3 * modes.Values[0]; m++)
                courses.Add(new double[rows.Length]);
            var components = new double[courses.Count - first];
            for (var r = 0; r < rows.Length; r++)
            {
                snapshots.Read(piece, rows[r], y);
                modes.Project(y, components);
                for (var m = 0; m < components.Length; m++)
                    courses[first + m][r] = Math.Sqrt(2) * components[m];
            }
        }
        return courses;
    }

    private double DopplerCost(List<double[]> courses, PilotComb times, double angle, double noise)
    {
        if (_dopplerModes.Count >= MostModes)
            _dopplerModes.Clear();
        if (!_dopplerModes.TryGetValue((times, angle), out var modes))
            _dopplerModes[(times, angle)] = modes = KernelModes.OfFlatSpectrum(times.Subcarriers, angle);
        var cost = 0.0;
        Span<double> components = new double[times.Count];
        foreach (var course in courses)
        {
            var power = course.Sum(x => x * x) / course.Length - noise;
            if (power < VisiblePower * noise)
                continue;
            modes.Project(course, components);
            for (var n = 0; n < components.Length; n++)
            {
                var variance = power * modes.Values[n] + noise;
                cost += Math.Log(variance) + components[n] * components[n] / variance;
            }
        }
        return cost;
    }

    private KernelModes Modes(PilotComb shape, DelayProfile profile)
    {
        if (_delayModes.Count >= MostModes)
            _delayModes.Clear();
        if (!_delayModes.TryGetValue((shape, profile), out var modes))
            _delayModes[(shape, profile)] = modes = KernelModes.OfProfile(shape, profile, grid.SpacingHertz);
        return modes;
    }
}
