using SemCom.Coding;
using SemCom.Framing;

namespace SemCom;

/// <summary>Chooses modulation and code rate for pictures that are sent as tokens.</summary>
/// <param name="link">The link that will carry them.</param>
internal sealed class TokenPlanner(DigitalLink link)
{
    /// <summary>
    /// How far below the planned SNR the message still gets through where nothing else is asked for [dB]. A plan that asks for more than the usual margin, since
    /// gains of which nothing is known change faster than anything follows, gets that.
    /// </summary>
    private const double DefaultMarginDb = 0.05;

    /// <summary>What the mapping from many gains to one leaves open [dB].</summary>
    private const double MappingMarginDb = 0.2;

    /// <summary>What ten times as many code blocks need, all of which must get through: thresholds are for one, and full ones, or long ones, are lost ten times less often from here to there [dB].</summary>
    private const double TenBlocksDb = 0.1, TenLongBlocksDb = 0.05;

    /// <summary>Qualities whose size and error are looked at; between them both are interpolated.</summary>
    private const int CurvePoints = 9;

    /// <summary>Share of the way to the next row that is taken: between measured thresholds the straight line is a guess.</summary>
    private const double Trust = 0.9;

    /// <summary>How far below its threshold the lowest row of a constellation may be sent, with a shorter message [dB]: 256-QAM that is 5 % shorter has too few bits for the code's information word.</summary>
    private const double Reach = 0.5;

    /// <summary>Rows that are chosen from: table 3 of TS 38.214 §5.1.3.1, and shaped constellations.</summary>
    private static readonly (McsEntry Mcs, MessageProtection? Protection)[] Rows =
        [.. MessageProtection.Ldpc.Select(row => (row.Mcs!, (MessageProtection?)row)), .. McsTables.Shaped.Select(mcs => (mcs, (MessageProtection?)null))];

    /// <summary>
    /// Modulation and code rate, and the longest message to send with them. Without fading the longest one that gets through at the planned SNR: that of the last row whose threshold lies below
    /// it, or of the next one of the same constellation, shortened, so that parity makes up for the threshold. With fading the row with the highest expected PSNR over the
    /// kinds of frames. Null when no message fits the budget.
    /// </summary>
    /// <param name="tokens">The picture.</param>
    /// <param name="channelUses">Channel uses of the frame.</param>
    /// <param name="plan">Planned SNR and fading.</param>
    /// <param name="marginDb">How far below the plan the message still gets through; null for what is usual [dB].</param>
    public (McsEntry Mcs, int Bytes)? Choose(PictureTokens tokens, int channelUses, LinkPlan plan, double? marginDb)
    {
        var candidates = Rows.Select(row => Of(row.Mcs, row.Protection, channelUses, plan)).Where(c => c.Bytes > 0).ToArray();
        if (candidates.Length == 0)
            return null;
        var snrDb = plan.SnrDb - (marginDb ?? UsualMarginDb(plan));
        if (plan.Fading.IsConstant)
            return Longest(candidates, snrDb + plan.Fading.ConstantGainDb);
        var curve = tokens.Curve(CurvePoints);
        var best = candidates.MaxBy(c =>
        {
            var lost = plan.Fading.Outage(snrDb, c.EsN0Db);
            return -(1 - lost) * Decibels.FromLinear(Math.Min(LinkPlan.LostError, curve.ErrorAt(c.Bytes))) - lost * Decibels.FromLinear(LinkPlan.LostError);
        });
        return (best.Mcs, best.Bytes);
    }

    private static double UsualMarginDb(LinkPlan plan) =>
        plan.MarginDb > LinkPlan.DefaultMarginDb ? plan.MarginDb : DefaultMarginDb + (plan.Fading.Within.Count > 0 ? MappingMarginDb : 0);

    private Candidate Of(McsEntry mcs, MessageProtection? protection, int channelUses, LinkPlan plan)
    {
        var (bytes, symbols) = link.LongestMessage(mcs, channelUses, plan);
        if (bytes == 0)
            return new Candidate(mcs, 0, 0);
        var ofBlock = protection?.EsN0Db(8 * bytes) ?? ShapedThreshold.EsN0Db(mcs, symbols);
        var ofMessage = ofBlock + (protection is null ? TenLongBlocksDb : TenBlocksDb) * Math.Log10(DigitalFormat.CountBlocks(bytes, symbols, mcs));
        return new Candidate(mcs, bytes, FadingLoss.EsN0Db(ofMessage, plan.Fading, mcs.Constellation, mcs.Amplitudes));
    }

    private static (McsEntry, int) Longest(Candidate[] candidates, double snrDb)
    {
        var (mcs, bytes, _) = candidates[0];
        foreach (var rows in candidates.GroupBy(c => (c.Mcs.Constellation, IsShaped: c.Mcs.Amplitudes is not null)).Select(group => group.ToArray()))
        {
            var next = Array.FindIndex(rows, c => c.EsN0Db > snrDb);
            var last = next < 0 ? rows.Length - 1 : next - 1;
            if (last >= 0)
                Offer(rows[last].Mcs, rows[last].Bytes);
            if (next > 0)
                Offer(rows[next].Mcs, rows[last].Bytes + (int)(Trust * Slope(rows, next) * (snrDb - rows[last].EsN0Db)));
            else if (next == 0 && rows.Length > 1 && rows[0].EsN0Db < snrDb + Reach)
                Offer(rows[0].Mcs, rows[0].Bytes - (int)(Slope(rows, 1) / Trust * (rows[0].EsN0Db - snrDb)));
        }
        return (mcs, bytes);

        void Offer(McsEntry offered, int length)
        {
            if (length > bytes)
                (mcs, bytes) = (offered, length);
        }

        // Bytes that a decibel is worth between a row and the one before.
        static double Slope(Candidate[] rows, int at) => (rows[at].Bytes - rows[at - 1].Bytes) / (rows[at].EsN0Db - rows[at - 1].EsN0Db);
    }

    /// <summary>A row of a table, the longest message that fits with it, and the threshold of that message [dB].</summary>
    private readonly record struct Candidate(McsEntry Mcs, int Bytes, double EsN0Db);
}
