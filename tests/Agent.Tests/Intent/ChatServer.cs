using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace SemCom.Agents.Tests.Intent;

/// <summary>A real endpoint on this machine: answers the first request with the first behaviour, and the last with all that follow.</summary>
internal sealed class ChatServer : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Func<HttpListenerContext, CancellationToken, Task>[] _behaviours;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    public ChatServer(params Func<HttpListenerContext, CancellationToken, Task>[] behaviours)
    {
        _behaviours = behaviours;
        Address = new Uri($"http://127.0.0.1:{FreePort()}/");
        _listener.Prefixes.Add(Address.AbsoluteUri);
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Address { get; }

    public List<string> Bodies { get; } = [];

    public List<string?> Authorizations { get; } = [];

    public List<string?> Paths { get; } = [];

    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    public static Func<HttpListenerContext, CancellationToken, Task> Text(string body, int status = 200, string? retryAfter = null) => async (context, token) =>
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null)
            context.Response.AddHeader("Retry-After", retryAfter);
        await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body), token);
        context.Response.Close();
    };

    public static Func<HttpListenerContext, CancellationToken, Task> Completion(string content) =>
        Text(JsonSerializer.Serialize(new { id = "x", choices = new[] { new { index = 0, message = new { role = "assistant", content } } } }));

    public static async Task Hang(HttpListenerContext context, CancellationToken token) => await Task.Delay(Timeout.Infinite, token);

    public static Func<HttpListenerContext, CancellationToken, Task> Stream(int bytes, int pauseMilliseconds) => async (context, token) =>
    {
        context.Response.SendChunked = true;
        var block = Encoding.ASCII.GetBytes(new string(' ', bytes));
        while (!token.IsCancellationRequested)
        {
            await context.Response.OutputStream.WriteAsync(block, token);
            await context.Response.OutputStream.FlushAsync(token);
            if (pauseMilliseconds > 0)
                await Task.Delay(pauseMilliseconds, token);
        }
    };

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Close();
        await _serving;
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        var running = new List<Task>();
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                using var reader = new StreamReader(context.Request.InputStream);
                Bodies.Add(await reader.ReadToEndAsync(_stop.Token));
                Authorizations.Add(context.Request.Headers["Authorization"]);
                Paths.Add(context.Request.Url?.AbsolutePath);
                running.Add(AnswerAsync(_behaviours[Math.Min(Bodies.Count, _behaviours.Length) - 1], context));
            }
        }
        catch (Exception fault) when (fault is HttpListenerException or ObjectDisposedException or OperationCanceledException)
        {
            await Task.WhenAll(running);
        }
    }

    private async Task AnswerAsync(Func<HttpListenerContext, CancellationToken, Task> behaviour, HttpListenerContext context)
    {
        try
        {
            await behaviour(context, _stop.Token);
        }
        catch (Exception fault) when (fault is HttpListenerException or ObjectDisposedException or OperationCanceledException or IOException)
        {
            context.Response.Abort();
        }
    }
}
