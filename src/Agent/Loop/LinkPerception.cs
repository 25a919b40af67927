namespace SemCom;

/// <summary>Perceives: keeps what the receiver reported and what became of the last frames. One stream at a time.</summary>
public sealed class LinkPerception
{
    /// <summary>How much of a report's difference is believed at once.</summary>
    private const double ReportGain = 0.7;

    /// <summary>How quickly deviations, losses and harvest are forgotten.</summary>
    private const double DeviationKeep = 0.9, LossKeep = 0.9, HarvestKeep = 0.95;

    private const double FirstSnrDb = 5, FirstDeviationDb = 2, LeastDeviationDb = 0.8, MostDeviationDb = 5;

    /// <summary>An older report is worth less: its deviation grows by so much a frame [dB²].</summary>
    private const double Aging = 0.3;

    private readonly Queue<double> _reports = new();
    private double _estimate = FirstSnrDb, _last = double.NaN, _square = FirstDeviationDb * FirstDeviationDb;
    private int _age;

    /// <summary>Estimated SNR [dB].</summary>
    public double SnrDb => _estimate;

    /// <summary>The last report against the mean of the four before it [dB].</summary>
    public double TrendDb => _reports.Count < 2 ? 0 : _last - _reports.SkipLast(1).Average();

    /// <summary>How far off the estimate is likely to be [dB].</summary>
    public double DeviationDb => Math.Clamp(Math.Sqrt(_square + Aging * _age), LeastDeviationDb, MostDeviationDb);

    /// <summary>Frames since the last report.</summary>
    public int ReportAge => _age;

    /// <summary>Share of the last frames that were lost.</summary>
    public double LossRate { get; private set; }

    /// <summary>Energy that comes in lately.</summary>
    public double Harvest { get; private set; }

    /// <summary>Takes what is known before a frame.</summary>
    /// <param name="reportDb">A report that has arrived [dB]; null when none has.</param>
    /// <param name="harvest">Energy that came in.</param>
    /// <exception cref="SemComException">The report is not finite.</exception>
    public void Perceive(double? reportDb, double harvest)
    {
        Harvest = HarvestKeep * Harvest + (1 - HarvestKeep) * harvest;
        if (reportDb is not { } report)
        {
            _age++;
            return;
        }
        if (!double.IsFinite(report))
            throw new SemComException($"reported SNR: it must be finite (was {report}); leave out reports that did not arrive");
        if (double.IsNaN(_last))
            _estimate = report;
        else
            _square = DeviationKeep * _square + (1 - DeviationKeep) * (report - _estimate) * (report - _estimate);
        _estimate += ReportGain * (report - _estimate);
        (_last, _age) = (report, 0);
        _reports.Enqueue(report);
        if (_reports.Count > 5)
            _reports.Dequeue();
    }

    /// <summary>Takes what became of a frame that was sent.</summary>
    public void Acknowledge(bool isLost) => LossRate = LossKeep * LossRate + (isLost ? 1 - LossKeep : 0);
}
