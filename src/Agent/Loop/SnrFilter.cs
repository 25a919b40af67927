namespace SemCom.Agents;

/// <summary>
/// The SNR of now from late and noisy reports, by Kalman's filter: a level that walks as shadowing does at the speed that the Doppler shift tells, and fading around it. A report far off what was expected tells
/// of an obstacle, and the level is then known no better than before the first one.
/// </summary>
/// <param name="scenario">How links move in general.</param>
internal sealed class SnrFilter(LinkScenario scenario)
{
    private const double FirstSnrDb = 5, FirstDeviationDb = 6, LeastDeviationDb = 0.5, MostDeviationDb = 5;

    /// <summary>A report further off than so many deviations tells of an obstacle.</summary>
    private const double Far = 2.2;

    /// <summary>Variance that every frame adds whatever the speed [dB²]: obstacles that come slowly.</summary>
    private const double LeastWalk = 0.03;

    /// <summary>How quickly it is forgotten how far off reports were, and bounds of what that multiplies variances with.</summary>
    private const double SurpriseKeep = 0.95, LeastSurprise = 0.7, MostSurprise = 4;

    private double _level = FirstSnrDb, _fading, _surprise = 1;
    private double _levelVariance = FirstDeviationDb * FirstDeviationDb, _covariance, _fadingVariance = scenario.FadingDb * scenario.FadingDb;
    private double _doppler = double.NaN, _walk, _correlation;

    /// <summary>Estimated SNR of this frame [dB].</summary>
    public double SnrDb { get; private set; } = FirstSnrDb;

    /// <summary>How far off that is likely to be [dB].</summary>
    public double DeviationDb { get; private set; } = MostDeviationDb;

    /// <summary>A frame later.</summary>
    /// <param name="reportDb">The SNR as it was before the reports' delay [dB]; null when no report arrived.</param>
    /// <param name="dopplerHertz">Largest Doppler shift [Hz].</param>
    public void Next(double? reportDb, double dopplerHertz)
    {
        Move(dopplerHertz);
        if (reportDb is { } report)
            Take(report);
        // From the frame of the report to this one.
        var (kept, walked) = (Math.Pow(_correlation, scenario.ReportDelay), _walk * scenario.ReportDelay);
        SnrDb = _level + kept * _fading;
        var variance = _levelVariance + walked + 2 * kept * _covariance + kept * kept * _fadingVariance + (1 - kept * kept) * scenario.FadingDb * scenario.FadingDb;
        DeviationDb = Math.Clamp(Math.Sqrt(_surprise * variance), LeastDeviationDb, MostDeviationDb);
    }

    private void Move(double dopplerHertz)
    {
        if (dopplerHertz != _doppler)
        {
            var step = dopplerHertz * LinkTrace.LightSpeed / scenario.CarrierHertz * scenario.FrameSeconds / scenario.ShadowingMetres;
            (_doppler, _correlation) = (dopplerHertz, LinkTrace.FadingCorrelation(dopplerHertz, scenario.FrameSeconds));
            _walk = LeastWalk + scenario.ShadowingDb * scenario.ShadowingDb * (1 - Math.Exp(-2 * step));
        }
        _levelVariance += _walk;
        _fading *= _correlation;
        _covariance *= _correlation;
        _fadingVariance = _correlation * _correlation * _fadingVariance + (1 - _correlation * _correlation) * scenario.FadingDb * scenario.FadingDb;
    }

    private void Take(double report)
    {
        var innovation = report - _level - _fading;
        var expected = Variance();
        var ratio = innovation * innovation / expected;
        _surprise = Math.Clamp(SurpriseKeep * _surprise + (1 - SurpriseKeep) * Math.Min(ratio, 2 * MostSurprise), LeastSurprise, MostSurprise);
        if (ratio > Far * Far)
            _levelVariance += innovation * innovation;
        var variance = Variance();
        var (levelGain, fadingGain) = ((_levelVariance + _covariance) / variance, (_fadingVariance + _covariance) / variance);
        (_level, _fading) = (_level + levelGain * innovation, _fading + fadingGain * innovation);
        (_levelVariance, _covariance, _fadingVariance) = (_levelVariance - levelGain * levelGain * variance, _covariance - levelGain * fadingGain * variance, _fadingVariance - fadingGain * fadingGain * variance);

        double Variance() => _levelVariance + 2 * _covariance + _fadingVariance + scenario.ReportErrorDb * scenario.ReportErrorDb;
    }
}
