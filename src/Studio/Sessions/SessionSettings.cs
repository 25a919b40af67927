namespace SemCom.Studio;

/// <summary>How a session is set. Immutable.</summary>
internal sealed record SessionSettings
{
    private const double MaxCbr = 1.0 / 4;

    /// <summary>What the agent aims at before anybody says something: who looks at a video is not short of energy.</summary>
    public const string UsualIntent = "quality above all";

    /// <summary>Source that is or was sent; null before the first.</summary>
    public IPictureSource? Source { get; init; }

    /// <summary>Channel.</summary>
    public ChannelText Channel { get; init; } = new("tdl-c", DopplerHertz: 50, DelaySpreadNs: 300);

    /// <summary>SNR [dB].</summary>
    public double SnrDb { get; init; } = 10;

    /// <summary>Channel bandwidth ratio.</summary>
    public double Cbr { get; init; } = 1.0 / 48;

    /// <summary>Mode.</summary>
    public LinkMode Mode { get; init; }

    /// <summary>"h264", "h265" or "off".</summary>
    public string Classical { get; init; } = "h264";

    /// <summary>Pictures a second that are asked for.</summary>
    public double Fps { get; init; } = 25;

    /// <summary>Whether the agent decides.</summary>
    public bool Agent { get; init; }

    /// <summary>What it shall achieve, in words.</summary>
    public string Intent { get; init; } = UsualIntent;

    /// <summary>What was understood of it.</summary>
    public IReadOnlyList<string> IntentHeard { get; init; } = Heard(new IntentGrammar().Read(UsualIntent));

    /// <summary>What shall arrive best.</summary>
    public FocusPoint? Focus { get; init; }

    /// <summary>Id of the user group; null for none.</summary>
    public string? Group { get; init; }

    /// <summary>Takes what a message sets.</summary>
    /// <exception cref="SemComException">A value is out of its range, or unknown.</exception>
    public SessionSettings With(SetMessage set, StudioLimits limits)
    {
        var channel = set.Channel is { } text ? Channel.With(text) : Channel;
        if (set.DopplerHertz is { } doppler)
            channel = channel with { DopplerHertz = Guard.InRange(doppler, 0, 2000, "Doppler frequency in Hz", "choose a value in that range") };
        if (set.DelaySpreadNs is { } spread)
            channel = channel with { DelaySpreadNs = Guard.InRange(spread, 0, 10_000, "delay spread in ns", "choose a value in that range") };
        _ = channel.Full; // refuses combinations that no channel has
        return this with
        {
            Channel = channel,
            SnrDb = set.SnrDb is { } snr ? Guard.InRange(snr, -20, 40, "SNR in dB", "choose a value in that range") : SnrDb,
            Cbr = set.Cbr is { } cbr ? Guard.InRange(cbr, 1.0 / 1024, MaxCbr, "channel bandwidth ratio", "1/48 is usual") : Cbr,
            Mode = set.Mode is { } mode ? LinkModes.Find(mode) ?? throw Unknown("mode", mode, LinkModes.All.Select(m => m.Name())) : Mode,
            Classical = set.Classical is { } rival ? KnownRival(rival) : Classical,
            Fps = set.Fps is { } fps ? Guard.InRange(fps, 1, limits.MaxFps, "pictures a second", "choose a value in that range") : Fps,
        };
    }

    /// <summary>Takes what the agent is told.</summary>
    /// <exception cref="SemComException">The words contradict themselves.</exception>
    /// <param name="agent">The message.</param>
    /// <param name="isThere">Whether there is an agent.</param>
    public SessionSettings With(AgentMessage agent, bool isThere)
    {
        if (agent.On && !isThere)
            throw new SemComException("agent: its model must be there (models/agent/twin.bin is missing); restore it, or decide by hand");
        if (agent.Intent is not { } words)
            return this with { Agent = agent.On };
        var reading = new IntentGrammar().Read(words);
        _ = reading.Require();
        return this with { Agent = agent.On, Intent = words, IntentHeard = Heard(reading) };
    }

    /// <summary>What viewers are told.</summary>
    /// <param name="fps">Pictures a second that the session gets.</param>
    /// <param name="isRunning">Whether pictures are being sent.</param>
    public StateMessage ToMessage(double fps, bool isRunning) => new()
    {
        Source = Source?.Info.Id,
        Channel = Channel.Base,
        SnrDb = SnrDb,
        DopplerHertz = Channel.DopplerHertz,
        DelaySpreadNs = Channel.DelaySpreadNs,
        Cbr = Cbr,
        Mode = Mode.Name(),
        Agent = Agent,
        Intent = Intent,
        IntentHeard = IntentHeard,
        Focus = Focus,
        Group = Group,
        Fps = fps,
        Classical = Classical,
        Running = isRunning,
    };

    private static List<string> Heard(IntentReading reading) =>
    [
        .. reading.Understood,
        .. reading.NotUnderstood.Count == 0 ? Array.Empty<string>() : [$"not understood: {string.Join(", ", reading.NotUnderstood.Select(span => span.Words))}"],
        .. reading.Notes,
    ];

    private static string KnownRival(string name) => name is "h264" or "h265" or "off" ? name : throw Unknown("classical", name, ["h264", "h265", "off"]);

    private static SemComException Unknown(string thing, string value, IEnumerable<string> known) =>
        new($"{thing} must be one of {string.Join(", ", known)} (was '{value[..Math.Min(24, value.Length)].ReplaceLineEndings(" ")}'); choose one of these");
}
