namespace SemCom.Evaluation;

/// <summary>
/// What shared knowledge saves on the pictures of one place in their order: all of them sent with it at one CBR, and without it at several, by which the bandwidth for the same mean PSNR and the mean PSNR
/// for the same channel uses are found (linear in the logarithm of the bandwidth). Prototypes, questions and answers are charged. With several receivers each gets one picture in turn, and the first one
/// is sent to all as a prototype, coded for the weakest.
/// </summary>
public sealed record KnowledgeTrial
{
    /// <summary>Bandwidths without knowledge, in units of <see cref="Cbr"/>.</summary>
    private static readonly double[] Ladder = [1, 2, 4, 8, 16];

    /// <summary>Channel with its parameters.</summary>
    public required string Channel { get; init; }

    /// <summary>Es/N0 of each receiver [dB]; one or more.</summary>
    public required IReadOnlyList<double> SnrDb { get; init; }

    /// <summary>All channel uses of a frame that needs no new prototype / source values, above 0 and at most 1.</summary>
    public required double Cbr { get; init; }

    /// <summary>Channel uses for a new prototype / source values.</summary>
    public double PrototypeCbr { get; init; } = 1.0 / 4;

    /// <summary>How the sender decides which patches refer to a prototype.</summary>
    public PatchGate Gate { get; init; }

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
        if (SnrDb.Count == 0)
            throw new SemComException("a trial of knowledge needs a receiver (had none); name its SNR");
        var work = new Work(this, pictures, (ladder.Length + 1) * pictures.Count, progress, cancellationToken);
        using var sender = open();
        var stores = SnrDb.Select(_ => open()).ToArray();
        try
        {
            var multicast = SnrDb.Count > 1 ? Teach(pictures[0], sender, stores) : 0;
            var with = await work.SendAsync(Cbr, user => new SharedKnowledge(sender, stores[user]) { PrototypeCbr = PrototypeCbr, Gate = Gate }).ConfigureAwait(false);
            var without = new List<IReadOnlyList<QualityRecord>>();
            foreach (var cbr in ladder)
                without.Add(await work.SendAsync(cbr, _ => null).ConfigureAwait(false));
            return new KnowledgeTrialResult(with, without, sender.Count, multicast);
        }
        finally
        {
            foreach (var store in stores)
                store.Dispose();
        }
    }

    private int Teach(Picture picture, IKnowledgeStore sender, IKnowledgeStore[] stores)
    {
        using var multicast = new KnowledgeMulticast(sender, [.. SnrDb.Select((snrDb, i) => new KnowledgeListener(Channel, snrDb, stores[i]))], ModelId, Seed, Threads);
        return multicast.Teach(picture, PrototypeCbr).Uses;
    }

    private sealed class Work(KnowledgeTrial trial, IReadOnlyList<Picture> pictures, int steps, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        private int _done;

        /// <summary>Sends all pictures in their order, each to the receiver whose turn it is.</summary>
        public async Task<IReadOnlyList<QualityRecord>> SendAsync(double cbr, Func<int, SharedKnowledge?> knowledge)
        {
            var (links, records) = (new List<SemanticLink>(), new List<QualityRecord>());
            try
            {
                foreach (var (snrDb, user) in trial.SnrDb.Select((snrDb, user) => (snrDb, user)))
                {
                    links.Add(SemanticLink.Create(o => o.Channel(trial.Channel, snrDb).Bandwidth(cbr).Model(trial.ModelId)
                        .Seed(trial.Seed + (ulong)user).Threads(trial.Threads).Knowledge(knowledge(user))));
                }
                foreach (var (picture, i) in pictures.Select((picture, i) => (picture, i)))
                {
                    records.Add((await links[i % links.Count].SendAsync(picture, cancellationToken).ConfigureAwait(false)).Quality);
                    progress?.Report(++_done / (double)steps);
                }
            }
            finally
            {
                foreach (var link in links)
                    await link.DisposeAsync().ConfigureAwait(false);
            }
            return records;
        }
    }
}
