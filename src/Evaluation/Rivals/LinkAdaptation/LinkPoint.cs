using System.Globalization;

namespace SemCom.Evaluation.Rivals;

/// <summary>What a transmitter plans with: nothing in it depends on the realised noise or on the true SNR.</summary>
/// <param name="Channel">Channel specification.</param>
/// <param name="PlanSnrDb">Planned Es/N0 [dB].</param>
/// <param name="Genie">The receiver has the true channel state.</param>
/// <param name="ChannelUses">Channel uses of a frame.</param>
internal sealed record LinkPoint(string Channel, double PlanSnrDb, bool Genie, int ChannelUses)
{
    private const double ClassRatio = 1.25;
    private const int SmallestClass = 64;

    /// <summary>
    /// The point at which error rates are measured for this one: its channel uses are the next lower ones of a geometric row, for frames of about the same
    /// length fail about equally often.
    /// </summary>
    public LinkPoint Class
    {
        get
        {
            var step = Math.Max(0, Math.Floor(Math.Log((double)ChannelUses / SmallestClass) / Math.Log(ClassRatio) + 1e-9));
            return this with { ChannelUses = Math.Min(ChannelUses, (int)Math.Ceiling(SmallestClass * Math.Pow(ClassRatio, step))) };
        }
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Channel} {PlanSnrDb:R} dB {(Genie ? "genie" : "estimated")} {ChannelUses} uses");
}
