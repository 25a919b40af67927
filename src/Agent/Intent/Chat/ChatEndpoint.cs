using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace SemCom.Agents;

/// <summary>One question to an endpoint, and its answer's text. Redirections are not followed, so that the key goes nowhere else.</summary>
internal sealed class ChatEndpoint : IDisposable
{
    private readonly ChatIntentOptions _options;
    private readonly TimeProvider _time;
    private readonly Uri _address;
    private readonly AuthenticationHeaderValue? _authorization;
    private readonly HttpClient _client;

    public ChatEndpoint(ChatIntentOptions options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        _address = new Uri($"{options.BaseAddress.AbsoluteUri.TrimEnd('/')}/v1/chat/completions");
        _authorization = Authorization(options);
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, MaxResponseHeadersLength = 16, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
        _client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public void Dispose() => _client.Dispose();

    /// <summary>Asks once.</summary>
    /// <exception cref="ChatFailure">There is no usable answer.</exception>
    public async Task<string> AskAsync(string text, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, _address);
            request.Headers.Authorization = _authorization;
            request.Content = new StringContent(ChatPrompt.Body(_options.Model, text).ToJsonString(), Encoding.UTF8, "application/json");
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            CheckStatus(response);
            var body = await ReadAsync(response.Content, cancellationToken).ConfigureAwait(false);
            return Content(body);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            throw new ChatFailure("no connection, or it broke") { IsTransient = true };
        }
    }

    private void CheckStatus(HttpResponseMessage response)
    {
        if (response.IsSuccessStatusCode)
            return;
        var status = (int)response.StatusCode;
        var wait = response.Headers.RetryAfter;
        var pause = wait?.Delta ?? (wait?.Date is { } date ? date - _time.GetUtcNow() : null);
        throw new ChatFailure($"status {status}")
        {
            IsTransient = status is 408 or 429 or >= 500,
            IsThrottled = status == 429,
            Pause = pause < TimeSpan.Zero ? TimeSpan.Zero : pause,
        };
    }

    private async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = stream.ConfigureAwait(false);
        var buffer = new byte[_options.MaxAnswerBytes + 1];
        var length = 0;
        while (await stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false) is var read and > 0)
        {
            length += read;
            if (length == buffer.Length)
                throw new ChatFailure($"the answer has more than {_options.MaxAnswerBytes} bytes");
        }
        return buffer.AsMemory(0, length);
    }

    private static string Content(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString() ?? throw new ChatFailure("the answer has no text");
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException)
        {
            throw new ChatFailure("the answer is no chat completion");
        }
    }

    private static AuthenticationHeaderValue? Authorization(ChatIntentOptions options)
    {
        var key = Environment.GetEnvironmentVariable(options.KeyVariable);
        if (string.IsNullOrEmpty(key))
            return null;
        if (key.Any(c => c is <= ' ' or > '~'))
            throw new SemComException($"{options.KeyVariable}: a key has visible ASCII characters only (this one has others); set it again");
        if (options.BaseAddress.Scheme != "https" && !options.BaseAddress.IsLoopback)
            throw new SemComException($"chat endpoint: a key is only sent over https (was http to {options.BaseAddress.Host}); use https, or unset {options.KeyVariable}");
        return new AuthenticationHeaderValue("Bearer", key);
    }
}
