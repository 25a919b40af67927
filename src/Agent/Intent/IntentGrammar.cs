using SemCom.Agents;

namespace SemCom;

/// <summary>
/// Understands English sentences of a small, documented vocabulary (<see cref="IntentVocabulary"/>): "keep faces sharp, under 20 kHz, battery first". The same text always has the same reading,
/// and nothing leaves the process. What is not in the vocabulary counts for nothing and is reported.
/// </summary>
public sealed class IntentGrammar : IIntentSource
{
    /// <summary>Most characters of a text.</summary>
    public const int MaxLength = 10_000;

    private readonly IntentLimits _limits;

    /// <summary>A grammar whose intents stay within limits.</summary>
    /// <param name="limits">The limits. The default, null, is none.</param>
    public IntentGrammar(IntentLimits? limits = null) => _limits = limits ?? IntentLimits.None;

    /// <summary>Reads a text; see <see cref="IntentReading"/> for what becomes of words, contradictions and limits.</summary>
    /// <exception cref="SemComException">The text has more than 10000 characters.</exception>
    public IntentReading Read(string text)
    {
        CheckLength(text);
        return Hold(IntentReader.Read(text), _limits);
    }

    /// <inheritdoc/>
    public Task<IntentReading> ReadAsync(string text, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Read(text));
    }

    internal static void CheckLength(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Guard.InRange(text.Length, 0, MaxLength, "characters of an intent", "say it in fewer words");
    }

    /// <summary>A reading within limits.</summary>
    internal static IntentReading Hold(IntentReading reading, IntentLimits limits)
    {
        if (reading.Intent is null)
            return reading;
        var notes = reading.Notes.ToList();
        try
        {
            return reading with { Intent = limits.Hold(reading.Intent, notes), Notes = notes };
        }
        catch (SemComException fault)
        {
            return reading with { Intent = null, Errors = [.. reading.Errors, $"{fault.Message} (one of them is a limit of the caller)"] };
        }
    }
}
