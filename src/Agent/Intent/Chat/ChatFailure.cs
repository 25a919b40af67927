namespace SemCom.Agents;

/// <summary>Why a try gave no intent. The message holds nothing that the endpoint or the key said.</summary>
internal sealed class ChatFailure(string message) : Exception(message)
{
    /// <summary>Whether the same question may succeed later.</summary>
    public bool IsTransient { get; init; }

    /// <summary>Whether the endpoint is well and asks for patience.</summary>
    public bool IsThrottled { get; init; }

    /// <summary>The pause that the endpoint asks for.</summary>
    public TimeSpan? Pause { get; init; }
}
