namespace SemCom.Receiver.Estimation;

/// <summary>
/// Noise power, channel power and the extents in delay and Doppler that explain a frame's pilots best, by maximum likelihood for a Gaussian
/// channel with flat spectra (the evidence of MacKay, Neural Computation 4(3), 1992). Delay windows from a fraction of a resolution cell to twice the
/// cyclic prefix are compared, so a short channel is not charged for the whole prefix, and one with longer echoes is noticed. No truth
/// enters. Diagonalised correlations are kept; one thread at a time.
/// </summary>
internal sealed class FrameFit(ResourceGrid grid)
{
    private const int MostModes = 512;

    /// <summary>Delays that pilots can tell apart end where their comb aliases; a margin is kept.</summary>
    private const double UsefulShareOfAlias = 0.9;

    /// <summary>Power of a mode that takes part in the Doppler fit, relative to N0.</summary>
    private const double VisiblePower = 0.5;

    private readonly Dictionary<(PilotComb Shape, double Width), KernelModes> _modes = [];

    /// <summary>Fits a frame.</summary>
    /// <param name="pilots">Its pilots.</param>
    /// <param name="knownNoise">N0 where it is known; null to estimate it.</param>
    /// <exception cref="SemComException">There are too few pilots to tell channel and noise apart.</exception>
    public FrameStatistics Fit(PilotRows pilots, double? knownNoise)
    {
        var longest = grid.PrefixSamples > 0 ? 2 * grid.PrefixSeconds : 1 / (8 * grid.SpacingHertz);
        var snapshots = new PilotSnapshots(pilots, grid.SpacingHertz, longest);
        if (snapshots.Comb.Count < 2)
            return FitSinglePilots(pilots, snapshots, knownNoise);
        longest = Math.Min(longest, UsefulShareOfAlias / (snapshots.Spacing * grid.SpacingHertz));
        var shortest = 0.25 / (grid.Subcarriers * grid.SpacingHertz);
        var (best, width, noise, power) = (double.PositiveInfinity, longest, 0.0, 0.0);
        for (var candidate = longest; candidate >= Math.Min(shortest, longest); candidate /= Math.Sqrt(2))
        {
            var (candidateNoise, candidatePower, cost) = FitWindow(snapshots, candidate, knownNoise);
            if (cost < best)
                (best, width, noise, power) = (cost, candidate, candidateNoise, candidatePower);
        }
        return new FrameStatistics(noise, power, width, snapshots.Rows.Length == 1 ? 0 : FitDoppler(snapshots, width, noise));
    }

    /// <summary>One pilot a row says nothing of delays; successive rows bound the noise.</summary>
    private FrameStatistics FitSinglePilots(PilotRows pilots, PilotSnapshots snapshots, double? knownNoise)
    {
        var rows = snapshots.Rows;
        if (rows.Length == 1 && knownNoise is null)
            throw new SemComException("noise cannot be told from the channel with one pilot (were 1); add pilots, or give the noise power");
        var differences = 0.0;
        for (var r = 1; r < rows.Length; r++)
            differences += (rows[r].Gains[0] - rows[r - 1].Gains[0]).Power / 2 / snapshots.Comb.NoiseScales[0];
        var noise = Math.Max(knownNoise ?? differences / (rows.Length - 1), PilotEstimator.SmallestNoise);
        return new FrameStatistics(noise, Math.Max(pilots.MeanPower() - noise, noise / 10), grid.PrefixSeconds, rows.Length == 1 ? 0 : FitDoppler(snapshots, 0, noise));
    }

    private (double Noise, double Power, double Cost) FitWindow(PilotSnapshots snapshots, double seconds, double? knownNoise)
    {
        var length = snapshots.PieceLength;
        Span<double> yRe = new double[length], yIm = new double[length], re = new double[length], im = new double[length];
        var (noise, power, cost) = (0.0, 0.0, 0.0);
        foreach (var group in snapshots.Pieces.GroupBy(snapshots.ShapeOf))
        {
            var (modes, turn) = (Modes(group.Key, Math.PI * grid.SpacingHertz * seconds), Turn(group.Key, seconds));
            var energies = new double[length];
            foreach (var piece in group)
            {
                foreach (var row in snapshots.Rows)
                {
                    snapshots.Read(piece, row, turn, yRe, yIm);
                    modes.Project(yRe, yIm, re, im);
                    for (var m = 0; m < length; m++)
                        energies[m] += re[m] * re[m] + im[m] * im[m];
                }
            }
            var share = (double)group.Count() / snapshots.Pieces.Count;
            for (var m = 0; m < length; m++)
                energies[m] /= group.Count() * snapshots.Rows.Length;
            var found = EvidenceSearch.Run(modes.Values, energies, knownNoise);
            (noise, power, cost) = (noise + share * found.Noise, power + share * found.Power, cost + share * found.Cost);
        }
        return (noise, power, cost);
    }

    private double FitDoppler(PilotSnapshots snapshots, double window, double noise)
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
        var components = Components(snapshots, rows, window);
        var shape = new PilotComb(positions, Enumerable.Repeat(1f, count).ToArray());
        var slowest = 0.02 / (positions[^1] * grid.SymbolSeconds);
        var (best, width) = (DopplerCost(components, shape, 0, noise), 0.0);
        for (var candidate = 0.5 / (closest * grid.SymbolSeconds); candidate > slowest; candidate /= Math.Sqrt(2))
        {
            var cost = DopplerCost(components, shape, 2 * Math.PI * candidate * grid.SymbolSeconds, noise);
            if (cost < best)
                (best, width) = (cost, candidate);
        }
        return width;
    }

    /// <summary>[pieces × modes] courses over the rows of the strongest modes, real and imaginary parts one behind the other.</summary>
    private List<double[]> Components(PilotSnapshots snapshots, ReadOnlySpan<PilotRow> rows, double window)
    {
        var (length, courses) = (snapshots.PieceLength, new List<double[]>());
        Span<double> yRe = new double[length], yIm = new double[length], re = new double[length], im = new double[length];
        foreach (var piece in snapshots.Pieces)
        {
            var shape = snapshots.ShapeOf(piece);
            var (modes, turn) = (Modes(shape, Math.PI * grid.SpacingHertz * window), Turn(shape, window));
            var first = courses.Count;
            for (var m = 0; m < length && modes.Values[m] > 1e-3 * modes.Values[0]; m++)
                courses.Add(new double[2 * rows.Length]);
            for (var r = 0; r < rows.Length; r++)
            {
                snapshots.Read(piece, rows[r], turn, yRe, yIm);
                modes.Project(yRe, yIm, re, im);
                for (var m = 0; m < courses.Count - first; m++)
                    (courses[first + m][r], courses[first + m][rows.Length + r]) = (re[m], im[m]);
            }
        }
        return courses;
    }

    private double DopplerCost(List<double[]> courses, PilotComb shape, double angle, double noise)
    {
        var (modes, count, cost) = (Modes(shape, angle), shape.Count, 0.0);
        Span<double> re = new double[count], im = new double[count];
        foreach (var course in courses)
        {
            var power = course.Sum(x => x * x) / count - noise;
            if (power < VisiblePower * noise)
                continue;
            modes.Project(course.AsSpan(0, count), course.AsSpan(count), re, im);
            for (var n = 0; n < count; n++)
            {
                var variance = power * modes.Values[n] + noise;
                cost += Math.Log(variance) + (re[n] * re[n] + im[n] * im[n]) / variance;
            }
        }
        return cost;
    }

    private KernelModes Modes(PilotComb shape, double angle)
    {
        if (_modes.Count >= MostModes)
            _modes.Clear();
        if (!_modes.TryGetValue((shape, angle), out var modes))
            _modes[(shape, angle)] = modes = new KernelModes(shape.Subcarriers, shape.Whitening, angle);
        return modes;
    }

    /// <summary>Turns the middle of the delay window to delay zero, which makes the correlation real.</summary>
    private (double Cos, double Sin)[] Turn(PilotComb shape, double window) => Array.ConvertAll(shape.Subcarriers, k =>
    {
        var (sin, cos) = Math.SinCos(Math.PI * grid.SpacingHertz * window * k);
        return (cos, sin);
    });
}
