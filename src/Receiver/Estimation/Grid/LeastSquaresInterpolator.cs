namespace SemCom.Receiver.Estimation;

/// <summary>
/// Gains of a resource grid from least-squares estimates at pilots and lines (or nearest values) between them: over the subcarriers of each
/// OFDM symbol with pilots, extrapolated by at most one pilot distance, then over symbols, held before the first and behind the last.
/// Symbols whose pilots leave gaps more than twice as large as others' take no part. Of the error variance the part that noise makes is exact; the part
/// that the channel's bends make is estimated from differences of neighbouring pilots and is too small where the channel turns faster.
/// </summary>
public sealed class LeastSquaresInterpolator
{
    private readonly InterpolationMethod _method;

    /// <summary>Creates an interpolator.</summary>
    public LeastSquaresInterpolator(InterpolationMethod method = InterpolationMethod.Linear)
    {
        if (!Enum.IsDefined(method))
            throw new ArgumentOutOfRangeException(nameof(method), method, "unknown method");
        _method = method;
    }

    /// <summary>Estimates all gains of a frame.</summary>
    /// <param name="symbols">OFDM symbols of the frame, at least 1.</param>
    /// <param name="subcarriers">Subcarriers, at least 1.</param>
    /// <param name="pilots">Pilots in any order, each resource element at most once.</param>
    /// <param name="noisePower">N0 of a pilot with noise scale 1, linear, above 0.</param>
    /// <param name="estimate">Receives gains and error variances.</param>
    /// <exception cref="SemComException">The pilots or the noise power cannot be used.</exception>
    public void Interpolate(int symbols, int subcarriers, ReadOnlySpan<PilotObservation> pilots, double noisePower, GridEstimate estimate)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(subcarriers, 1);
        ArgumentNullException.ThrowIfNull(estimate);
        GridChannelEstimator.CheckNoise(noisePower);
        Interpolate(PilotRows.From(GridChannelEstimator.CheckSymbols(symbols), subcarriers, pilots), noisePower, estimate);
    }

    internal void Interpolate(PilotRows pilots, double noisePower, GridEstimate estimate)
    {
        var subcarriers = pilots.Subcarriers;
        var reach = Array.ConvertAll(pilots.Combs, comb => comb.Reach(subcarriers));
        var rows = pilots.Rows.Where(row => reach[row.Comb] <= 2 * reach.Min() + 1).ToArray();
        var bends = RoughnessOf(rows, pilots.Combs, noisePower);
        var gains = new Complex32[rows.Length * subcarriers];
        var (noises, errors) = (new float[gains.Length], new float[gains.Length]);
        var lines = Array.ConvertAll(pilots.Combs, comb => new LineWeights(comb.Subcarriers, subcarriers, _method, extrapolate: true));
        var ceiling = 2 * pilots.MeanPower();
        for (var r = 0; r < rows.Length; r++)
        {
            var (line, scales) = (lines[rows[r].Comb], pilots.Combs[rows[r].Comb].NoiseScales);
            for (var k = 0; k < subcarriers; k++)
            {
                var (i, j, t, at) = (line.Lower[k], line.Upper[k], line.Share[k], r * subcarriers + k);
                gains[at] = rows[r].Gains[i] * (float)(1 - t) + rows[r].Gains[j] * (float)t;
                noises[at] = (float)(noisePower * ((1 - t) * (1 - t) * scales[i] + (i == j ? 0 : t * t * scales[j])));
                errors[at] = (float)Math.Min(ceiling, line.Curvature[k] * bends.Curvature + line.Slope[k] * bends.Slope);
            }
        }
        estimate.Reshape(pilots.Symbols, subcarriers);
        (estimate.NoisePower, estimate.Covariance) = (noisePower, null);
        JoinRows(Array.ConvertAll(rows, row => row.Symbol), gains, noises, errors, ceiling, estimate);
    }

    private static Roughness RoughnessOf(PilotRow[] rows, PilotComb[] combs, double noise)
    {
        var result = new Roughness();
        foreach (var row in rows)
        {
            var (at, scales, y) = (combs[row.Comb].Subcarriers, combs[row.Comb].NoiseScales, row.Gains);
            for (var p = 1; p < at.Length; p++)
            {
                result.Add(y[p - 1], y[p], at[p] - at[p - 1], noise * scales[p - 1], noise * scales[p]);
                if (p > 1)
                    result.Add(y[p - 2], y[p - 1], y[p], at[p - 1] - at[p - 2], at[p] - at[p - 1], noise * scales[p - 2], noise * scales[p - 1], noise * scales[p]);
            }
        }
        return result;
    }

    private void JoinRows(int[] at, Complex32[] gains, float[] noises, float[] errors, double ceiling, GridEstimate estimate)
    {
        var subcarriers = estimate.Subcarriers;
        var bends = new Roughness();
        for (var r = 1; r < at.Length; r++)
        {
            for (var k = 0; k < subcarriers; k++)
            {
                var (here, before) = (r * subcarriers + k, (r - 1) * subcarriers + k);
                bends.Add(gains[before], gains[here], at[r] - at[r - 1], noises[before], noises[here]);
                if (r == 1)
                    continue;
                var first = (r - 2) * subcarriers + k;
                bends.Add(gains[first], gains[before], gains[here], at[r - 1] - at[r - 2], at[r] - at[r - 1], noises[first], noises[before], noises[here]);
            }
        }
        var line = new LineWeights(at, estimate.Symbols, _method, extrapolate: false);
        for (var l = 0; l < estimate.Symbols; l++)
        {
            var (i, j, t) = (line.Lower[l] * subcarriers, line.Upper[l] * subcarriers, (float)line.Share[l]);
            var (a, b) = (1 - t, i == j ? 0 : t);
            var bend = (float)Math.Min(ceiling, line.Curvature[l] * bends.Curvature + line.Slope[l] * bends.Slope);
            var outGains = estimate.GainRow(l);
            var outErrors = estimate.ErrorRow(l);
            for (var k = 0; k < subcarriers; k++)
            {
                outGains[k] = gains[i + k] * a + gains[j + k] * b;
                // Interpolation errors of two rows may be alike, so they are averaged; noise is not.
                outErrors[k] = a * a * noises[i + k] + b * b * noises[j + k] + a * errors[i + k] + b * errors[j + k] + bend;
            }
        }
    }
}
