using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;

namespace SemCom.Studio;

/// <summary>
/// The WebSocket of one viewer: whole binary messages in, of bounded size; messages out through a short queue, so that nobody waits for a viewer that does not read.
/// </summary>
/// <param name="socket">An open WebSocket.</param>
/// <param name="maxBytes">Longest message that is taken.</param>
internal sealed class MessageSocket(WebSocket socket, int maxBytes) : IDisposable
{
    /// <summary>Messages that may wait; frames are bounded by their window.</summary>
    private const int Waiting = 64;

    /// <summary>Longest reason of a close frame (RFC 6455, section 5.5).</summary>
    private const int MaxReasonBytes = 123;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Channel<ServerMessage> _out = Channel.CreateBounded<ServerMessage>(new BoundedChannelOptions(Waiting) { SingleReader = true });
    private volatile bool _isFinishing;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(4096);

    /// <summary>Puts a message into the queue.</summary>
    /// <remarks>Once the session ends, nothing more is taken.</remarks>
    /// <exception cref="SessionEndException">The queue is full: the viewer does not read.</exception>
    public void Send(ServerMessage message)
    {
        if (!_out.Writer.TryWrite(message) && !_isFinishing)
            throw new SessionEndException(WebSocketCloseStatus.PolicyViolation, $"more than {Waiting} messages waited, which the viewer did not read");
    }

    /// <summary>Sends what is in the queue until <see cref="FinishAsync"/>.</summary>
    public async Task SendAllAsync(CancellationToken cancellationToken)
    {
        await foreach (var message in _out.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            await socket.SendAsync(message.ToBytes(), WebSocketMessageType.Binary, endOfMessage: true, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads the next message, valid until the next call; null where the viewer has closed.</summary>
    /// <exception cref="SessionEndException">It is text, empty or too long.</exception>
    public async Task<ReadOnlyMemory<byte>?> ReceiveAsync(CancellationToken cancellationToken)
    {
        for (var length = 0; ;)
        {
            var result = await socket.ReceiveAsync(_buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
            if (result.MessageType == WebSocketMessageType.Close)
                return null;
            if (result.MessageType != WebSocketMessageType.Binary)
                throw new SessionEndException(WebSocketCloseStatus.InvalidMessageType, "messages must be binary (got text); send MessagePack");
            length += result.Count;
            if (length > maxBytes)
                throw new SessionEndException(WebSocketCloseStatus.MessageTooBig, $"a message may have at most {maxBytes} bytes (had more); send less at a time");
            if (result.EndOfMessage)
                return length > 0 ? _buffer.AsMemory(0, length) : throw new SessionEndException(WebSocketCloseStatus.InvalidPayloadData, "a message must not be empty; send MessagePack");
            if (length == _buffer.Length)
                Grow();
        }
    }

    /// <summary>Says good-bye and closes, as far as the viewer still reads.</summary>
    /// <param name="sending">The task of <see cref="SendAllAsync"/>.</param>
    /// <param name="listening">The task that receives; it ends when the viewer has closed too.</param>
    /// <param name="status">What the WebSocket is closed with.</param>
    /// <param name="reason">Why.</param>
    public async Task FinishAsync(Task sending, Task listening, WebSocketCloseStatus status, string reason)
    {
        _isFinishing = true;
        _out.Writer.TryWrite(new ByeMessage(reason));
        _out.Writer.TryComplete();
        try
        {
            await sending.WaitAsync(Patience).ConfigureAwait(false);
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                using var patience = new CancellationTokenSource(Patience);
                await socket.CloseOutputAsync(status, Cut(reason), patience.Token).ConfigureAwait(false);
            }
            if (listening.IsCompleted)
                await DrainAsync().ConfigureAwait(false);
            else
                await listening.WaitAsync(Patience).ConfigureAwait(false);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException or WebSocketException or InvalidOperationException or SessionEndException)
        {
            socket.Abort();
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    /// <summary>Reads on until the viewer has closed too, so that what it was told last is not lost with the connection.</summary>
    private async Task DrainAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        while (socket.State == WebSocketState.CloseSent)
            await socket.ReceiveAsync(_buffer.AsMemory(), patience.Token).ConfigureAwait(false);
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(2 * _buffer.Length);
        _buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }

    private static string Cut(string reason)
    {
        while (Encoding.UTF8.GetByteCount(reason) > MaxReasonBytes)
            reason = reason[..^1];
        return reason;
    }
}
