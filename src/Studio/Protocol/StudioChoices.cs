namespace SemCom.Studio;

/// <summary>What a viewer can choose from.</summary>
internal sealed record StudioChoices
{
    /// <summary>Channels.</summary>
    public required IReadOnlyList<NamedChoice> Channels { get; init; }

    /// <summary>Ids of the codecs.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>What depends on the kind of source.</summary>
    public required IReadOnlyList<KindChoices> Kinds { get; init; }

    /// <summary>Settings that show something.</summary>
    public required IReadOnlyList<StudioPreset> Presets { get; init; }

    /// <summary>Sources.</summary>
    public required IReadOnlyList<SourceInfo> Sources { get; init; }

    /// <summary>User groups.</summary>
    public required IReadOnlyList<NamedChoice> Groups { get; init; }

    /// <summary>Examples of intents.</summary>
    public required IReadOnlyList<string> Intents { get; init; }
}

/// <summary>A choice.</summary>
/// <param name="Name">What messages call it.</param>
/// <param name="Title">What people call it.</param>
internal readonly record struct NamedChoice(string Name, string Title);

/// <summary>Settings that show something.</summary>
/// <param name="Id">What messages call them.</param>
/// <param name="Title">What people call them.</param>
/// <param name="Channel">Channel, as states tell it.</param>
/// <param name="DopplerHertz">Maximum Doppler frequency [Hz].</param>
/// <param name="DelaySpreadNs">Delay spread [ns].</param>
/// <param name="SnrDb">SNR [dB].</param>
/// <param name="Cbr">Channel bandwidth ratio of pictures.</param>
/// <param name="SoundCbr">That of sounds.</param>
internal sealed record StudioPreset(string Id, string Title, string Channel, double DopplerHertz, double DelaySpreadNs, double SnrDb, double Cbr, double SoundCbr);
