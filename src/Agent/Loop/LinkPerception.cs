using SemCom.Agents;

namespace SemCom;

/// <summary>Perceives: keeps what the receiver reported and what became of the last frames. One stream at a time.</summary>
/// <param name="scenario">How links move in general: shadowing, fading, errors and delay of reports. What this one does is learned from reports.</param>
public sealed class LinkPerception(LinkScenario scenario)
{
    /// <summary>How quickly losses and harvest are forgotten.</summary>
    private const double LossKeep = 0.9, HarvestKeep = 0.95;

    // Where this link's mean lies and what obstacles it has is not known; it is supposed to be as in training.
    private readonly SnrFilter _filter = new(scenario with { MeanSnrDb = LinkScenario.Training.MeanSnrDb, Blockage = LinkScenario.Training.Blockage });
    private readonly Queue<double> _reports = new();

    /// <summary>Estimated SNR [dB].</summary>
    public double SnrDb => _filter.SnrDb;

    /// <summary>The last report against the mean of the four before it [dB].</summary>
    public double TrendDb { get; private set; }

    /// <summary>How far off the estimate is likely to be [dB].</summary>
    public double DeviationDb => _filter.DeviationDb;

    /// <summary>Frames since the last report.</summary>
    public int ReportAge { get; private set; }

    /// <summary>Share of the last frames that were lost.</summary>
    public double LossRate { get; private set; }

    /// <summary>Energy that comes in lately.</summary>
    public double Harvest { get; private set; }

    /// <summary>Takes what is known before a frame.</summary>
    /// <param name="reportDb">A report that has arrived [dB]; null when none has.</param>
    /// <param name="dopplerHertz">Largest Doppler shift [Hz].</param>
    /// <param name="harvest">Energy that came in.</param>
    /// <exception cref="SemComException">The report is not finite.</exception>
    public void Perceive(double? reportDb, double dopplerHertz, double harvest)
    {
        Harvest = HarvestKeep * Harvest + (1 - HarvestKeep) * harvest;
        if (reportDb is { } told && !double.IsFinite(told))
            throw new SemComException($"reported SNR: it must be finite (was {told}); leave out reports that did not arrive");
        _filter.Next(reportDb, dopplerHertz);
        if (reportDb is not { } report)
        {
            ReportAge++;
            return;
        }
        TrendDb = _reports.Count == 0 ? 0 : report - _reports.Average();
        ReportAge = 0;
        _reports.Enqueue(report);
        if (_reports.Count > 4)
            _reports.Dequeue();
    }

    /// <summary>Takes what became of a frame that was sent.</summary>
    public void Acknowledge(bool isLost) => LossRate = LossKeep * LossRate + (isLost ? 1 - LossKeep : 0);
}
