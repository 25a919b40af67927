using System.Collections.Concurrent;
using System.Net;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using SemCom.Streaming;

namespace SemCom;

/// <summary>
/// The transmitting process of a stream: encodes pictures and sends their symbols in datagrams to the air. The air tells it the channel, which it needs for the layout of frames; until it has, nothing is sent. Either
/// process may be restarted while the other runs. One run at a time.
/// </summary>
public sealed class StreamSender : IAsyncDisposable
{
    /// <summary>A greeting so often until the air has answered.</summary>
    private static readonly TimeSpan GreetingInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Reports that wait for the encoder at most.</summary>
    private const int MaxReports = 1024;

    private readonly SemanticStreamOptions _options;
    private readonly DatagramPort _port;
    private readonly SendingStages _stages;
    private readonly ConcurrentQueue<ReportMessage> _reports = new();
    private readonly TaskCompletionSource _heard = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _arrived, _lost;
    private int _running;

    private StreamSender(SemanticStreamOptions options, DatagramPort port)
    {
        (_options, _port) = (options, port);
        Controls = new StreamControls(options);
        Statistics = new StreamStatistics(options.Clock);
        _stages = new SendingStages(new TransmittingEnd(options), port, _reports);
    }

    /// <summary>What can be changed while it runs, but for channel and SNR, which are the air's.</summary>
    public StreamControls Controls { get; }

    /// <summary>Running counts; what counts as shown was sent.</summary>
    public StreamStatistics Statistics { get; }

    /// <summary>What came in from the air.</summary>
    public DatagramCounts Datagrams => _port.Counts;

    /// <summary>True once the air has told the channel.</summary>
    public bool IsHeard => _heard.Task.IsCompleted;

    /// <summary>Pictures that the receiver reported as read, and as not readable.</summary>
    public (long Arrived, long Lost) Reported => (Interlocked.Read(ref _arrived), Interlocked.Read(ref _lost));

    /// <summary>Builds a sender and loads its model.</summary>
    /// <param name="options">As for <see cref="SemanticStream"/>; its SNR is that which is planned for before there is a report.</param>
    /// <param name="to">Where the air listens.</param>
    /// <param name="key">The group's secret; null for none, and anybody may take part.</param>
    /// <exception cref="SemComException">An option is out of range, or the model unknown or damaged.</exception>
    public static StreamSender Create(SemanticStreamOptions options, IPEndPoint to, PrivacyKey? key = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        return new StreamSender(options, DatagramPort.Connect(to, key, options.Clock));
    }

    /// <summary>Sends pictures as they come, and returns each when it has been sent.</summary>
    /// <param name="source">The pictures; they are taken from when the air has been heard.</param>
    /// <param name="cancellationToken">Ends the stream; the receiver is told.</param>
    /// <exception cref="InvalidOperationException">A run has not ended yet.</exception>
    public async IAsyncEnumerable<StreamedFrame> RunAsync(IAsyncEnumerable<Picture> source, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref _running, 1) == 1)
            throw new InvalidOperationException("a sender runs once at a time: wait for the end of the run before");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _stages.Begin(BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)));
        var listening = Task.Run(() => ListenAsync(stop.Token), CancellationToken.None);
        var count = 0;
        try
        {
            await GreetAsync(cancellationToken).ConfigureAwait(false);
            using var pipeline = new StreamPipeline(_options, Controls, _stages, Statistics);
            await foreach (var frame in pipeline.RunAsync(source, cancellationToken).ConfigureAwait(false))
            {
                count = frame.Number + 1;
                yield return frame;
            }
        }
        finally
        {
            await SayEndAsync(count).ConfigureAwait(false);
            await stop.CancelAsync().ConfigureAwait(false);
            await listening.ConfigureAwait(false);
            Volatile.Write(ref _running, 0);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _stages.Dispose();
        _port.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task GreetAsync(CancellationToken cancellationToken)
    {
        while (!_heard.Task.IsCompleted)
        {
            _port.Send(MessageKind.Greeting, []);
            await Task.WhenAny(_heard.Task, Task.Delay(GreetingInterval, cancellationToken)).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Three times, since one may be lost.</summary>
    private async Task SayEndAsync(int count)
    {
        for (var i = 0; i < 3; i++)
        {
            _stages.End(count);
            await Task.Delay(20).ConfigureAwait(false);
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var (kind, message) = await _port.ReceiveAsync(cancellationToken).ConfigureAwait(false);
                if (kind == MessageKind.Channel)
                    Learn(message);
                else if (kind == MessageKind.Report && ReportMessage.Read(message) is { } report && report.Stream == _stages.Stream && _reports.Count < MaxReports)
                    Take(report);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private void Take(ReportMessage report)
    {
        _reports.Enqueue(report);
        Interlocked.Increment(ref report.Report.Arrived ? ref _arrived : ref _lost);
    }

    private void Learn(byte[] message)
    {
        try
        {
            Controls.Channel = Encoding.UTF8.GetString(message);
            _heard.TrySetResult();
        }
        catch (SemComException)
        {
            // A channel that this version does not know: as if nothing had been heard.
        }
    }
}
