using System.Numerics;

namespace SemCom.Receiver.Estimation;

/// <summary>
/// Gains of a resource grid by linear minimum mean square error estimation, first over the subcarriers of each OFDM symbol with pilots, then
/// over symbols (Hoeher, Kaiser and Robertson 1997; Edfors et al. 1998). The first filter is designed for the noise that the second leaves,
/// so that rows of a slow channel are averaged before they are smoothed; for one row, for a static channel and for one that changes from row
/// to row that is the exact minimum. Error variances belong to the filters as they are. Filters are kept; one thread at a time.
/// </summary>
public sealed class WienerInterpolator
{
    /// <summary>Filters are designed for noise in steps of this; half a step costs less than 0.01 dB.</summary>
    private const double StepDb = 0.5;

    private const int MostFilters = 96;

    private readonly ResourceGrid _grid;
    private readonly Dictionary<(PilotComb, DelayProfile), FrequencyBasis> _bases = [];
    private readonly Dictionary<(PilotComb, DelayProfile, int), FrequencyFilter> _filters = [];
    private float[] _rowRe = [], _rowIm = [];

    /// <summary>Creates an interpolator for one grid.</summary>
    public WienerInterpolator(ResourceGrid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        _grid = grid;
    }

    /// <summary>Estimates all gains of a frame.</summary>
    /// <param name="symbols">OFDM symbols of the frame, at least 1.</param>
    /// <param name="pilots">Pilots in any order, each resource element at most once.</param>
    /// <param name="covariance">What is known of the channel.</param>
    /// <param name="noisePower">N0 of a pilot with noise scale 1, linear, above 0.</param>
    /// <param name="estimate">Receives gains and error variances.</param>
    /// <exception cref="SemComException">The pilots or the noise power cannot be used.</exception>
    public void Interpolate(int symbols, ReadOnlySpan<PilotObservation> pilots, ChannelCovariance covariance, double noisePower, GridEstimate estimate)
    {
        ArgumentNullException.ThrowIfNull(covariance);
        ArgumentNullException.ThrowIfNull(estimate);
        GridChannelEstimator.CheckNoise(noisePower);
        Interpolate(PilotRows.From(GridChannelEstimator.CheckSymbols(symbols), _grid.Subcarriers, pilots), covariance, noisePower, estimate);
    }

    internal void Interpolate(PilotRows pilots, ChannelCovariance covariance, double noisePower, GridEstimate estimate)
    {
        var noise = noisePower / covariance.Power;
        var reduced = noise * NoiseReduction(pilots, covariance, noise);
        var filters = Array.ConvertAll(pilots.Combs, comb => Filter(comb, covariance.Profile, reduced));
        var cross = Cross(filters);
        var time = new TimeFilter(Moments(pilots, filters, cross, noise), pilots.Symbols, covariance.Doppler, _grid.SymbolSeconds);
        estimate.Reshape(pilots.Symbols, pilots.Subcarriers);
        (estimate.NoisePower, estimate.Covariance) = (noisePower, covariance);
        FilterRows(pilots, filters);
        Join(time, estimate);
        FillErrors(time, filters, cross, noise, covariance.Power, estimate);
    }

    /// <summary>How far the time filter will reduce the noise, from rows whose errors are those of an ideal fit of the profile's modes.</summary>
    private double NoiseReduction(PilotRows pilots, ChannelCovariance covariance, double noise)
    {
        if (pilots.Rows.Length == 1)
            return 1;
        var combs = pilots.Combs.Length;
        var moments = new RowMoments(
            Array.ConvertAll(pilots.Rows, row => row.Symbol), Array.ConvertAll(pilots.Rows, row => row.Comb), new double[combs], new Complex[combs, combs], new double[combs]);
        for (var c = 0; c < combs; c++)
        {
            var basis = Basis(pilots.Combs[c], covariance.Profile);
            var weight = pilots.Combs[c].Whitening.Sum(w => w * w);
            moments.Gain[c] = 1;
            moments.Noise[c] = noise * Math.Max(1, basis.EffectiveModes) / weight;
            for (var other = 0; other < combs; other++)
                moments.Signal[c, other] = 1;
        }
        return new TimeFilter(moments, pilots.Symbols, covariance.Doppler, _grid.SymbolSeconds).NoiseReduction();
    }

    private FrequencyBasis Basis(PilotComb comb, DelayProfile profile)
    {
        if (_bases.Count >= MostFilters)
            _bases.Clear();
        if (!_bases.TryGetValue((comb, profile), out var basis))
            _bases[(comb, profile)] = basis = new FrequencyBasis(comb, _grid.Subcarriers, _grid.SpacingHertz, profile);
        return basis;
    }

    private FrequencyFilter Filter(PilotComb comb, DelayProfile profile, double noise)
    {
        if (_filters.Count >= MostFilters)
            _filters.Clear();
        var step = (int)Math.Round(Decibels.FromLinear(noise) / StepDb);
        if (!_filters.TryGetValue((comb, profile, step), out var filter))
            _filters[(comb, profile, step)] = filter = new FrequencyFilter(Basis(comb, profile), Decibels.ToLinear(step * StepDb));
        return filter;
    }

    private static Complex[][] Cross(FrequencyFilter[] filters)
    {
        var cross = new Complex[filters.Length * filters.Length][];
        for (var a = 0; a < filters.Length; a++)
        {
            for (var b = 0; b < filters.Length; b++)
            {
                if (a == b)
                    cross[a * filters.Length + b] = Array.ConvertAll(filters[a].Signal, s => new Complex(s, 0));
                else
                    cross[a * filters.Length + b] = a < b ? filters[a].Cross(filters[b]) : Array.ConvertAll(cross[b * filters.Length + a], Complex.Conjugate);
            }
        }
        return cross;
    }

    private static RowMoments Moments(PilotRows pilots, FrequencyFilter[] filters, Complex[][] cross, double noise)
    {
        var combs = filters.Length;
        var signal = new Complex[combs, combs];
        for (var a = 0; a < combs; a++)
        {
            for (var b = 0; b < combs; b++)
            {
                var sum = Complex.Zero;
                foreach (var value in cross[a * combs + b])
                    sum += value;
                signal[a, b] = sum / pilots.Subcarriers;
            }
        }
        return new RowMoments(
            Array.ConvertAll(pilots.Rows, row => row.Symbol), Array.ConvertAll(pilots.Rows, row => row.Comb),
            Array.ConvertAll(filters, f => f.Gain.Average()), signal, Array.ConvertAll(filters, f => noise * f.Noise.Average()));
    }

    private void FilterRows(PilotRows pilots, FrequencyFilter[] filters)
    {
        var subcarriers = pilots.Subcarriers;
        if (_rowRe.Length < pilots.Rows.Length * subcarriers)
            (_rowRe, _rowIm) = (new float[pilots.Rows.Length * subcarriers], new float[pilots.Rows.Length * subcarriers]);
        for (var r = 0; r < pilots.Rows.Length; r++)
        {
            var row = pilots.Rows[r];
            filters[row.Comb].Apply(row.Gains, _rowRe.AsSpan(r * subcarriers, subcarriers), _rowIm.AsSpan(r * subcarriers, subcarriers));
        }
    }

    private void Join(TimeFilter time, GridEstimate estimate)
    {
        var subcarriers = estimate.Subcarriers;
        var (re, im) = (new float[subcarriers], new float[subcarriers]);
        for (var l = 0; l < estimate.Symbols; l++)
        {
            Array.Clear(re);
            Array.Clear(im);
            for (var i = 0; i < time.Window; i++)
            {
                var weight = time.Weights[l * time.Window + i];
                var at = (time.First[l] + i) * subcarriers;
                var xRe = _rowRe.AsSpan(at, subcarriers);
                var xIm = _rowIm.AsSpan(at, subcarriers);
                if (weight.Imaginary == 0)
                {
                    SplitVector.MultiplyAdd((float)weight.Real, xRe, re);
                    SplitVector.MultiplyAdd((float)weight.Real, xIm, im);
                }
                else
                {
                    SplitVector.MultiplyAdd((float)weight.Real, (float)weight.Imaginary, xRe, xIm, re, im);
                }
            }
            var gains = estimate.GainRow(l);
            for (var k = 0; k < subcarriers; k++)
                gains[k] = new Complex32(re[k], im[k]);
        }
    }

    private static void FillErrors(TimeFilter time, FrequencyFilter[] filters, Complex[][] cross, double noise, double power, GridEstimate estimate)
    {
        var combs = filters.Length;
        var error = new double[estimate.Subcarriers];
        for (var l = 0; l < estimate.Symbols; l++)
        {
            Array.Fill(error, 1);
            for (var a = 0; a < combs; a++)
            {
                SplitVector.MultiplyAdd(-2 * time.CrossGain[l * combs + a], filters[a].Gain, error);
                SplitVector.MultiplyAdd(noise * time.NoiseGain[l * combs + a], filters[a].Noise, error);
                SplitVector.MultiplyAdd(time.SignalGain[(l * combs + a) * combs + a].Real, filters[a].Signal, error);
                for (var b = 0; b < combs; b++)
                {
                    if (a != b)
                        AddReal(time.SignalGain[(l * combs + a) * combs + b], cross[a * combs + b], error);
                }
            }
            var errors = estimate.ErrorRow(l);
            for (var k = 0; k < errors.Length; k++)
                errors[k] = (float)(power * Math.Max(0, error[k]));
        }
    }

    private static void AddReal(Complex gain, Complex[] values, double[] error)
    {
        for (var k = 0; k < error.Length; k++)
            error[k] += gain.Real * values[k].Real - gain.Imaginary * values[k].Imaginary;
    }
}
