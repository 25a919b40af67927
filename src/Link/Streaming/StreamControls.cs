using SemCom.Channels;
using SemCom.Streaming;

namespace SemCom;

/// <summary>What can be changed while a stream runs. Any thread; a change holds from the next picture on.</summary>
public sealed class StreamControls
{
    private readonly Lock _lock = new();
    private readonly bool _hasAgent;
    private StreamSettings _settings;
    private string _intent = "";

    internal StreamControls(SemanticStreamOptions options)
    {
        _hasAgent = options.Agent is not null;
        _settings = new StreamSettings(ChannelSpec.Parse(options.Channel).Text, options.SnrDb, options.Cbr);
    }

    /// <summary>Channel with its parameters; both ends learn of a change, and begin anew.</summary>
    /// <exception cref="SemComException">The channel is unknown, or one of its parameters wrong.</exception>
    public string Channel
    {
        get => Settings.Channel;
        set => Change(settings => settings with { Channel = StreamAirs.Of(ChannelSpec.Parse(value).Text).Channel });
    }

    /// <summary>True SNR of the air at nominal power [dB], −20 to 60; neither end is told.</summary>
    /// <exception cref="SemComException">The value is out of range.</exception>
    public double SnrDb
    {
        get => Settings.SnrDb;
        set => Change(settings => settings with { SnrDb = Guard.InRange(value, LinkPlan.MinSnrDb, LinkPlan.MaxSnrDb, "SNR in dB", "choose a value in that range") });
    }

    /// <summary>Channel uses of a picture / its source values, at most; above 0 and at most 1.</summary>
    /// <exception cref="SemComException">The value is out of range.</exception>
    public double Cbr
    {
        get => Settings.Cbr;
        set => Change(settings => settings with { Cbr = new LinkPlan(value, 0).ChannelBandwidthRatio });
    }

    /// <summary>How payloads are made.</summary>
    /// <exception cref="SemComException">There is no such mode.</exception>
    public LinkMode Mode
    {
        get => Settings.Mode;
        set => Change(settings => settings with { Mode = Known(value, "mode") });
    }

    /// <summary>How much of each picture is sent. The default is <see cref="FrameSampling.Regions"/>.</summary>
    /// <exception cref="SemComException">There is no such sampling.</exception>
    public FrameSampling Sampling
    {
        get => Settings.Sampling;
        set => Change(settings => settings with { Sampling = Known(value, "sampling") });
    }

    /// <summary>What matters in the pictures; null for everything alike.</summary>
    public PictureFocus? Focus
    {
        get => Settings.Focus;
        set => Change(settings => settings with { Focus = value });
    }

    /// <summary>Transmit power against the nominal one [dB], −20 to 20; the SNR at the receiver moves as much.</summary>
    /// <exception cref="SemComException">The value is out of range.</exception>
    public double PowerDb
    {
        get => Settings.PowerDb;
        set => Change(settings => settings with { PowerDb = Guard.InRange(value, -20, 20, "transmit power in dB", "0 is the nominal power") });
    }

    /// <summary>Whether the agent decides about mode, sampling, bandwidth and power of each picture.</summary>
    /// <exception cref="SemComException">There is no agent.</exception>
    public bool AgentDecides
    {
        get => Settings.AgentDecides;
        set
        {
            if (value && !_hasAgent)
                throw new SemComException("agent: the stream must have one to let it decide (has none); give it a policy and a model of the link when it is made");
            Change(settings => settings with { AgentDecides = value });
        }
    }

    /// <summary>What the agent shall aim at, in words; see <see cref="IntentGrammar"/>.</summary>
    /// <exception cref="SemComException">The text contradicts itself.</exception>
    public string Intent
    {
        get
        {
            lock (_lock)
                return _intent;
        }

        set
        {
            var reading = new IntentGrammar().Read(value);
            var wanted = reading.Require();
            lock (_lock)
                (_intent, _settings, IntentReading) = (value, _settings with { Intent = wanted }, reading);
        }
    }

    /// <summary>Takes an intent that somebody else has read.</summary>
    public void Use(LinkIntent intent)
    {
        ArgumentNullException.ThrowIfNull(intent);
        Change(settings => settings with { Intent = intent });
    }

    /// <summary>How <see cref="Intent"/> was understood; null before there was one.</summary>
    public IntentReading? IntentReading { get; private set; }

    internal StreamSettings Settings
    {
        get
        {
            lock (_lock)
                return _settings;
        }
    }

    private void Change(Func<StreamSettings, StreamSettings> change)
    {
        lock (_lock)
            _settings = change(_settings);
    }

    private static T Known<T>(T value, string name) where T : struct, Enum =>
        Enum.IsDefined(value) ? value : throw new SemComException($"{name} must be one of {string.Join(", ", Enum.GetNames<T>())} (was {value}); choose one of these");
}
