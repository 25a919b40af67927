namespace SemCom.Evaluation;

/// <summary>
/// What a link keeps of places that it sees one after another, and again: the last picture of each is left out, and after each place all of them are sent with what both ends know by then. R[i, j] is what
/// the picture of place j gains in PSNR by what was learned up to place i [dB]; forgetting and forward transfer follow (<see cref="ContinualScores"/>). The same pictures are sent once more with a new link and
/// empty stores for each place, which says what memory saves.
/// </summary>
/// <param name="Trial">Channel, bandwidth and model; its first receiver.</param>
public sealed record KnowledgePlaces(KnowledgeTrial Trial)
{
    /// <summary>Runs it.</summary>
    /// <param name="places">Pictures of each place in their order, at least two of each; at least two places, of which some may be the same.</param>
    /// <param name="open">Makes an empty store.</param>
    /// <param name="progress">Is told the share that is done.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="SemComException">There are too few.</exception>
    public async Task<KnowledgePlacesResult> RunAsync(
        IReadOnlyList<IReadOnlyList<Picture>> places, Func<IKnowledgeStore> open, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(places);
        ArgumentNullException.ThrowIfNull(open);
        if (places.Count < 2 || places.Any(place => place.Count < 2))
            throw new SemComException($"places: two and more with two pictures and more are needed (were {places.Count}, the smallest with {places.Select(place => place.Count).DefaultIfEmpty().Min()}); name more folders");
        var (kept, fresh, gains) = (new List<KnowledgePhase>(), new List<KnowledgePhase>(), new double[places.Count, places.Count]);
        using var sender = open();
        using var receiver = open();
        var link = Link(sender, receiver);
        await using var closing = link.ConfigureAwait(false);
        for (var i = 0; i < places.Count; i++)
        {
            kept.Add(await SendAsync(link, places[i], cancellationToken).ConfigureAwait(false));
            using var empty = open();
            using var blank = open();
            var other = Link(empty, blank);
            await using var closingOther = other.ConfigureAwait(false);
            fresh.Add(await SendAsync(other, places[i], cancellationToken).ConfigureAwait(false));
            for (var j = 0; j < places.Count; j++)
                gains[i, j] = await GainAsync(places[j][^1], open, [.. sender.All()], [.. receiver.All()], cancellationToken).ConfigureAwait(false);
            progress?.Report((i + 1) / (double)places.Count);
        }
        return new KnowledgePlacesResult(kept, fresh, ContinualScores.Of(gains, new double[places.Count]), sender.Count);
    }

    private static async Task<KnowledgePhase> SendAsync(SemanticLink link, IReadOnlyList<Picture> place, CancellationToken cancellationToken)
    {
        var records = new List<QualityRecord>();
        foreach (var picture in place.SkipLast(1))
            records.Add((await link.SendAsync(picture, cancellationToken).ConfigureAwait(false)).Quality);
        return new KnowledgePhase(records.Count, records.Sum(r => (long)r.Uses.Total), records.Sum(r => (long)r.Uses.Knowledge), records.Average(r => r.PsnrDb ?? 0));
    }

    /// <summary>By how much a picture arrives better with what is known, in a new link: one picture teaches nothing.</summary>
    private async Task<double> GainAsync(Picture picture, Func<IKnowledgeStore> open, KnowledgeEntry[] sent, KnowledgeEntry[] received, CancellationToken cancellationToken)
    {
        var (with, without) = (0.0, 0.0);
        foreach (var knows in (bool[])[false, true])
        {
            using var sender = open();
            using var receiver = open();
            sender.Add(knows ? sent : []);
            receiver.Add(knows ? received : []);
            var link = Link(sender, receiver);
            await using var closing = link.ConfigureAwait(false);
            var psnrDb = (await link.SendAsync(picture, cancellationToken).ConfigureAwait(false)).Quality.PsnrDb ?? 0;
            (with, without) = knows ? (psnrDb, without) : (with, psnrDb);
        }
        return with - without;
    }

    private SemanticLink Link(IKnowledgeStore sender, IKnowledgeStore receiver) => SemanticLink.Create(o => o.Channel(Trial.Channel, Trial.SnrDb[0]).Bandwidth(Trial.Cbr).Model(Trial.ModelId)
        .Seed(Trial.Seed).Threads(Trial.Threads).Knowledge(new SharedKnowledge(sender, receiver) { PrototypeCbr = Trial.PrototypeCbr, Gate = Trial.Gate }));
}
