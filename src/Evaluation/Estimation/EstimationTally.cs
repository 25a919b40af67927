using System.Diagnostics;
using SemCom.Receiver.Estimation;

namespace SemCom.Evaluation;

/// <summary>What one estimator did at one SNR.</summary>
/// <param name="Estimator">Its name.</param>
/// <param name="SnrDb">Es/N0 of a pilot [dB].</param>
/// <param name="NmseDb">Σ|h − ĥ|² / Σ|h|² over all slots [dB].</param>
/// <param name="LowDb">Lower end of its 95 % interval over channels, or over slots of a single channel [dB]; null for one of them.</param>
/// <param name="HighDb">Upper end [dB].</param>
/// <param name="ClaimedDb">The same ratio with the errors that the estimator claims [dB]; null where it claims none.</param>
/// <param name="MicrosecondsPerSlot">Median time of a slot on one core.</param>
public sealed record EstimationRow(string Estimator, double SnrDb, double NmseDb, double? LowDb, double? HighDb, double? ClaimedDb, double MicrosecondsPerSlot);

/// <summary>Adds up slots.</summary>
internal sealed class EstimationTally
{
    private readonly List<(int Channel, double Error, double Power, double? Claimed)> _slots = [];
    private readonly List<double> _microseconds = [];

    /// <summary>Estimates a slot and counts it.</summary>
    public void Add(int channel, Slot slot, ISlotEstimator estimator, PilotObservation[] pilots)
    {
        var begin = Stopwatch.GetTimestamp();
        estimator.Estimate(pilots);
        _microseconds.Add(Stopwatch.GetElapsedTime(begin).TotalMicroseconds);
        var (error, power) = (0.0, 0.0);
        for (var i = 0; i < slot.Gains.Length; i++)
        {
            error += (slot.Gains[i] - estimator.Gains[i]).Power;
            power += slot.Gains[i].Power;
        }
        _slots.Add((channel, error / slot.Gains.Length, power / slot.Gains.Length, estimator.Claimed));
    }

    /// <summary>The sum of all.</summary>
    public EstimationRow Row(string estimator, double snrDb)
    {
        var power = _slots.Average(s => s.Power);
        var ratio = _slots.Average(s => s.Error) / power;
        var claimed = _slots.TrueForAll(s => s.Claimed is not null) ? _slots.Average(s => s.Claimed!.Value) / power : (double?)null;
        var interval = Interval(ratio, power);
        _microseconds.Sort();
        return new EstimationRow(estimator, snrDb, Decibels.FromLinear(ratio), interval?.Low, interval?.High,
            claimed is { } c ? Decibels.FromLinear(c) : null, _microseconds[_microseconds.Count / 2]);
    }

    /// <summary>Of a ratio of means, by its linearisation: slots of one channel are not independent, channels are.</summary>
    private Interval? Interval(double ratio, double power)
    {
        var units = _slots.Select(s => s.Channel).Distinct().Count() > 1
            ? _slots.GroupBy(s => s.Channel).Select(g => g.Average(s => s.Error - ratio * s.Power)).ToArray()
            : [.. _slots.Select(s => s.Error - ratio * s.Power)];
        if (units.Length < 2)
            return null;
        var mean = units.Average();
        var half = StudentT.Quantile975(units.Length - 1) * Math.Sqrt(units.Sum(u => (u - mean) * (u - mean)) / (units.Length - 1) / units.Length) / power;
        return new Interval(Decibels.FromLinear(Math.Max(ratio - half, ratio / 100)), Decibels.FromLinear(ratio + half));
    }
}
