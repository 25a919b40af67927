using SemCom.Coding;
using SemCom.Framing;

namespace SemCom;

/// <summary>Chooses modulation and code rate for pictures that are sent as tokens.</summary>
/// <param name="link">The link that will carry them.</param>
internal sealed class TokenPlanner(DigitalLink link)
{
    /// <summary>
    /// How far below the planned SNR all blocks still get through where nothing else is asked for [dB]: thresholds are for one lost block in 1000. A plan that asks for more than the usual margin, since
    /// gains change faster than anything follows, gets that.
    /// </summary>
    private const double DefaultMarginDb = 0.1;

    /// <summary>Qualities whose size and error are looked at; between them both are interpolated.</summary>
    private const int CurvePoints = 9;

    /// <summary>Share of the way to the next row that is taken: between measured thresholds the straight line is a guess.</summary>
    private const double Trust = 0.9;

    /// <summary>
    /// Modulation and code rate, and the longest message to send with them. Without fading the last row of table 3 of TS 38.214 §5.1.3.1 whose threshold lies below
    /// the planned SNR, or the next one with a shorter message, whose parity then makes up for the threshold; with fading the row with the highest expected PSNR over the
    /// kinds of frames. Null when no message fits the budget.
    /// </summary>
    /// <param name="tokens">The picture.</param>
    /// <param name="channelUses">Channel uses of the frame.</param>
    /// <param name="plan">Planned SNR and fading.</param>
    /// <param name="marginDb">How far below the plan the message still gets through; null for what is usual [dB].</param>
    public (McsEntry Mcs, int Bytes)? Choose(PictureTokens tokens, int channelUses, LinkPlan plan, double? marginDb)
    {
        var candidates = MessageProtection.Ldpc.Select(row => (Row: row, Bytes: link.MessageBytes(row.Mcs!, channelUses, plan.SnrDb))).Where(c => c.Bytes > 0)
            .Select(c => new Candidate(c.Row.Mcs!, c.Bytes, c.Row.EsN0Db(8 * c.Bytes))).ToArray();
        if (candidates.Length == 0)
            return null;
        var snrDb = plan.SnrDb - (marginDb ?? (plan.MarginDb > LinkPlan.DefaultMarginDb ? plan.MarginDb : DefaultMarginDb));
        if (plan.Fading.IsConstant)
            return Between(candidates, snrDb + plan.Fading.ConstantGainDb);
        var curve = tokens.Curve(CurvePoints);
        var best = candidates.MaxBy(c =>
        {
            var lost = plan.Fading.Outage(snrDb, c.EsN0Db);
            return -(1 - lost) * Decibels.FromLinear(Math.Min(LinkPlan.LostError, curve.ErrorAt(c.Bytes))) - lost * Decibels.FromLinear(LinkPlan.LostError);
        });
        return (best.Mcs, best.Bytes);
    }

    private static (McsEntry, int) Between(Candidate[] candidates, double snrDb)
    {
        var last = Math.Max(0, Array.FindLastIndex(candidates, c => c.EsN0Db <= snrDb));
        var row = candidates[last];
        if (last + 1 == candidates.Length || row.EsN0Db > snrDb)
            return (row.Mcs, row.Bytes);
        var next = candidates[last + 1];
        if (next.Mcs.Constellation == row.Mcs.Constellation)
            return (next.Mcs, row.Bytes + (int)(Trust * Slope(last) * (snrDb - row.EsN0Db)));
        // A larger constellation is worse than the smaller one at its lowest rates: they follow its own slope downwards.
        var shorter = last + 2 < candidates.Length ? next.Bytes - (int)(Slope(last + 1) / Trust * (next.EsN0Db - snrDb)) : 0;
        return shorter > row.Bytes ? (next.Mcs, shorter) : (row.Mcs, row.Bytes);

        // Bytes that a decibel is worth between a row and the next.
        double Slope(int at) => (candidates[at + 1].Bytes - candidates[at].Bytes) / (candidates[at + 1].EsN0Db - candidates[at].EsN0Db);
    }

    /// <summary>A row of the table, the longest message that fits with it, and the threshold of that message [dB].</summary>
    private readonly record struct Candidate(McsEntry Mcs, int Bytes, double EsN0Db);
}
