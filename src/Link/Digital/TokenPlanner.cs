using SemCom.Coding;
using SemCom.Framing;

namespace SemCom;

/// <summary>Chooses modulation and code rate for pictures that are sent as tokens.</summary>
/// <param name="link">The link that will carry them.</param>
internal sealed class TokenPlanner(DigitalLink link)
{
    /// <summary>How far below the planned SNR all blocks still get through where nothing else is asked for [dB]: thresholds are for one lost block in 1000.</summary>
    public const double DefaultMarginDb = 0.3;

    /// <summary>Squared error of a concealed picture, for expectations: a picture against flat grey.</summary>
    private const double LostError = 3600;

    /// <summary>Qualities whose size and error are looked at; between them both are interpolated.</summary>
    private const int CurvePoints = 9;

    private static readonly MessageProtection[] Ladder = [.. MessageProtection.All.Where(p => p.Mcs is not null)];

    /// <summary>
    /// Without fading the most efficient row of table 3 of TS 38.214 §5.1.3.1 whose threshold lies below the planned SNR; with it the one with the highest expected PSNR over
    /// the kinds of frames. Null when no message fits the budget.
    /// </summary>
    /// <param name="tokens">The picture.</param>
    /// <param name="channelUses">Channel uses of the frame.</param>
    /// <param name="plan">Planned SNR and fading.</param>
    /// <param name="marginDb">How far below the plan the message still gets through [dB].</param>
    public McsEntry? Choose(PictureTokens tokens, int channelUses, LinkPlan plan, double marginDb)
    {
        var candidates = Ladder.Select(row => (Row: row, Bytes: link.MessageBytes(row.Mcs!, channelUses, plan.SnrDb))).Where(c => c.Bytes > 0).ToArray();
        if (candidates.Length == 0)
            return null;
        var snrDb = plan.SnrDb - marginDb;
        if (plan.Fading.IsConstant)
        {
            return candidates.LastOrDefault(c => c.Row.EsN0Db(8 * c.Bytes) <= snrDb + plan.Fading.ConstantGainDb, candidates[0]).Row.Mcs;
        }
        var curve = tokens.Curve(CurvePoints);
        return candidates.MaxBy(c =>
        {
            var lost = plan.Fading.Outage(snrDb, c.Row.EsN0Db(8 * c.Bytes));
            return -(1 - lost) * Decibels.FromLinear(Math.Min(LostError, curve.ErrorAt(c.Bytes))) - lost * Decibels.FromLinear(LostError);
        }).Row.Mcs;
    }
}
