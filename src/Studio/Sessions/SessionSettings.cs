namespace SemCom.Studio;

/// <summary>How a session is set. Immutable.</summary>
internal sealed record SessionSettings
{
    private const double MaxCbr = 1.0 / 4;

    /// <summary>A coefficient of speech is half a symbol: more uses would be left over.</summary>
    private const double MaxSoundCbr = 1.0 / 2;

    private static readonly string[] Rivals = ["h264", "h265", "off"], SoundRivals = ["best", "opus", "off"];

    /// <summary>What the agent aims at before anybody says something: who looks at a video is not short of energy.</summary>
    public const string UsualIntent = "quality above all";

    /// <summary>Source that is or was sent; null before the first.</summary>
    public IStudioSource? Source { get; init; }

    /// <summary>Channel.</summary>
    public ChannelText Channel { get; init; } = new("tdl-c", DopplerHertz: 50, DelaySpreadNs: 300);

    /// <summary>SNR [dB].</summary>
    public double SnrDb { get; init; } = 10;

    /// <summary>Channel bandwidth ratio of pictures.</summary>
    public double Cbr { get; init; } = 1.0 / 48;

    /// <summary>Channel bandwidth ratio of sounds.</summary>
    public double SoundCbr { get; init; } = 1.0 / 4;

    /// <summary>Mode of pictures.</summary>
    public LinkMode Mode { get; init; }

    /// <summary>Rival of pictures: "h264", "h265" or "off".</summary>
    public string Classical { get; init; } = "h264";

    /// <summary>Rival of sounds: "best", "opus" or "off".</summary>
    public string SoundClassical { get; init; } = "best";

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

    private bool IsSound => Source?.Info.IsSound ?? false;

    /// <summary>Takes what a message sets.</summary>
    /// <exception cref="SemComException">A value is out of its range, or unknown, or sounds have no such thing.</exception>
    public SessionSettings With(SetMessage set, StudioLimits limits)
    {
        if (set.Mode is not null)
            RequirePictures("mode");
        if (set.Fps is not null)
            RequirePictures("frame rate");
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
            Cbr = set.Cbr is { } cbr && !IsSound ? Guard.InRange(cbr, 1.0 / 1024, MaxCbr, "channel bandwidth ratio", "1/48 is usual") : Cbr,
            SoundCbr = set.Cbr is { } uses && IsSound ? Guard.InRange(uses, 1.0 / 64, MaxSoundCbr, "channel bandwidth ratio of a sound", "1/4 is usual") : SoundCbr,
            Mode = set.Mode is { } mode ? LinkModes.Find(mode) ?? throw Unknown("mode", mode, LinkModes.All.Select(m => m.Name())) : Mode,
            Classical = set.Classical is { } rival && !IsSound ? Known(rival, Rivals) : Classical,
            SoundClassical = set.Classical is { } other && IsSound ? Known(other, SoundRivals) : SoundClassical,
            Fps = set.Fps is { } fps ? Guard.InRange(fps, 1, limits.MaxFps, "pictures a second", "choose a value in that range") : Fps,
        };
    }

    /// <summary>Takes what shall arrive best.</summary>
    /// <exception cref="SemComException">The source is a sound.</exception>
    public SessionSettings With(FocusMessage focus)
    {
        if (focus.Point is not null)
            RequirePictures("focus");
        return this with { Focus = focus.Point };
    }

    /// <summary>Takes what the agent is told.</summary>
    /// <exception cref="SemComException">The words contradict themselves, or the source is a sound.</exception>
    /// <param name="agent">The message.</param>
    /// <param name="isThere">Whether there is an agent.</param>
    public SessionSettings With(AgentMessage agent, bool isThere)
    {
        if (agent.On)
            RequirePictures("agent");
        if (agent.On && !isThere)
            throw new SemComException("agent: its model must be there (models/agent/twin.bin is missing); restore it, or decide by hand");
        if (agent.Intent is not { } words)
            return this with { Agent = agent.On };
        var reading = new IntentGrammar().Read(words);
        _ = reading.Require();
        return this with { Agent = agent.On, Intent = words, IntentHeard = Heard(reading) };
    }

    /// <summary>Refuses what only pictures have.</summary>
    /// <exception cref="SemComException">The source is a sound.</exception>
    public void RequirePictures(string thing)
    {
        if (IsSound)
            throw new SemComException($"{thing}: it must be that of pictures (the source is a sound, which has none to choose); choose a picture or a video first");
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
        Cbr = IsSound ? SoundCbr : Cbr,
        Mode = (IsSound ? LinkMode.Analog : Mode).Name(),
        Agent = Agent && !IsSound,
        Intent = Intent,
        IntentHeard = IntentHeard,
        Focus = IsSound ? null : Focus,
        Group = Group,
        Fps = fps,
        Classical = IsSound ? SoundClassical : Classical,
        Running = isRunning,
    };

    private static List<string> Heard(IntentReading reading) =>
    [
        .. reading.Understood,
        .. reading.NotUnderstood.Count == 0 ? Array.Empty<string>() : [$"not understood: {string.Join(", ", reading.NotUnderstood.Select(span => span.Words))}"],
        .. reading.Notes,
    ];

    private static string Known(string rival, string[] known) => known.Contains(rival, StringComparer.Ordinal) ? rival : throw Unknown("classical", rival, known);

    private static SemComException Unknown(string thing, string value, IEnumerable<string> known) =>
        new($"{thing} must be one of {string.Join(", ", known)} (was '{value[..Math.Min(24, value.Length)].ReplaceLineEndings(" ")}'); choose one of these");
}
