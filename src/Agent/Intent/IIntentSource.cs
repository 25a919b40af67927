namespace SemCom;

/// <summary>Makes an intent of what somebody says.</summary>
public interface IIntentSource
{
    /// <summary>Reads a text, at most <see cref="IntentGrammar.MaxLength"/> characters.</summary>
    /// <exception cref="SemComException">The text is too long.</exception>
    Task<IntentReading> ReadAsync(string text, CancellationToken cancellationToken = default);
}
