using System.Net;
using System.Text;
using System.Threading.Channels;
using SemCom.Channels;
using SemCom.Randomness;
using SemCom.Streaming;

namespace SemCom;

/// <summary>
/// The air as a process: takes frames from a <see cref="StreamSender"/>, sends them over a simulated channel with a clock of its own, and hands on what is received; reports go the other way, late, and some not at all.
/// Either end may be restarted while it runs.
/// </summary>
public sealed class StreamAirRelay : IAsyncDisposable
{
    /// <summary>Frames that wait at most; the oldest is dropped when one more comes.</summary>
    private const int Capacity = 4;

    /// <summary>Reports that are under way at most.</summary>
    private const int MaxReports = 4096;

    /// <summary>A greeting so often until the receiver has answered.</summary>
    private static readonly TimeSpan GreetingInterval = TimeSpan.FromMilliseconds(100);

    private readonly StreamAirOptions _options;
    private readonly StreamAir _air;
    private readonly DatagramPort _up, _down;
    private readonly long _start;
    private readonly Channel<FrameMessage> _frames;
    private readonly Channel<(TimeSpan Due, byte[] Report)> _reports = System.Threading.Channels.Channel.CreateBounded<(TimeSpan, byte[])>(new BoundedChannelOptions(MaxReports) { FullMode = BoundedChannelFullMode.DropWrite });
    private long _relayed, _dropped, _misfits, _uses, _reported, _reportsLost;

    private StreamAirRelay(StreamAirOptions options, DatagramPort up, DatagramPort down, StreamAir air)
    {
        (_options, _up, _down, _air, _start) = (options, up, down, air, options.Clock.GetTimestamp());
        _frames = System.Threading.Channels.Channel.CreateBounded<FrameMessage>(new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest }, _ => Interlocked.Increment(ref _dropped));
    }

    /// <summary>Canonical text of the channel.</summary>
    public string Channel => _air.Channel;

    /// <summary>Where it listens.</summary>
    public int Port => _up.Port;

    /// <summary>The SNR of the moment [dB].</summary>
    public double SnrDb => _options.Snr.At(Now);

    /// <summary>What happened so far.</summary>
    public StreamAirCounts Counts => new(Interlocked.Read(ref _relayed), Interlocked.Read(ref _dropped), Interlocked.Read(ref _misfits), Interlocked.Read(ref _uses), Interlocked.Read(ref _reported), Interlocked.Read(ref _reportsLost), _up.Counts, _down.Counts);

    private TimeSpan Now => _options.Clock.GetElapsedTime(_start);

    /// <summary>Opens the ports.</summary>
    /// <param name="port">Where senders reach it; 0 for a free port.</param>
    /// <param name="to">Where the receiver listens.</param>
    /// <param name="options">The air.</param>
    /// <param name="key">The group's secret; null for none, and anybody may take part.</param>
    /// <exception cref="SemComException">The channel is unknown, an option out of range, or the port in use.</exception>
    public static StreamAirRelay Create(int port, IPEndPoint to, StreamAirOptions options, PrivacyKey? key = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        var air = StreamAirs.Of(ChannelSpec.Parse(options.Channel).Text);
        return new StreamAirRelay(options, DatagramPort.Listen(port, key, options.Clock), DatagramPort.Connect(to, key, options.Clock), air);
    }

    /// <summary>Runs until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task[] work = [TakeAsync(stop.Token), TransmitAsync(stop.Token), ListenAsync(stop.Token), ReportAsync(stop.Token), GreetAsync(stop.Token)];
        var first = await Task.WhenAny(work).ConfigureAwait(false);
        await stop.CancelAsync().ConfigureAwait(false);
        try
        {
            await Task.WhenAll(work).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (first.IsCanceled)
        {
        }
        cancellationToken.ThrowIfCancellationRequested();
        await first.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _up.Dispose();
        _down.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var (kind, message) = await _up.ReceiveAsync(cancellationToken).ConfigureAwait(false);
            if (kind == MessageKind.Greeting)
                _up.Send(MessageKind.Channel, Encoding.UTF8.GetBytes(_air.Channel));
            if (kind != MessageKind.Frame)
                continue;
            // News of pictures that were not sent take no time on the air, and no place of frames in the queue.
            if (FrameMessage.Read(message) is not { } frame)
                Interlocked.Increment(ref _misfits);
            else if (frame.Symbols is null)
                Relay(frame with { Channel = _air.Channel });
            else
                await _frames.Writer.WriteAsync(frame, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Makes itself known to the receiver, so that it takes the first frame already.</summary>
    private async Task GreetAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (!_down.HasPeer)
                _down.Send(MessageKind.Greeting, []);
            await Task.Delay(GreetingInterval, _options.Clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task TransmitAsync(CancellationToken cancellationToken)
    {
        var number = 0UL;
        await Task.Yield();
        await foreach (var frame in _frames.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            // A transmitter that believes in another channel is told, and begins anew; every second in any case.
            var fits = frame.Antennas == _air.Planning.Layout.Antennas.Transmit;
            if (!fits || frame.Number % 25 == 0)
                _up.Send(MessageKind.Channel, Encoding.UTF8.GetBytes(_air.Channel));
            if (!fits)
            {
                Interlocked.Increment(ref _misfits);
                continue;
            }
            var received = _air.Transmit(frame.Symbols!, SnrDb + frame.PowerDb, new ChannelRealization(_options.Seed, number++));
            Relay(frame with { Channel = _air.Channel, Symbols = received.Symbols, Antennas = received.Antennas, PowerDb = 0 });
            Interlocked.Add(ref _uses, frame.Symbols!.Count / frame.Antennas);
        }
    }

    private void Relay(FrameMessage message)
    {
        _down.Send(MessageKind.Frame, message.ToBytes());
        Interlocked.Increment(ref _relayed);
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        var number = 0UL;
        while (true)
        {
            var (kind, message) = await _down.ReceiveAsync(cancellationToken).ConfigureAwait(false);
            if (kind != MessageKind.Report)
                continue;
            if (new CounterRandom(_options.Seed, RandomPurpose.PacketLoss, number++).Uniform(0) < _options.FeedbackLossRate)
                Interlocked.Increment(ref _reportsLost);
            else
                _reports.Writer.TryWrite((Now + TimeSpan.FromSeconds(_options.FeedbackDelaySeconds), message));
        }
    }

    private async Task ReportAsync(CancellationToken cancellationToken)
    {
        await foreach (var (due, report) in _reports.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            if (due - Now is var wait && wait > TimeSpan.Zero)
                await Task.Delay(wait, _options.Clock, cancellationToken).ConfigureAwait(false);
            _up.Send(MessageKind.Report, report);
            Interlocked.Increment(ref _reported);
        }
    }
}
