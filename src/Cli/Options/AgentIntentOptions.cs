using System.CommandLine;

namespace SemCom.Cli;

/// <summary>The options that say what an agent shall aim at, in words.</summary>
internal sealed class AgentIntentOptions
{
    private readonly Option<string?> _intent = new("--intent") { HelpName = "TEXT", Description = "What is wanted, in words, for example \"keep faces sharp, battery first\"." };
    private readonly Option<string?> _endpoint = new("--intent-endpoint") { HelpName = "URL", Description = "A chat endpoint that reads --intent; the grammar reads it where that fails. Its key stands in SEMCOM_CHAT_KEY." };
    private readonly Option<string?> _model = new("--intent-model") { HelpName = "NAME", Description = "Model of that endpoint." };

    /// <summary>Lets a command take them.</summary>
    public void AddTo(Command command)
    {
        command.Add(_intent);
        command.Add(_endpoint);
        command.Add(_model);
    }

    /// <summary>The intent; says on standard error what was understood and what not.</summary>
    /// <exception cref="SemComException">The text contradicts itself, or options are missing.</exception>
    public async Task<LinkIntent> ReadAsync(CliContext context, ParseResult parsed, CancellationToken cancellationToken)
    {
        var (text, endpoint, model) = (parsed.GetValue(_intent), parsed.GetValue(_endpoint), parsed.GetValue(_model));
        if ((endpoint is null) != (model is null))
            throw new SemComException($"{(endpoint is null ? "--intent-endpoint" : "--intent-model")} must be given where {(endpoint is null ? "--intent-model" : "--intent-endpoint")} is; name both, or none");
        if (text is null)
            return endpoint is null ? LinkIntent.Default : throw new SemComException("--intent must be given where --intent-endpoint is; say what is wanted");
        var reading = endpoint is null ? new IntentGrammar().Read(text) : await AskAsync(endpoint, model!, text, cancellationToken).ConfigureAwait(false);
        foreach (var line in reading.Understood)
            await context.Error.WriteLineAsync($"semcom: understood: {line}").ConfigureAwait(false);
        foreach (var words in reading.NotUnderstood)
            await context.Error.WriteLineAsync($"semcom: not understood, counts for nothing: \"{words.Words}\"").ConfigureAwait(false);
        foreach (var note in reading.Notes)
            await context.Error.WriteLineAsync($"semcom: {note}").ConfigureAwait(false);
        return reading.Require();
    }

    private static async Task<IntentReading> AskAsync(string endpoint, string model, string text, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var address))
            throw new SemComException($"--intent-endpoint must be an address (was '{endpoint}'); write for example http://localhost:8080/");
        using var source = new ChatIntentSource(new ChatIntentOptions(address, model), TimeProvider.System);
        return await source.ReadAsync(text, cancellationToken).ConfigureAwait(false);
    }
}
