using SemCom.Evaluation.Plugins;
using SemCom.Evaluation.Rivals;
using SemCom.Receiver.Estimation;

namespace SemCom.Evaluation;

/// <summary>What may be chosen when a system is made.</summary>
public sealed record SystemOptions
{
    /// <summary>Model id; null: the system's default. Systems without a model ignore it.</summary>
    public string? Model { get; init; }

    /// <summary>How far below the planned SNR a frame can still be read [dB]; null: the usual margin. Systems without side messages ignore it.</summary>
    public double? MarginDb { get; init; }

    /// <summary>How frames carry their meaning; null: the system's default. Systems with one mode ignore it.</summary>
    public LinkMode? Mode { get; init; }

    /// <summary>How receivers of SemCom's codecs estimate channels over a grid; null: the usual way. Other systems ignore it.</summary>
    public EstimatorKind? Estimator { get; init; }

    /// <summary>Whether receivers of SemCom's codecs estimate the channel once more with the decoded picture (<see cref="SemanticLinkOptions.Refine"/>). Other systems ignore it.</summary>
    public bool Refine { get; init; }

    /// <summary>What shall arrive best, in SemCom's codecs; null: everything alike. Other systems ignore it.</summary>
    public PictureFocus? Focus { get; init; }

    /// <summary>What of a picture SemCom's codecs hide, and who has the key; null: nothing. Other systems ignore it.</summary>
    public PrivacyRequest? Privacy { get; init; }

    /// <summary>Whether SemCom's codecs also tell what became of each part of a picture. Other systems ignore it.</summary>
    public bool Explain { get; init; }

    /// <summary>What the system is to send.</summary>
    public SourceKind Kind { get; init; }

    /// <summary>What stands behind the colon in the system's text form, for example <c>mcs=qpsk-2/3,resize=off</c>; null for nothing.</summary>
    public string? Parameters { get; init; }
}

/// <summary>The systems that can be compared, in one visible list.</summary>
public sealed class SystemRegistry(IReadOnlyList<SystemEntry> entries)
{
    private static readonly Lazy<RivalWorkbench> Bench = new(() => new RivalWorkbench(new LinkTransports(), CacheFolder.OfUser()));

    private static readonly Lazy<VideoPlanner> Planner = new(() => new VideoPlanner(Bench.Value, new VideoLadder(CacheFolder.OfUser())));

    private static readonly SpeechLadder Speech = new();

    /// <summary>The systems that come with SemCom.</summary>
    public static SystemRegistry Default { get; } = new(
    [
        new("semantic", "joint source-channel coding with a neural model", options => options.Kind switch
        {
            SourceKind.Sound => SemanticSpeechSystem.Create(options),
            SourceKind.Video => SemanticVideoSystem.Create(options),
            _ => SemanticSystem.Create(options),
        })
        {
            TakesParameters = true,
        },
        new("linear", "the codec without networks: linear transform, analog symbols, class map, in closed form", _ => new SemanticSystem("linear", "image-linear")),
        Rival("jpeg", "baseline JPEG over NR LDPC and QAM"),
        Rival("jpeg2000", "JPEG 2000 over NR LDPC and QAM"),
        Rival("webp", "lossy WebP over NR LDPC and QAM"),
        Rival("hevc", "HEVC intra over NR LDPC and QAM"),
        Rival("av1", "AV1 still picture over NR LDPC and QAM"),
        Rival(RivalSystems.BestName, "the best of these codecs for each picture, or of those for sounds"),
        Video("h264", "H.264 video over NR LDPC and QAM"),
        Video("h265", "H.265 video over NR LDPC and QAM"),
        Sound("opus", "Opus speech over NR LDPC and QAM"),
        Sound("speex", "Speex speech over NR LDPC and QAM"),
        Sound("codec2", "Codec 2 speech over NR LDPC and QAM"),
    ]);

    /// <summary>All entries, in the order in which they are shown.</summary>
    public IReadOnlyList<SystemEntry> Entries { get; } = entries;

    /// <summary>Makes several systems for one comparison.</summary>
    /// <exception cref="SemComException">As for <see cref="Create"/>; or two of them have the same name.</exception>
    public IReadOnlyList<ISystem> CreateAll(IEnumerable<string> names, SystemOptions options)
    {
        ArgumentNullException.ThrowIfNull(names);
        var systems = new List<ISystem>();
        foreach (var name in names)
        {
            var system = Create(name, options);
            if (systems.Exists(s => string.Equals(s.Name, system.Name, StringComparison.OrdinalIgnoreCase)))
                throw new SemComException($"--systems: names must differ, for they tell results apart ('{system.Name}' was given twice); leave one out, or give '{name}' another name");
            systems.Add(system);
        }
        return systems;
    }

    /// <summary>
    /// Makes the system called <paramref name="name"/>, <c>name[:key=value[,key=value…]]</c>, or the one that the file <c>*.json</c> describes.
    /// </summary>
    /// <exception cref="SemComException">There is no such system or parameter, its model cannot be used, or a program that it needs is missing.</exception>
    public ISystem Create(string name, SystemOptions options)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (PluginSystems.IsFile(name))
        {
            var system = PluginSystems.Create(name, () => Bench.Value);
            return Entries.Any(e => string.Equals(e.Name, system.Name, StringComparison.OrdinalIgnoreCase))
                ? throw new SemComException($"{name}: the name must differ from those of SemCom's own systems (was '{system.Name}'); choose another \"name\"")
                : system;
        }
        var (entry, parameters) = Find(name);
        var made = entry.Create(options with { Parameters = parameters });
        return options.Kind == SourceKind.Sound && made is not ISpeechSystem
            ? throw new SemComException($"--systems: {entry.Name} sends no sounds (sounds were given); choose semantic, {RivalSystems.BestName}, {string.Join(", ", SpeechCoding.Codecs)}")
            : made;
    }

    /// <summary>Checks that there are such systems, without making them; files are not looked at.</summary>
    /// <exception cref="SemComException">There is no such system, or one that takes no parameters has some.</exception>
    public void Check(IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        foreach (var name in names.Where(name => !PluginSystems.IsFile(name)))
            Find(name);
    }

    private (SystemEntry Entry, string? Parameters) Find(string name)
    {
        var parts = name.Split(':', 2, StringSplitOptions.TrimEntries);
        var entry = Entries.FirstOrDefault(entry => string.Equals(entry.Name, parts[0], StringComparison.OrdinalIgnoreCase))
            ?? throw new SemComException($"--systems: unknown system '{parts[0]}'; known are {string.Join(", ", Entries.Select(e => e.Name))}, and files NAME.json that describe your own");
        if (parts.Length > 1 && !entry.TakesParameters)
            throw new SemComException($"--systems: {entry.Name} must have no parameters (was '{name}'); write {entry.Name} alone");
        return (entry, parts.Length > 1 ? parts[1] : null);
    }

    private static SystemEntry Video(string name, string description) => new(name, description, options => options.Kind == SourceKind.Video
        ? new ClassicalVideoSystem(VideoCodec.Find(name), Bench.Value, Planner.Value)
        : throw new SemComException($"--systems: {name} needs videos (pictures were given); name video files with --input, or choose hevc, which codes pictures"));

    private static SystemEntry Sound(string name, string description) => new(name, description, options => options.Kind == SourceKind.Sound
        ? ClassicalSpeech(name, [.. SpeechCoding.All.Where(coding => coding.Codec == name)])
        : throw new SemComException($"--systems: {name} needs sounds (none were given); name sound files with --input"));

    private static SystemEntry Rival(string name, string description) => new(name, description, options =>
        options is { Kind: SourceKind.Sound, Parameters: null } && name == RivalSystems.BestName ? ClassicalSpeech(name, SpeechCoding.All) : RivalSystems.Create(name, options.Parameters, Bench.Value))
    {
        TakesParameters = true,
    };

    private static ClassicalSpeechSystem ClassicalSpeech(string name, IReadOnlyList<SpeechCoding> codings) => new(name, codings, Bench.Value, Speech);
}

/// <summary>One row of <see cref="SystemRegistry"/>.</summary>
/// <param name="Name">Short name, as typed after <c>--systems</c>.</param>
/// <param name="Description">One line for lists.</param>
/// <param name="Create">Makes the system.</param>
public sealed record SystemEntry(string Name, string Description, Func<SystemOptions, ISystem> Create)
{
    /// <summary>True when parameters may follow the name. The default value is false.</summary>
    public bool TakesParameters { get; init; }
}
