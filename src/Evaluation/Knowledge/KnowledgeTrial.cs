namespace SemCom.Evaluation;

/// <summary>
/// What shared knowledge saves on the pictures of one place in their order: all of them sent with it at one CBR, and without it at several, by which the bandwidth for the same mean PSNR and the mean PSNR
/// for the same channel uses are found (linear in the logarithm of the bandwidth). Prototypes and answers are charged.
/// </summary>
public sealed record KnowledgeTrial
{
    /// <summary>Bandwidths without knowledge, in units of <see cref="Cbr"/>.</summary>
    private static readonly double[] Ladder = [1, 2, 4, 8, 16];

    /// <summary>Channel with its parameters.</summary>
    public required string Channel { get; init; }

    /// <summary>Es/N0 [dB].</summary>
    public required double SnrDb { get; init; }

    /// <summary>All channel uses of a frame that needs no new prototype / source values, above 0 and at most 1.</summary>
    public required double Cbr { get; init; }

    /// <summary>Channel uses for a new prototype / source values.</summary>
    public double PrototypeCbr { get; init; } = 1.0 / 8;

    /// <summary>Id of the model.</summary>
    public string ModelId { get; init; } = "image-base";

    /// <summary>Seed of all random streams.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads inside the model; 0 for one per processor.</summary>
    public int Threads { get; init; }

    /// <summary>Runs it.</summary>
    /// <param name="pictures">In their order.</param>
    /// <param name="open">Makes an empty store.</param>
    /// <param name="progress">Is told the share that is done.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<KnowledgeTrialResult> RunAsync(IReadOnlyList<Picture> pictures, Func<IKnowledgeStore> open, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        ArgumentNullException.ThrowIfNull(open);
        if (pictures.Count == 0)
            throw new SemComException("a trial of knowledge needs pictures (had none); name a folder with some");
        var ladder = Ladder.Select(times => times * Cbr).Where(cbr => cbr <= 1).ToArray();
        var (done, all) = (0, (ladder.Length + 1) * pictures.Count);
        using var sender = open();
        using var receiver = open();
        var with = await SendAll(Cbr, new SharedKnowledge(sender, receiver) { PrototypeCbr = PrototypeCbr }).ConfigureAwait(false);
        var without = new List<IReadOnlyList<QualityRecord>>();
        foreach (var cbr in ladder)
            without.Add(await SendAll(cbr, null).ConfigureAwait(false));
        return new KnowledgeTrialResult(with, without, sender.Count);

        async Task<IReadOnlyList<QualityRecord>> SendAll(double cbr, SharedKnowledge? knowledge)
        {
            var link = SemanticLink.Create(o => o.Channel(Channel, SnrDb).Bandwidth(cbr).Model(ModelId).Seed(Seed).Threads(Threads).Knowledge(knowledge));
            await using var _ = link.ConfigureAwait(false);
            var records = new List<QualityRecord>();
            foreach (var picture in pictures)
            {
                records.Add((await link.SendAsync(picture, cancellationToken).ConfigureAwait(false)).Quality);
                progress?.Report(++done / (double)all);
            }
            return records;
        }
    }
}
