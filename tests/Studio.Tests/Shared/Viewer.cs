using System.Net.WebSockets;

namespace SemCom.Studio.Tests;

/// <summary>A viewer that is a test.</summary>
internal sealed class Viewer : IAsyncDisposable
{
    private readonly ClientWebSocket _socket;
    private readonly byte[] _buffer = new byte[1 << 20];
    private readonly SemaphoreSlim _sending = new(1, 1);

    private Viewer(ClientWebSocket socket) => _socket = socket;

    public Dictionary<string, object?> Hello { get; private set; } = [];

    public string Session => (string)Hello["session"]!;

    public WebSocketCloseStatus? CloseStatus => _socket.CloseStatus;

    public static async Task<Viewer> OpenAsync(RunningStudio studio, string? origin = null)
    {
        var socket = new ClientWebSocket();
        if (origin is not null)
            socket.Options.SetRequestHeader("Origin", origin);
        var address = new UriBuilder(studio.Address) { Scheme = "ws", Path = "/v1/stream" }.Uri;
        try
        {
            await socket.ConnectAsync(address, Timeout());
        }
        catch
        {
            socket.Dispose();
            throw;
        }
        var viewer = new Viewer(socket);
        viewer.Hello = (await viewer.NextAsync())!;
        return viewer;
    }

    public Task SendAsync(params (string Name, object? Value)[] fields) => SendBytesAsync(Packs.Map(fields));

    public async Task SendBytesAsync(byte[] bytes, WebSocketMessageType type = WebSocketMessageType.Binary)
    {
        await _sending.WaitAsync();
        try
        {
            await _socket.SendAsync(bytes, type, endOfMessage: true, Timeout());
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>The next message; null where the studio has closed.</summary>
    public async Task<Dictionary<string, object?>?> NextAsync()
    {
        var length = 0;
        while (true)
        {
            var result = await _socket.ReceiveAsync(_buffer.AsMemory(length), Timeout());
            if (result.MessageType == WebSocketMessageType.Close)
                return null;
            length += result.Count;
            if (result.EndOfMessage)
                return Packs.Read(_buffer.AsSpan(0, length));
        }
    }

    /// <summary>The next message of a kind; others are passed over, frames acknowledged.</summary>
    public async Task<Dictionary<string, object?>> NextAsync(string kind)
    {
        while (await NextAsync() is { } message)
        {
            if ((string)message["t"]! is "frame" or "part")
                await SendAsync(("t", "ack"), ("n", message["n"]));
            if ((string)message["t"]! == kind)
                return message;
            if ((string)message["t"]! == "bye")
                Assert.Fail($"the studio said good-bye: {message["reason"]}");
        }
        throw new InvalidOperationException($"the studio closed before '{kind}'");
    }

    /// <summary>The reason with which the studio ends the session.</summary>
    public async Task<string> ByeAsync()
    {
        string? reason = null;
        while (await NextAsync() is { } message)
        {
            if ((string)message["t"]! == "bye")
                reason = (string)message["reason"]!;
        }
        return reason ?? throw new InvalidOperationException("the studio closed without a reason");
    }

    public async Task CloseAsync()
    {
        await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, Timeout());
        while (await NextAsync() is not null)
        {
        }
    }

    public ValueTask DisposeAsync()
    {
        _socket.Abort();
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private static CancellationToken Timeout() => new CancellationTokenSource(TimeSpan.FromMinutes(1)).Token;
}
