using SemCom.Channels;
using SemCom.Coding;
using SemCom.Framing;

namespace SemCom;

/// <summary>Short and long messages about knowledge over a digital link, each in the fewest channel uses that let it through with some margin.</summary>
/// <param name="link">Carries them.</param>
internal sealed class KnowledgeMessages(DigitalLink link)
{
    /// <summary>What headers call such messages; see <see cref="DigitalHeader.Content"/>.</summary>
    private const int Content = 254;

    /// <summary>How far below the planned SNR messages still get through [dB]: a lost one costs a whole frame.</summary>
    private const double MarginDb = 2;

    /// <summary>Share of messages that may be lost where frames fade and no row is stronger.</summary>
    private const double TolerableOutage = 0.01;

    /// <summary>Channel uses are counted in steps of this.</summary>
    private const int Step = 8;

    /// <summary>Longest message that some channel uses carry [bytes]; 0 where none fits.</summary>
    public int Capacity(int uses, double planSnrDb)
    {
        var plan = link.Plan(planSnrDb, uses);
        return MessageProtection.Ldpc.Select(row => link.MessageBytes(row.Mcs!, uses, planSnrDb) is var bytes && bytes > 0 && GetsThrough(row, bytes, plan) ? bytes : 0).Max();
    }

    /// <summary>Modulation, code rate and channel uses of a message.</summary>
    /// <param name="bytes">Its length.</param>
    /// <param name="planSnrDb">Planned SNR [dB].</param>
    public (McsEntry Mcs, int Uses) Size(int bytes, double planSnrDb)
    {
        var plan = link.Plan(planSnrDb, 16 * bytes);
        var row = MessageProtection.Ldpc.LastOrDefault(p => GetsThrough(p, bytes, plan)) ?? MessageProtection.Ldpc[0];
        var (low, high) = (0, 1);
        while (link.MessageBytes(row.Mcs!, Step * high, planSnrDb) < bytes)
            (low, high) = (high, 2 * high);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            (low, high) = link.MessageBytes(row.Mcs!, Step * middle, planSnrDb) < bytes ? (middle, high) : (low, middle);
        }
        return (row.Mcs!, Step * high);
    }

    /// <summary>Sends a message; its bytes, or null when it was lost.</summary>
    public (byte[]? Arrived, DigitalReception Sent) Send(byte[] message, double planSnrDb, ChannelRealization realization, Picture picture) =>
        Send(message, Size(message.Length, planSnrDb), planSnrDb, realization, picture);

    /// <summary>The same with a modulation, code rate and number of channel uses that were chosen before.</summary>
    public (byte[]? Arrived, DigitalReception Sent) Send(byte[] message, (McsEntry Mcs, int Uses) size, double planSnrDb, ChannelRealization realization, Picture picture)
    {
        var sent = link.Send(message, size.Mcs, size.Uses, planSnrDb, realization, Content, sourceValueCount: picture.ValueCount);
        return (sent.IsIntact ? sent.Reception.Value!.Bytes.ToArray() : null, sent);
    }

    private static bool GetsThrough(MessageProtection row, int bytes, LinkPlan plan) => plan.Fading.IsConstant
        ? row.EsN0Db(8 * bytes, plan.Fading) <= plan.SnrDb - MarginDb + plan.Fading.ConstantGainDb
        : plan.Fading.Outage(plan.SnrDb - MarginDb, row.EsN0Db(8 * bytes)) <= TolerableOutage;
}
