namespace SemCom.Streaming;

/// <summary>Pictures as tokens over a channel, at the transmitter: digital mode by the stream's model, generative mode by one that can make details up. One thread.</summary>
/// <param name="modelId">The stream's model.</param>
/// <param name="threads">Threads inside one inference.</param>
internal sealed class TokenCoder(string modelId, int threads) : IDisposable
{
    /// <summary>The model that can make details up.</summary>
    public const string GenerativeModel = "image-base";

    private readonly Dictionary<string, SemanticTransmitter> _transmitters = [];
    private DigitalLink? _link;

    /// <summary>A frame; null where no message is short enough.</summary>
    public TransmitFrame? Encode(Picture picture, StreamAir air, int uses, double planSnrDb, double? marginDb, bool generative, int sequence)
    {
        var transmitter = TransmitterOf(generative ? GenerativeModel : modelId);
        if (_link?.ChannelText != air.Channel)
            _link = DigitalLink.Create(air.Channel, 0);
        var tokens = transmitter.Tokenize(picture, generative);
        if (new TokenPlanner(_link).Choose(tokens, uses, _link.Plan(planSnrDb, uses), marginDb) is not { } choice || tokens.Fit(choice.Bytes) is not { } message)
            return null;
        return _link.Encode(message, choice.Mcs, uses, planSnrDb, sequence, TokenLink.Content, picture.Width, picture.Height);
    }

    public void Dispose()
    {
        foreach (var transmitter in _transmitters.Values)
            transmitter.Dispose();
    }

    private SemanticTransmitter TransmitterOf(string model)
    {
        if (!_transmitters.TryGetValue(model, out var transmitter))
            _transmitters[model] = transmitter = SemanticTransmitter.Load(model, threads);
        return transmitter;
    }
}
