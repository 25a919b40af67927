using System.Runtime.CompilerServices;
using System.Threading.Channels;
using SemCom.Streaming;

namespace SemCom;

/// <summary>
/// The receiving process of a stream: decodes what a <see cref="StreamAirRelay"/> hands on, shows it in time, and reports. Where it begins in the middle of a stream, or the sender anew, it asks for a whole picture.
/// One run at a time.
/// </summary>
public sealed class StreamViewer : IAsyncDisposable
{
    /// <summary>Messages that wait for the decoder at most; the oldest is dropped when one more comes.</summary>
    private const int Capacity = 64;

    /// <summary>Runs of senders that are remembered, so that stragglers of an old one do not begin it anew.</summary>
    private const int MaxStreams = 64;

    private readonly StreamViewerOptions _options;
    private readonly DatagramPort _port;
    private readonly TimeProvider _clock;
    private readonly long _start;
    private readonly Queue<ulong> _streams = new();
    private readonly long[] _outcomes = new long[Enum.GetValues<FrameOutcome>().Length];
    private ReceivingEnd? _receiver;
    private ArrivalOrder _order;
    private string _channel = "";
    private ulong _stream;
    private (int Width, int Height) _size = (1, 1);
    private long _misfits;
    private int _running;

    private StreamViewer(StreamViewerOptions options, DatagramPort port)
    {
        (_options, _port, _clock, _start) = (options, port, options.Clock, options.Clock.GetTimestamp());
        _order = new ArrivalOrder(TimeSpan.FromSeconds(options.ReorderSeconds));
    }

    /// <summary>Where it listens.</summary>
    public int Port => _port.Port;

    /// <summary>What came in from the air.</summary>
    public DatagramCounts Datagrams => _port.Counts;

    /// <summary>Pictures with an outcome so far: each number from the first one that arrived in a stream has exactly one.</summary>
    public StreamCounts Counts => new(_outcomes.Sum(), _outcomes.Sum(), Of(FrameOutcome.Shown), Of(FrameOutcome.Skipped), Of(FrameOutcome.Late), Of(FrameOutcome.Dropped), Of(FrameOutcome.Lost));

    /// <summary>Streams so far: 2 where the sender was restarted once.</summary>
    public int Streams { get; private set; }

    private TimeSpan Now => _clock.GetElapsedTime(_start);

    /// <summary>Opens the port and loads the model.</summary>
    /// <param name="port">Where the air reaches it; 0 for a free port.</param>
    /// <param name="options">Model, deadline.</param>
    /// <param name="key">The group's secret; null for none, and anybody may take part.</param>
    /// <exception cref="SemComException">The port is in use, an option out of range, or the model unknown or damaged.</exception>
    public static StreamViewer Create(int port, StreamViewerOptions options, PrivacyKey? key = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        VideoReceiver.Load(options.ModelId, options.Threads).Dispose();
        return new StreamViewer(options, DatagramPort.Listen(port, key, options.Clock));
    }

    /// <summary>Shows what comes, each picture in its time.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="InvalidOperationException">A run has not ended yet.</exception>
    public async IAsyncEnumerable<ViewedFrame> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref _running, 1) == 1)
            throw new InvalidOperationException("a viewer runs once at a time: wait for the end of the run before");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var arrived = Channel.CreateBounded<FrameMessage>(new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest });
        var decoded = Channel.CreateBounded<DecodedFrame>(2);
        Task[] work = [Task.Run(() => ListenAsync(arrived.Writer, stop.Token), CancellationToken.None), Task.Run(() => DecodeAsync(arrived.Reader, decoded.Writer, stop.Token), CancellationToken.None)];
        var screen = new ViewerScreen(_clock, _start, TimeSpan.FromSeconds(_options.DeadlineSeconds));
        try
        {
            await foreach (var frame in decoded.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                var viewed = await screen.ShowAsync(frame, cancellationToken).ConfigureAwait(false);
                Interlocked.Increment(ref _outcomes[(int)viewed.Outcome]);
                yield return viewed;
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Volatile.Write(ref _running, 0);
        }
        await Task.WhenAll(work).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _receiver?.Dispose();
        _port.Dispose();
        return ValueTask.CompletedTask;
    }

    private long Of(FrameOutcome outcome) => Interlocked.Read(ref _outcomes[(int)outcome]);

    private async Task ListenAsync(ChannelWriter<FrameMessage> arrived, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var (kind, message) = await _port.ReceiveAsync(cancellationToken).ConfigureAwait(false);
                if (kind != MessageKind.Frame)
                    continue;
                if (FrameMessage.Read(message) is { } frame)
                    arrived.TryWrite(frame);
                else
                    Interlocked.Increment(ref _misfits);
            }
        }
        catch (OperationCanceledException)
        {
        }
        finally
        {
            arrived.Complete();
        }
    }

    private async Task DecodeAsync(ChannelReader<FrameMessage> arrived, ChannelWriter<DecodedFrame> decoded, CancellationToken cancellationToken)
    {
        try
        {
            while (!(_options.EndsWithStream && _order.IsOver))
            {
                await WaitAsync(arrived, cancellationToken).ConfigureAwait(false);
                while (arrived.TryRead(out var frame))
                    Take(frame);
                while (_order.Next(Now) is { } next)
                    await decoded.WriteAsync(Decode(next.Number, next.Frame), cancellationToken).ConfigureAwait(false);
            }
            decoded.Complete();
        }
        catch (OperationCanceledException)
        {
            decoded.Complete();
        }
#pragma warning disable CA1031 // Whatever it is ends the run, and is thrown to its caller.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            decoded.Complete(exception);
        }
    }

    /// <summary>Waits until something has arrived, or a missing picture is given up.</summary>
    private async Task WaitAsync(ChannelReader<FrameMessage> arrived, CancellationToken cancellationToken)
    {
        if (_order.Due is not { } due)
        {
            await arrived.WaitToReadAsync(cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            return;
        }
        using var given = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var wait = due > Now ? due - Now : TimeSpan.Zero;
        await Task.WhenAny(arrived.WaitToReadAsync(given.Token).AsTask(), Task.Delay(wait + TimeSpan.FromMilliseconds(1), _clock, given.Token)).ConfigureAwait(false);
        await given.CancelAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private void Take(FrameMessage frame)
    {
        if (frame.Stream != _stream || Streams == 0)
        {
            if (_streams.Contains(frame.Stream) || frame.Fate == FrameMessageFate.End)
                return;
            Begin(frame.Stream);
        }
        _order.Take(frame, Now);
    }

    /// <summary>A sender begins anew: nothing of what it sends refers to what was before.</summary>
    private void Begin(ulong stream)
    {
        _streams.Enqueue(stream);
        if (_streams.Count > MaxStreams)
            _streams.Dequeue();
        (_stream, _channel) = (stream, "");
        _order = new ArrivalOrder(TimeSpan.FromSeconds(_options.ReorderSeconds));
        Streams++;
        _receiver?.Dispose();
        _receiver = null;
    }

    private DecodedFrame Decode(int number, FrameMessage? frame)
    {
        if (frame is null)
            return Lost(number, "its datagrams were lost", null);
        _size = (frame.Width, frame.Height);
        if (frame.Fate != FrameMessageFate.Sent)
            return new DecodedFrame(_stream, number, _receiver?.Shown, frame.Fate == FrameMessageFate.Skipped ? FrameOutcome.Skipped : FrameOutcome.Dropped) { Size = _size, Decoded = Now };
        if (!Learn(frame.Channel))
            return Lost(number, "it came over a channel that this receiver does not know", frame);
        var begin = _clock.GetTimestamp();
        var received = _receiver!.Decode(new ReceivedFrame(frame.Symbols!, antennas: frame.Antennas));
        Report(number, new ReceiverReport(number, received.Loss is null, received.EffectiveSnrDb, received.NeedsRestart));
        return new DecodedFrame(_stream, number, received.Shown, received.Loss is null ? FrameOutcome.Shown : FrameOutcome.Lost)
        {
            Size = _size,
            Loss = received.Loss,
            EffectiveSnrDb = received.EffectiveSnrDb,
            Captured = frame.Captured,
            Decode = _clock.GetElapsedTime(begin),
            Decoded = Now,
        };
    }

    private DecodedFrame Lost(int number, string why, FrameMessage? frame)
    {
        Report(number, new ReceiverReport(number, Arrived: false, EffectiveSnrDb: null, NeedsRestart: _receiver?.Shown is null));
        return new DecodedFrame(_stream, number, _receiver?.Shown, FrameOutcome.Lost) { Size = _size, Loss = why, Captured = frame?.Captured, Decoded = Now };
    }

    private bool Learn(string channel)
    {
        if (_receiver is not null && channel == _channel)
            return true;
        try
        {
            var layout = StreamAirs.Of(channel).Planning.Layout;
            _receiver = _receiver?.For(layout) ?? new ReceivingEnd(_options.ModelId, _options.Threads, layout);
            _channel = channel;
            return true;
        }
        catch (SemComException)
        {
            Interlocked.Increment(ref _misfits);
            return false;
        }
    }

    private void Report(int number, ReceiverReport report) => _port.Send(MessageKind.Report, new ReportMessage(_stream, report with { Number = number }).ToBytes());
}
