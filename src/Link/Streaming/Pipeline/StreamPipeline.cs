using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Threading.Channels;

namespace SemCom.Streaming;

/// <summary>
/// Moves pictures through the stages, each stage a task with a short queue before it, so that one picture is encoded while the one before it is decoded. Files wait where a stage is slow; a live source
/// does not, and the oldest picture before the encoder is dropped. For one run.
/// </summary>
/// <param name="options">Clock, capacity, deadline, feedback.</param>
/// <param name="controls">What holds for the next picture.</param>
/// <param name="stages">The work.</param>
/// <param name="statistics">Counts.</param>
internal sealed class StreamPipeline(SemanticStreamOptions options, StreamControls controls, IStreamStages stages, StreamStatistics statistics) : IDisposable
{
    /// <summary>Dropped pictures that wait for those before them; with more, the source has to wait.</summary>
    private const int MaxDropped = 32;

    private readonly TimeProvider _clock = options.Clock;
    private readonly long _start = options.Clock.GetTimestamp();
    private readonly Channel<StreamItem> _waiting = Queue(options.Capacity), _sent = Queue(1), _aired = Queue(1), _decoded = Queue(options.Capacity);
    private readonly Channel<StreamedFrame> _out = Channel.CreateBounded<StreamedFrame>(options.Capacity);
    private readonly ConcurrentDictionary<int, StreamItem> _dropped = new();
    private readonly Lock _gate = new();
    private readonly FeedbackChannel _feedback = new(options.FeedbackDelayFrames, options.FeedbackLossRate, options.Seed);
    private readonly SemaphoreSlim _ahead = new(options.FeedbackDelayFrames);
    private readonly JitterBuffer _jitter = new(options.Deadline);
    private readonly CancellationTokenSource _stop = new();
    private ExceptionDispatchInfo? _failure;
    private Picture? _screen, _latest;
    private int _next;

    private bool IsLive => !options.IsSimulatedClock;

    private TimeSpan Now => _clock.GetElapsedTime(_start);

    /// <summary>Runs a source to its end. No task is left when the enumeration has ended, however it does.</summary>
    public async IAsyncEnumerable<StreamedFrame> RunAsync(IAsyncEnumerable<Picture> source, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Task[] work =
        [
            Start(() => TakeAsync(source), _waiting.Writer),
            Start(EncodeAsync, _sent.Writer),
            Start(TransmitAsync, _aired.Writer),
            Start(DecodeAsync, _decoded.Writer),
            Start(ShowAsync, _out.Writer),
        ];
        try
        {
            await foreach (var frame in _out.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
                yield return frame;
        }
        finally
        {
            await _stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(work).ConfigureAwait(false);
            await stages.SettleAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        _failure?.Throw();
    }

    public void Dispose()
    {
        _stop.Dispose();
        _ahead.Dispose();
    }

    private static Channel<StreamItem> Queue(int capacity) =>
        Channel.CreateBounded<StreamItem>(new BoundedChannelOptions(capacity) { SingleWriter = true });

    private Task Start<T>(Func<Task> loop, ChannelWriter<T> output) => Task.Run(async () =>
    {
        try
        {
            await loop().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
#pragma warning disable CA1031 // The first failure, whatever it is, ends the run and is thrown to its caller.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(e), null);
            await _stop.CancelAsync().ConfigureAwait(false);
        }
        finally
        {
            output.Complete();
        }
    });

    private async Task TakeAsync(IAsyncEnumerable<Picture> source)
    {
        var (number, due) = (0, Now);
        await foreach (var picture in source.WithCancellation(_stop.Token).ConfigureAwait(false))
        {
            if (IsLive)
            {
                await WaitUntil(due).ConfigureAwait(false);
                // A source that stood still does not make up for it by a burst.
                due = TimeSpan.FromTicks(Math.Max((due + options.FramePeriod).Ticks, Now.Ticks));
            }
            statistics.Take();
            var item = new StreamItem(number++, picture, Now, controls.Settings) { CapturedAt = _clock.GetUtcNow() };
            await (IsLive ? OfferAsync(item) : _waiting.Writer.WriteAsync(item, _stop.Token).AsTask()).ConfigureAwait(false);
        }
    }

    /// <summary>Puts a picture into the queue; where there is no room, the oldest leaves it.</summary>
    private async Task OfferAsync(StreamItem item)
    {
        while (_dropped.Count >= MaxDropped)
            await Task.Delay(options.FramePeriod, _clock, _stop.Token).ConfigureAwait(false);
        while (!_waiting.Writer.TryWrite(item))
        {
            // Nobody takes a later picture before it is known that this one was dropped.
            lock (_gate)
            {
                if (_waiting.Reader.TryRead(out var oldest))
                {
                    (oldest.Outcome, _dropped[oldest.Number]) = (FrameOutcome.Dropped, oldest);
                }
            }
        }
    }

    private async Task EncodeAsync()
    {
        while (await _waiting.Reader.WaitToReadAsync(_stop.Token).ConfigureAwait(false))
        {
            if (!IsLive)
                await _ahead.WaitAsync(_stop.Token).ConfigureAwait(false);
            StreamItem? item;
            lock (_gate)
            {
                if (!_waiting.Reader.TryRead(out item))
                    continue;
                item.Queue = _waiting.Reader.Count;
            }
            if (IsLive && Now > item.Captured + options.Deadline)
                item.Outcome = FrameOutcome.Dropped;
            else
                item.Encode = Timed(() => stages.Encode(item, _feedback.Receive(item.Number)));
            await _sent.Writer.WriteAsync(item, _stop.Token).ConfigureAwait(false);
        }
    }

    private async Task TransmitAsync()
    {
        await foreach (var item in _sent.Reader.ReadAllAsync(_stop.Token).ConfigureAwait(false))
        {
            if (item.Outcome is null)
                item.Air = Timed(() => stages.Transmit(item));
            await _aired.Writer.WriteAsync(item, _stop.Token).ConfigureAwait(false);
        }
    }

    private async Task DecodeAsync()
    {
        await foreach (var item in _aired.Reader.ReadAllAsync(_stop.Token).ConfigureAwait(false))
        {
            if (item.Outcome is null)
                item.Decode = Timed(() => stages.Decode(item));
            item.Decoded = Now;
            if (item.Report is { } report)
                _feedback.Send(report);
            if (!IsLive)
                _ahead.Release();
            await _decoded.Writer.WriteAsync(item, _stop.Token).ConfigureAwait(false);
        }
    }

    private async Task ShowAsync()
    {
        await foreach (var item in _decoded.Reader.ReadAllAsync(_stop.Token).ConfigureAwait(false))
        {
            for (; _next < item.Number; _next++)
            {
                _dropped.Remove(_next, out var dropped);
                await FinishAsync(dropped!).ConfigureAwait(false);
            }
            if (IsLive && item.Outcome == FrameOutcome.Shown)
            {
                if (item.Decoded > item.Captured + options.Deadline)
                    item.Outcome = FrameOutcome.Late;
                else if (options.HasJitterBuffer)
                    await WaitUntil(_jitter.ShowAt(item.Captured, item.Decoded)).ConfigureAwait(false);
            }
            await FinishAsync(item).ConfigureAwait(false);
            _next++;
        }
    }

    private async Task FinishAsync(StreamItem item)
    {
        var outcome = item.Outcome ?? throw new InvalidOperationException($"picture {item.Number} has no outcome");
        var arrived = item.Shown ?? _latest;
        var shown = (outcome == FrameOutcome.Late ? _screen : arrived) ?? PictureConcealment.Grey(item.Picture.Width, item.Picture.Height);
        (_latest, _screen) = (arrived, outcome == FrameOutcome.Late ? _screen : arrived);
        var facts = item.Facts ?? new StreamedFrame(item.Number, item.Picture, shown, outcome) { Sampling = FrameSampling.Skip, Mode = item.Settings.Mode };
        var frame = stages.Judge(item, facts with
        {
            Shown = shown,
            Outcome = outcome,
            Encode = item.Encode,
            Air = item.Air,
            Decode = item.Decode,
            Latency = IsLive ? Now - item.Captured : item.Encode + item.Air + item.Decode,
            Transit = item.Facts is null ? TimeSpan.Zero : IsLive ? item.Decoded - item.Captured : item.Encode + item.Air + item.Decode,
            Queue = item.Queue,
        });
        statistics.Finish(frame);
        await _out.Writer.WriteAsync(frame, _stop.Token).ConfigureAwait(false);
    }

    private async Task WaitUntil(TimeSpan time)
    {
        if (time - Now is var wait && wait > TimeSpan.Zero)
            await Task.Delay(wait, _clock, _stop.Token).ConfigureAwait(false);
    }

    private TimeSpan Timed(Action work)
    {
        var begin = _clock.GetTimestamp();
        work();
        return _clock.GetElapsedTime(begin);
    }
}
