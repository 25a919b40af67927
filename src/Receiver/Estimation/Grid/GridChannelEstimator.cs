namespace SemCom.Receiver.Estimation;

/// <summary>
/// Estimates the channel of frames on a resource grid from their pilots alone: noise power, extents in delay and Doppler, gains and their
/// errors. Filters are kept from frame to frame; an estimator serves one thread at a time.
/// </summary>
public sealed class GridChannelEstimator
{
    /// <summary>Most OFDM symbols of a frame.</summary>
    public const int MaxSymbols = 1 << 20;

    private readonly ResourceGrid _grid;
    private readonly EstimatorKind _kind;
    private readonly ChannelCovariance? _covariance;
    private readonly FrameFit _fit;
    private readonly DiffusionInterpolator? _diffusion;
    private readonly WienerInterpolator _wiener;
    private readonly LeastSquaresInterpolator _lines = new();

    /// <summary>Creates an estimator.</summary>
    /// <param name="grid">Numerology.</param>
    /// <param name="kind">How gains between pilots are found. The default is <see cref="EstimatorKind.LmmseRobust"/>.</param>
    /// <param name="covariance">The known covariance for <see cref="EstimatorKind.LmmseTrue"/>; otherwise null.</param>
    /// <param name="diffusion">How <see cref="EstimatorKind.Diffusion"/> and <see cref="EstimatorKind.DiffusionSampled"/> estimate; null for the usual way.</param>
    /// <exception cref="SemComException">
    /// A covariance is missing, or given where none is used; the model of <see cref="EstimatorKind.Diffusion"/> is missing.
    /// </exception>
    public GridChannelEstimator(
        ResourceGrid grid, EstimatorKind kind = EstimatorKind.LmmseRobust, ChannelCovariance? covariance = null, DiffusionOptions? diffusion = null)
    {
        ArgumentNullException.ThrowIfNull(grid);
        if (!Enum.IsDefined(kind))
            throw new ArgumentOutOfRangeException(nameof(kind), kind, "unknown estimator");
        if (kind == EstimatorKind.LmmseTrue && covariance is null)
            throw new SemComException("LMMSE with the true covariance needs it (was none); give one, or use the robust kind");
        if (kind != EstimatorKind.LmmseTrue && covariance is not null)
            throw new SemComException($"a covariance is used by LmmseTrue alone (was given to {kind}); leave it out");
        (_grid, _kind, _covariance, _wiener) = (grid, kind, covariance, new WienerInterpolator(grid));
        _fit = new FrameFit(grid, flat: kind == EstimatorKind.LmmseFlat);
        if (kind is EstimatorKind.Diffusion or EstimatorKind.DiffusionSampled)
            _diffusion = new DiffusionInterpolator(grid, ChannelPrior.Default, diffusion ?? new DiffusionOptions { Draws = kind == EstimatorKind.Diffusion ? 0 : DiffusionOptions.UsualDraws });
    }

    /// <summary>Estimates one frame of one pair of antennas.</summary>
    /// <param name="symbols">OFDM symbols of the frame, 1 to <see cref="MaxSymbols"/>.</param>
    /// <param name="pilots">Pilots in any order, each resource element at most once.</param>
    /// <param name="estimate">Receives gains, error variances and noise power.</param>
    /// <param name="noisePower">N0 where it is known, above 0; null to estimate it from the pilots, which takes at least two of them.</param>
    /// <exception cref="SemComException">The pilots or the noise power cannot be used.</exception>
    public void Estimate(int symbols, ReadOnlySpan<PilotObservation> pilots, GridEstimate estimate, double? noisePower = null)
    {
        ArgumentNullException.ThrowIfNull(estimate);
        if (noisePower is { } given)
            CheckNoise(given);
        var rows = PilotRows.From(CheckSymbols(symbols), _grid.Subcarriers, pilots);
        if (_kind == EstimatorKind.LmmseTrue && noisePower is { } known)
        {
            _wiener.Interpolate(rows, _covariance!, known, estimate);
            return;
        }
        if (_diffusion is not null)
        {
            _diffusion.Interpolate(rows, noisePower, estimate);
            return;
        }
        var frame = _fit.Fit(rows, noisePower);
        if (_kind == EstimatorKind.Ls)
            _lines.Interpolate(rows, frame.NoisePower, estimate);
        else
            _wiener.Interpolate(rows, Covariance(rows, frame), frame.NoisePower, estimate);
    }

    /// <summary>Estimates one frame into new buffers.</summary>
    /// <inheritdoc cref="Estimate(int, ReadOnlySpan{PilotObservation}, GridEstimate, double?)"/>
    public GridEstimate Estimate(int symbols, ReadOnlySpan<PilotObservation> pilots, double? noisePower = null)
    {
        var estimate = new GridEstimate();
        Estimate(symbols, pilots, estimate, noisePower);
        return estimate;
    }

    internal static int CheckSymbols(int symbols) => Guard.InRange(symbols, 1, MaxSymbols, "OFDM symbols of a frame", "use ResourceGrid.SymbolsFor");

    internal static void CheckNoise(double noisePower) =>
        Guard.InRange(noisePower, PilotEstimator.SmallestNoise, 1e12, "noise power", "use 10^(-SNR/10), or leave it out to have it estimated");

    private ChannelCovariance Covariance(PilotRows rows, FrameStatistics frame)
    {
        if (_kind == EstimatorKind.LmmseTrue)
            return _covariance!;
        var doppler = frame.MaxDopplerHertz == 0 ? DopplerSpectrum.Static : new DopplerSpectrum(DopplerShape.Flat, frame.MaxDopplerHertz);
        if (_kind is EstimatorKind.LmmseRobust or EstimatorKind.LmmseFlat)
            return new ChannelCovariance(frame.Profile, doppler, frame.ChannelPower);
        var (profile, power) = ProfileFit.Fit(rows, _grid, frame);
        return new ChannelCovariance(profile, doppler, power);
    }
}
