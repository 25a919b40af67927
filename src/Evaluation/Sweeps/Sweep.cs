using System.Collections.Concurrent;
using SemCom.Runtime.Media;

namespace SemCom.Evaluation;

/// <summary>
/// Runs a <see cref="SweepPlan"/> on several workers with one inference thread each. Records, their order and the means do not
/// depend on the number of workers, nor on whether the sweep was interrupted and resumed; only times do.
/// </summary>
public sealed class Sweep
{
    /// <summary>What ffmpeg returns when it was stopped by a signal.</summary>
    private const int InterruptedExitCode = 255;

    private static readonly TimeSpan InterruptDelay = TimeSpan.FromMilliseconds(200);

    private readonly SweepPlan _plan;
    private readonly PictureCache _pictures;
    private readonly Func<PictureInput, Picture> _load;
    private readonly ConcurrentDictionary<int, SweepOutcome> _outcomes = new();
    private readonly ConcurrentDictionary<(string Source, string? System, string Reason), int> _leftOut = new();
    private IProgress<SweepProgress>? _progress;
    private SweepJob[][] _pending = [];
    private int _next, _done, _reused, _total, _tooWide;

    /// <summary>Prepares a sweep.</summary>
    /// <param name="plan">What to run.</param>
    /// <param name="load">Reads a picture; null: from its file.</param>
    public Sweep(SweepPlan plan, Func<PictureInput, Picture>? load = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        _plan = plan;
        _load = load ?? PictureFiles.Load;
        _pictures = new PictureCache(plan.Sources, _load);
    }

    /// <summary>Where finished records are kept, so that the sweep can go on after an interruption; null: nowhere.</summary>
    public SweepFolder? Folder { get; init; }

    /// <summary>Pictures, or sequences, that are worked on at a time. The default value is the number of cores.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>Called with every received picture, from several threads at once; not for records of an earlier run.</summary>
    public Action<SweepJob, SystemResult>? Received { get; init; }

    /// <summary>Runs what is not done yet. Call it once.</summary>
    /// <exception cref="SemComException">Not one transmission was possible, the message being the first reason; or the folder cannot be written any more.</exception>
    /// <exception cref="OperationCanceledException">It was stopped; what is finished is in the folder.</exception>
    public async Task<SweepResult> RunAsync(IProgress<SweepProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        _progress = progress;
        foreach (var outcome in (Folder?.Finished ?? []).Where(outcome => outcome.Job >= 0 && outcome.Job < _plan.JobCount))
            _outcomes.TryAdd(outcome.Job, outcome);
        _done = _reused = _outcomes.Count;
        if (_plan.UntilCiDb is { } halfWidthDb)
            await RunUntilNarrowAsync(halfWidthDb, cancellationToken).ConfigureAwait(false);
        else
            await RunAsync(_ => true, cancellationToken).ConfigureAwait(false);
        return Conclude();
    }

    /// <summary>
    /// Rounds of one seed for every source at every point that is still open, so that the numbers do not depend on what was finished first nor on interruptions.
    /// </summary>
    private async Task RunUntilNarrowAsync(double halfWidthDb, CancellationToken cancellationToken)
    {
        var open = _plan.Cells.Select(PointOf).ToHashSet();
        var (known, seeds) = (0, Math.Min(SweepPlan.MinSeedsUntilCi, _plan.Seeds));
        while (true)
        {
            await RunAsync(index => index % _plan.Seeds is var seed && seed >= known && seed < seeds && open.Contains(PointOf(_plan.Cells[_plan.Job(index).Cell])), cancellationToken).ConfigureAwait(false);
            var wide = _outcomes.Values.OrderBy(o => o.Job).GroupBy(o => _plan.Job(o.Job).Cell, o => o.Record)
                .Where(g => !StoppingRule.IsMet([.. g], halfWidthDb)).Select(g => PointOf(_plan.Cells[g.Key]));
            open.IntersectWith(wide.ToHashSet());
            _tooWide = open.Count;
            if (open.Count == 0 || seeds >= _plan.Seeds)
                return;
            (known, seeds) = (seeds, seeds + 1);
        }
    }

    private static (string Channel, double SnrDb, double Cbr) PointOf(SweepCell cell) => (cell.Channel, cell.SnrDb, cell.Cbr);

    /// <summary>Runs those of the wanted jobs that are not done yet.</summary>
    private async Task RunAsync(Func<int, bool> wanted, CancellationToken cancellationToken)
    {
        var open = Enumerable.Range(0, _plan.JobCount).Where(i => wanted(i) && !_outcomes.ContainsKey(i)).Select(_plan.Job).ToArray();
        (_next, _pending) = (0, _plan.Units(open));
        foreach (var job in _pending.Where(unit => unit.Length == 1 && IsPicture(unit[0])).Select(unit => unit[0]))
            _pictures.Expect(job.Source);
        _total = _done + open.Length;
        Report();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var workers = new Task[Math.Min(Workers, _pending.Length)];
        for (var i = 0; i < workers.Length; i++)
            workers[i] = Task.Run(() => WorkAsync(stop), CancellationToken.None);
        await Task.WhenAll(workers).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private async Task WorkAsync(CancellationTokenSource stop)
    {
        try
        {
            while (!stop.IsCancellationRequested && Interlocked.Increment(ref _next) - 1 is var i && i < _pending.Length)
            {
                var unit = _pending[i];
                if (_plan.IsInSequence(unit[0]))
                {
                    await RunSequenceAsync(unit, stop.Token).ConfigureAwait(false);
                    continue;
                }
                var remark = await RunAsync(unit[0], stop.Token).ConfigureAwait(false);
                if (IsPicture(unit[0]))
                    _pictures.Release(unit[0].Source);
                Interlocked.Increment(ref _done);
                Report(remark);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The caller asked for it, or another worker failed; RunAsync says which.
        }
        catch
        {
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    private bool IsPicture(SweepJob job) => !_plan.IsInSequence(job) && _plan.Sources[job.Source].Kind == SourceKind.Picture;

    /// <summary>Runs one job; returns a remark when its source had to be left out for a new reason.</summary>
    private async Task<string?> RunAsync(SweepJob job, CancellationToken cancellationToken)
    {
        var cell = _plan.Cells[job.Cell];
        var system = (string?)null;
        SystemResult result;
        try
        {
            switch (_plan.Sources[job.Source])
            {
                case { Kind: SourceKind.Video } input:
                    var video = await VideoFiles.LoadAsync(input, cancellationToken).ConfigureAwait(false);
                    system = cell.System.Name;
                    result = await VideoSending.SendAsync(cell.System, video, _plan.Conditions(job), cancellationToken).ConfigureAwait(false);
                    break;
                case { Kind: SourceKind.Sound } input:
                    var sound = Sound.Load(input.Path);
                    system = cell.System.Name;
                    result = await SpeechSending.SendAsync(cell.System, sound, _plan.Conditions(job), cancellationToken).ConfigureAwait(false);
                    break;
                default:
                    var picture = _pictures.Get(job.Source);
                    system = cell.System.Name;
                    result = await cell.System.SendAsync(picture, _plan.Conditions(job), cancellationToken).ConfigureAwait(false);
                    break;
            }
        }
        catch (SemComException e)
        {
            return await LeaveOutAsync(job, system, e, cancellationToken).ConfigureAwait(false);
        }
        Keep(job, Record(job, result));
        return null;
    }

    /// <summary>
    /// Sends the frames of a sequence in order over one link. They are kept together when all are done, so that an interrupted sequence starts anew; one of which a frame cannot be sent is left out whole.
    /// </summary>
    private async Task RunSequenceAsync(SweepJob[] frames, CancellationToken cancellationToken)
    {
        var results = new List<(SweepJob Job, SystemResult Result)>();
        var missing = frames.Count(job => !_outcomes.ContainsKey(job.Index));
        var (at, system) = (frames[0], (string?)_plan.Cells[frames[0].Cell].System.Name);
        try
        {
            var sequence = SystemSequences.Begin(_plan, frames);
            await using var closing = sequence.ConfigureAwait(false);
            foreach (var job in frames)
            {
                (at, system) = (job, null);
                var picture = _load(_plan.Sources[job.Source]);
                system = _plan.Cells[job.Cell].System.Name;
                results.Add((job, Record(job, await sequence.SendAsync(picture, cancellationToken).ConfigureAwait(false))));
            }
        }
        catch (SemComException e)
        {
            var remark = await LeaveOutAsync(at, system, e, cancellationToken, missing).ConfigureAwait(false);
            Interlocked.Add(ref _done, missing);
            Report(remark);
            return;
        }
        foreach (var (job, result) in results.Where(r => !_outcomes.ContainsKey(r.Job.Index)))
        {
            Keep(job, result);
            Interlocked.Increment(ref _done);
            Report();
        }
    }

    /// <summary>Notes that a source cannot be used; returns a remark when the reason is new.</summary>
    private async Task<string?> LeaveOutAsync(SweepJob job, string? system, SemComException e, CancellationToken cancellationToken, int transmissions = 1)
    {
        // An interrupt from the keyboard reaches child programs too, and their failure may be noticed first.
        if ((e as FfmpegException ?? e.InnerException as FfmpegException)?.ExitCode == InterruptedExitCode)
            await Task.Delay(InterruptDelay, cancellationToken).ConfigureAwait(false);
        var source = _plan.Sources[job.Source].Name;
        var count = _leftOut.AddOrUpdate((source, system, e.Message), transmissions, (_, n) => n + transmissions);
        return count == transmissions ? $"{source} left out: {e.Message}" : null;
    }

    private SystemResult Record(SweepJob job, SystemResult result) =>
        result with { Quality = (result.Quality with { System = _plan.Cells[job.Cell].System.Name, Source = _plan.Sources[job.Source].Name }).Rounded() };

    private void Keep(SweepJob job, SystemResult result)
    {
        var outcome = new SweepOutcome(job.Index, result.Quality, result.Notices.Count > 0 ? result.Notices : null);
        Received?.Invoke(job, result);
        Folder?.Append(outcome);
        _outcomes[job.Index] = outcome;
    }

    private void Report(string? remark = null) =>
        _progress?.Report(new SweepProgress(Volatile.Read(ref _done), _total, _reused, remark));

    private SweepResult Conclude()
    {
        var leftOut = _leftOut.Select(p => new LeftOut(p.Key.Source, p.Key.Reason, p.Value, p.Key.System))
            .OrderBy(l => l.Source, StringComparer.Ordinal).ThenBy(l => l.Reason, StringComparer.Ordinal).ThenBy(l => l.System, StringComparer.Ordinal).ToList();
        if (_outcomes.IsEmpty)
        {
            throw new SemComException(leftOut.Count > 0 ? leftOut[0].Reason
                : "sweep: at least one source and one point of comparison are needed (there is none); add some");
        }
        var outcomes = _outcomes.Values.OrderBy(o => o.Job).ToList();
        var cells = outcomes.GroupBy(o => _plan.Job(o.Job).Cell, o => o.Record).OrderBy(g => g.Key)
            .Select(g => new CellResult(_plan.Cells[g.Key], Means.Of(_plan.Cells[g.Key], [.. g]), [.. g])).ToList();
        var notices = outcomes.SelectMany(o => o.Notices ?? []).GroupBy(n => n, StringComparer.Ordinal)
            .Select(g => new Notice(g.Key, g.Count())).ToList();
        return new SweepResult([.. outcomes.Select(o => o.Record)], cells, leftOut, notices, _reused)
        {
            Lost = LostFrames.Among(_plan, outcomes),
            PointsTooWide = _tooWide,
        };
    }
}
