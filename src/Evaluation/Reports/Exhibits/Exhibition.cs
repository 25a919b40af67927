namespace SemCom.Evaluation;

/// <summary>
/// Chooses what a report shows and sends it once more: results depend on nothing but the plan, so that these are the pictures of the sweep, also where it was
/// resumed. Of sequences, videos and sounds nothing is shown, for a frame of them would need all earlier ones sent again. One point is shown, the middle SNR and CBR of the first channel, and of its sources those at which our system is worst, in the middle and best.
/// </summary>
public sealed class Exhibition
{
    private readonly SweepPlan _plan;
    private readonly IReadOnlyList<SweepCell> _cells;
    private readonly Func<PictureInput, Picture> _load;

    private Exhibition(SweepPlan plan, IReadOnlyList<SweepCell> cells, Func<PictureInput, Picture> load) => (_plan, _cells, _load) = (plan, cells, load);

    /// <summary>Makes the exhibits of a sweep, that of the worst source first.</summary>
    /// <param name="plan">What was run.</param>
    /// <param name="result">What came out.</param>
    /// <param name="load">Reads a picture; null: from its file.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<IReadOnlyList<Exhibit>> MakeAsync(
        SweepPlan plan, SweepResult result, Func<PictureInput, Picture>? load = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(result);
        var shown = result.Cells.Where(c => c.Cell.Channel == plan.Cells[0].Channel).ToList();
        if (shown.Count == 0 || plan.Sources.Any(source => source is not { Sequence: null, Kind: SourceKind.Picture }))
            return [];
        var (snrDb, cbr) = (Middle(shown.Select(c => c.Cell.SnrDb)), Middle(shown.Select(c => c.Cell.Cbr)));
        var middle = shown.Where(c => c.Cell.SnrDb == snrDb && c.Cell.Cbr == cbr).ToList();
        if (middle.Count == 0)
            return [];
        var ours = middle.Find(c => c.Cell.System.Kind == SystemKind.Semantic) ?? middle.Find(c => c.Cell.System.Kind != SystemKind.Classical) ?? middle[0];
        var exhibition = new Exhibition(plan, [.. middle.Select(c => c.Cell)], load ?? PictureFiles.Load);
        var exhibits = new List<Exhibit>();
        foreach (var (record, rank) in Choose(ours.Records))
        {
            if (await exhibition.MakeAsync(record, rank, ours.Cell.System, cancellationToken).ConfigureAwait(false) is { } exhibit)
                exhibits.Add(exhibit);
        }
        return exhibits;
    }

    private static double Middle(IEnumerable<double> values)
    {
        var all = values.Distinct().Order().ToArray();
        return all[(all.Length - 1) / 2];
    }

    /// <summary>Worst, median and best by PSNR, of the first seed; lost frames only where there is nothing else, for they have no places worth seeing.</summary>
    private static IEnumerable<(QualityRecord Record, string Rank)> Choose(IReadOnlyList<QualityRecord> records)
    {
        var first = records.GroupBy(r => r.Source, StringComparer.Ordinal).Select(g => g.First()).ToList();
        var arrived = first.Where(r => !r.Lost).ToList();
        var sorted = (arrived.Count > 0 ? arrived : first).OrderBy(r => r.PsnrDb ?? double.PositiveInfinity).ToList();
        var of = $"of {sorted.Count} for {sorted[0].System}";
        if (sorted.Count == 1)
            return [(sorted[0], first.Count == 1 ? "the only one" : "the only one that arrived")];
        List<(int Place, string Rank)> places = [(0, $"worst {of}"), ((sorted.Count - 1) / 2, $"median {of}"), (sorted.Count - 1, $"best {of}")];
        return places.DistinctBy(p => p.Place).Select(p => (sorted[p.Place], p.Rank));
    }

    private async Task<Exhibit?> MakeAsync(QualityRecord record, string rank, ISystem ours, CancellationToken cancellationToken)
    {
        var source = Enumerable.Range(0, _plan.Sources.Count).First(i => _plan.Sources[i].Name == record.Source);
        var original = _load(_plan.Sources[source]);
        var received = new List<ExhibitPicture>();
        foreach (var cell in _cells)
        {
            try
            {
                var job = new SweepJob(0, source, _plan.Cells.ToList().IndexOf(cell), record.Seed);
                var sent = await cell.System.SendAsync(original, _plan.Conditions(job), cancellationToken).ConfigureAwait(false);
                received.Add(new ExhibitPicture(cell.System.Name, sent.Picture, (sent.Quality with { Source = record.Source, System = cell.System.Name }).Rounded()));
            }
            catch (SemComException)
            {
                // The sweep has met the same and reports it; the others can be shown.
            }
        }
        if (!received.Exists(r => r.System == ours.Name))
            return null;
        return new Exhibit
        {
            Source = record.Source,
            Rank = rank,
            Point = $"{record.Channel}, {Axis.Number(record.SnrDb)} dB, CBR {Cbrs.Format(_cells[0].Cbr)}, seed {record.Seed}",
            Original = original,
            Received = received,
            Ours = ours.Name,
            Rival = RivalOf(received, ours),
        };
    }

    /// <summary>The best classical system for this source, or else the best other one.</summary>
    private string? RivalOf(List<ExhibitPicture> received, ISystem ours)
    {
        var classical = _cells.Where(c => c.System.Kind == SystemKind.Classical).Select(c => c.System.Name).ToHashSet(StringComparer.Ordinal);
        return received.Where(r => r.System != ours.Name)
            .OrderByDescending(r => classical.Contains(r.System)).ThenByDescending(r => r.Quality.PsnrDb ?? double.PositiveInfinity).FirstOrDefault()?.System;
    }
}
