using SemCom.Randomness;

namespace SemCom;

/// <summary>What it took to bring two ends into step.</summary>
/// <param name="InStep">True when both know that they are.</param>
/// <param name="Rounds">Times that each end could send.</param>
/// <param name="Lost">Packets that were lost.</param>
/// <param name="Sent">What one end sent.</param>
/// <param name="Returned">What the other one did.</param>
public sealed record ExchangeResult(bool InStep, int Rounds, long Lost, SynchronisationBytes Sent, SynchronisationBytes Returned);

/// <summary>Two ends that exchange packets over a link that loses some.</summary>
/// <param name="a">One end.</param>
/// <param name="b">The other.</param>
/// <param name="loss">Share of packets that are lost, 0..0.95.</param>
/// <param name="seed">Seed of the losses.</param>
public sealed class LossyExchange(Synchroniser a, Synchroniser b, double loss, ulong seed)
{
    private const int BytesARound = 65_536;

    private readonly CounterRandom _random = new(seed, RandomPurpose.PacketLoss, 0);
    private ulong _packet;

    /// <summary>Lets both send until they are in step.</summary>
    /// <param name="mostRounds">When to give up.</param>
    public ExchangeResult Run(int mostRounds = 100_000)
    {
        Guard.InRange(loss, 0, 0.95, "share of packets that are lost", "0.3 is much");
        var (rounds, lost) = (0, 0L);
        for (; rounds < mostRounds && !(a.Agreement == KnowledgeAgreement.InStep && b.Agreement == KnowledgeAgreement.InStep); rounds++)
            lost += Pass(a, b) + Pass(b, a);
        return new ExchangeResult(a.Agreement == KnowledgeAgreement.InStep && b.Agreement == KnowledgeAgreement.InStep, rounds, lost, a.Sent, b.Sent);
    }

    private long Pass(Synchroniser from, Synchroniser to)
    {
        var sent = from.NextPackets(BytesARound).ToList();
        var arrived = sent.Where(_ => _random.Uniform(_packet++) >= loss).ToList();
        to.ReceiveAll(arrived);
        return sent.Count - arrived.Count;
    }
}
