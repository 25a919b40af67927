namespace SemCom.Streaming;

/// <summary>
/// The SNR that frames are planned for where nobody says it: the mean of what the receiver reports, lowered where frames are lost (the outer loop of link adaptation, Sampath et al., VTC 1997).
/// </summary>
/// <param name="firstDb">Before there is a report [dB].</param>
internal sealed class PlanTracker(double firstDb)
{
    /// <summary>Weight of a report: about the mean of the last ten.</summary>
    private const double Gain = 0.15;

    /// <summary>A report so far from the mean speaks of another channel [dB]; it counts for more.</summary>
    private const double JumpDb = 5;

    private const double JumpGain = 0.6, LossStepDb = 0.6, MostCorrectionDb = 12, Recovery = 0.05, StepDb = 0.5;

    private double _mean = Decibels.ToLinear(firstDb), _correction;
    private bool _hasReport;

    /// <summary>SNR to plan for [dB], a multiple of half a decibel.</summary>
    public double PlanSnrDb => Math.Clamp(Math.Floor((Decibels.FromLinear(_mean) - _correction) / StepDb + 1e-9) * StepDb, LinkPlan.MinSnrDb, LinkPlan.MaxSnrDb);

    /// <summary>Takes a report.</summary>
    public void Take(ReceiverReport report)
    {
        if (report.EffectiveSnrDb is { } snrDb && double.IsFinite(snrDb))
        {
            var gain = !_hasReport ? 1 : Math.Abs(snrDb - Decibels.FromLinear(_mean)) > JumpDb ? JumpGain : Gain;
            _mean += gain * (Decibels.ToLinear(snrDb) - _mean);
            _hasReport = true;
        }
        if (report.Arrived)
            _correction *= 1 - Recovery;
        else if (_correction < MostCorrectionDb)
            _correction += LossStepDb;
        else
            _mean = Math.Max(Decibels.ToLinear(LinkPlan.MinSnrDb), _mean * Decibels.ToLinear(-LossStepDb)); // nothing arrives that could tell of it: the channel is another one
    }
}
