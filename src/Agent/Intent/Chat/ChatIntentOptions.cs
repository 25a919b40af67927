namespace SemCom;

/// <summary>Where and how a chat endpoint is asked. Immutable.</summary>
public sealed record ChatIntentOptions
{
    /// <summary>Names an endpoint with the interface of OpenAI's chat completions.</summary>
    /// <param name="baseAddress">http or https; "v1/chat/completions" is added. Without user, password, query or fragment.</param>
    /// <param name="model">The model's name there.</param>
    /// <exception cref="SemComException">The address or the name cannot be used.</exception>
    public ChatIntentOptions(Uri baseAddress, string model)
    {
        ArgumentNullException.ThrowIfNull(baseAddress);
        if (!baseAddress.IsAbsoluteUri || baseAddress.Scheme is not ("http" or "https") || baseAddress.UserInfo.Length + baseAddress.Query.Length + baseAddress.Fragment.Length > 0)
            throw new SemComException("chat endpoint: the address must be http:// or https:// with host and path alone; put the key in the environment variable");
        if (string.IsNullOrWhiteSpace(model))
            throw new SemComException("chat endpoint: the model must have a name (was empty); give the one that the endpoint uses");
        (BaseAddress, Model) = (baseAddress, model);
    }

    /// <summary>Address of the endpoint.</summary>
    public Uri BaseAddress { get; }

    /// <summary>The model's name.</summary>
    public string Model { get; }

    /// <summary>Environment variable with the key; without it, or when it is empty, no key is sent. The default is SEMCOM_CHAT_KEY.</summary>
    public string KeyVariable { get; init; } = "SEMCOM_CHAT_KEY";

    /// <summary>Most time for one try [s], 0.05..600. The default is 10 s.</summary>
    public double TrySeconds { get; init => field = Guard.InRange(value, 0.05, 600, "seconds of a try", "10 s is usual"); } = 10;

    /// <summary>Most time for all tries and pauses [s], 0.05..3600. The default is 30 s.</summary>
    public double TotalSeconds { get; init => field = Guard.InRange(value, 0.05, 3600, "seconds of all tries", "30 s is usual"); } = 30;

    /// <summary>Tries after the first, 0..10. The default is 2.</summary>
    public int Retries { get; init => field = Guard.InRange(value, 0, 10, "retries", "2 is usual"); } = 2;

    /// <summary>Pause before the first retry, doubled for each further one, where the endpoint names none [s], 0.001..60. The default is 0.5 s.</summary>
    public double PauseSeconds { get; init => field = Guard.InRange(value, 1e-3, 60, "seconds of a pause", "0.5 s is usual"); } = 0.5;

    /// <summary>Tries within 30 s after which, when half of them failed, the endpoint is left alone, 2..100. The default is 6.</summary>
    public int FailuresToBreak { get; init => field = Guard.InRange(value, 2, 100, "failures that break", "6 is usual"); } = 6;

    /// <summary>How long it is left alone [s], 0.5..3600. The default is 30 s.</summary>
    public double BreakSeconds { get; init => field = Guard.InRange(value, 0.5, 3600, "seconds of a break", "30 s is usual"); } = 30;

    /// <summary>Most bytes of an answer that are read, 1024..1048576. The default is 65536.</summary>
    public int MaxAnswerBytes { get; init => field = Guard.InRange(value, 1024, 1 << 20, "bytes of an answer", "65536 is usual"); } = 1 << 16;

    /// <summary>What no intent may exceed, whatever the endpoint answers.</summary>
    public IntentLimits Limits { get; init; } = IntentLimits.None;
}
