using System.Text.Json;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;
using SemCom.Agents;

namespace SemCom;

/// <summary>
/// Lets a chat endpoint (OpenAI's chat completions) understand freer sentences. Its answer must have exactly the schema, passes the same checks as every intent and is held within the caller's
/// limits, whatever the text or the endpoint says. Where that fails, <see cref="IntentGrammar"/> reads the text, and a note says why. Safe for several threads.
/// </summary>
public sealed class ChatIntentSource : IIntentSource, IDisposable
{
    private readonly ChatIntentOptions _options;
    private readonly ChatEndpoint _endpoint;
    private readonly ResiliencePipeline<string> _pipeline;
    private readonly IntentGrammar _grammar;

    /// <summary>Prepares for an endpoint; nothing is sent yet. The key is read from the environment here, and written nowhere.</summary>
    /// <param name="options">Where and how.</param>
    /// <param name="time">For timeouts and pauses.</param>
    /// <exception cref="SemComException">The key cannot be sent, or would be sent without encryption to another host.</exception>
    public ChatIntentSource(ChatIntentOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        _options = options;
        _endpoint = new ChatEndpoint(options, time);
        _pipeline = ChatResilience.Create(options, time);
        _grammar = new IntentGrammar(options.Limits);
    }

    /// <inheritdoc/>
    public void Dispose() => _endpoint.Dispose();

    /// <inheritdoc/>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<IntentReading> ReadAsync(string text, CancellationToken cancellationToken = default)
    {
        IntentGrammar.CheckLength(text);
        try
        {
            var answer = await _pipeline.ExecuteAsync(async token => await _endpoint.AskAsync(text, token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            return Reading(ChatAnswer.Parse(answer), text);
        }
        catch (Exception fault) when (Reason(fault) is { } reason)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var reading = _grammar.Read(text);
            return reading with { Notes = [.. reading.Notes, $"The chat endpoint at {_options.BaseAddress.Host} was not used ({reason}); the grammar read the text."] };
        }
    }

    private IntentReading Reading(ChatAnswer answer, string text)
    {
        var intent = answer.ToIntent();
        return IntentGrammar.Hold(
            new IntentReading
            {
                Intent = intent,
                Understood = IntentSentences.Write(intent),
                NotUnderstood = answer.SpansIn(text),
                Notes = [$"Read by the chat endpoint at {_options.BaseAddress.Host}."],
            },
            _options.Limits);
    }

    private static string? Reason(Exception fault) => fault switch
    {
        ChatFailure => fault.Message,
        TimeoutRejectedException => "no answer in time",
        BrokenCircuitException => "it failed too often and is left alone for a while",
        JsonException => "the answer does not have the schema",
        SemComException => $"the answer is refused: {fault.Message}",
        _ => null,
    };
}
