namespace SemCom.Agents;

/// <summary>
/// The SNR of now from late and noisy reports: the mean of the link, shadowing that walks at the speed that the Doppler shift tells, and fading around them, each by Kalman's filter, in every state of an obstacle.
/// A report far off what all states expect tells of something else, and shadowing is then not known at all.
/// </summary>
/// <param name="scenario">How links move in general.</param>
internal sealed class SnrFilter(LinkScenario scenario)
{
    private const double LeastDeviationDb = 0.3, MostDeviationDb = 6;

    /// <summary>No report is believed to be better [dB].</summary>
    private const double LeastErrorDb = 0.1;

    /// <summary>A report further off than so many deviations in every state tells of something that no state knows.</summary>
    private const double Far = 4;

    /// <summary>Variance of numbers that are as likely everywhere in a range, as a share of its square.</summary>
    private const double UniformVariance = 1.0 / 12;

    private ObstacleStates _states = new(new LinkBelief((scenario.MeanSnrDb.Min + scenario.MeanSnrDb.Max) / 2, Square(scenario.MeanSnrDb.Max - scenario.MeanSnrDb.Min) * UniformVariance, Square(scenario.ShadowingDb), Square(scenario.FadingDb)));
    private double _doppler = double.NaN;
    private (double Kept, double Variance) _shadow, _fading;

    /// <summary>Estimated SNR of this frame [dB].</summary>
    public double SnrDb { get; private set; } = (scenario.MeanSnrDb.Min + scenario.MeanSnrDb.Max) / 2;

    /// <summary>How far off that is likely to be [dB].</summary>
    public double DeviationDb { get; private set; } = MostDeviationDb;

    /// <summary>A frame later.</summary>
    /// <param name="reportDb">The SNR as it was before the reports' delay [dB]; null when no report arrived.</param>
    /// <param name="dopplerHertz">Largest Doppler shift [Hz].</param>
    public void Next(double? reportDb, double dopplerHertz)
    {
        if (dopplerHertz != _doppler)
            See(dopplerHertz);
        if (reportDb is { } report)
            _states.Take(report, Square(Math.Max(LeastErrorDb, scenario.ReportErrorDb)), scenario.Blockage.DepthDb, Far);
        // The states are those of the next report's frame, and this frame is as many later as reports are.
        Move(ref _states);
        var now = _states;
        for (var frame = 1; frame < scenario.ReportDelay; frame++)
            Move(ref now);
        var (snrDb, variance) = now.Estimate(scenario.Blockage.DepthDb);
        (SnrDb, DeviationDb) = (snrDb, Math.Clamp(Math.Sqrt(variance), LeastDeviationDb, MostDeviationDb));
    }

    private void See(double dopplerHertz)
    {
        var step = dopplerHertz * LinkTrace.LightSpeed / scenario.CarrierHertz * scenario.FrameSeconds / scenario.ShadowingMetres;
        (_shadow, _fading) = (Walk(Math.Exp(-step), scenario.ShadowingDb), Walk(LinkTrace.FadingCorrelation(dopplerHertz, scenario.FrameSeconds), scenario.FadingDb));
        _doppler = dopplerHertz;
    }

    private void Move(ref ObstacleStates states) => states.Move(Math.Min(1, scenario.FrameSeconds * scenario.Blockage.Rate), Math.Min(1, scenario.FrameSeconds / scenario.Blockage.Seconds), _shadow, _fading);

    private static (double, double) Walk(double kept, double deviation) => (kept, Square(deviation) * (1 - kept * kept));

    private static double Square(double value) => value * value;
}
