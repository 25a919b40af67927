using System.Security.Cryptography;
using System.Text;
using SemCom.Channels;
using SemCom.Runtime.Models;
using SemCom.Runtime.Quality;

namespace SemCom.Evaluation;

/// <summary>What the results in a folder belong to (<c>sweep.json</c>); results of different sweeps are never mixed.</summary>
public sealed record SweepFingerprint
{
    /// <summary>Version of SemCom.</summary>
    public required string Version { get; init; }

    /// <summary>SHA-256 over SemCom's own assemblies: another program, other results.</summary>
    public required string Build { get; init; }

    /// <summary>Name and identity of every system.</summary>
    public required IReadOnlyList<string> Systems { get; init; }

    /// <summary>Name and SHA-256 of every source.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>The points of comparison.</summary>
    public required IReadOnlyList<string> Cells { get; init; }

    /// <summary>First seed.</summary>
    public required ulong FirstSeed { get; init; }

    /// <summary>Number of seeds.</summary>
    public required int Seeds { get; init; }

    /// <summary>True when receivers were given the true channel state.</summary>
    public required bool Genie { get; init; }

    /// <summary>SNR that transmitters planned for [dB], if it was not each cell's own.</summary>
    public double? PlanSnrDb { get; init; }

    /// <summary>What is measured of received pictures, as after <c>--metrics</c>; null in folders of earlier versions.</summary>
    public string? Metrics { get; init; }

    /// <summary>SHA-256 of every network that judges.</summary>
    public IReadOnlyList<string> Judges { get; init; } = [];

    /// <summary>Half width at which points get no further seeds [dB], if there is one.</summary>
    public double? UntilCiDb { get; init; }

    /// <summary>Version of SemCom as it stands in fingerprints and reports.</summary>
    public static string ProgramVersion => typeof(SweepFingerprint).Assembly.GetName().Version?.ToString(3) ?? "unknown";

    /// <summary>Describes a plan; reads all its sources once.</summary>
    public static SweepFingerprint Of(SweepPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return new SweepFingerprint
        {
            Version = ProgramVersion,
            Build = HashOfProgram(),
            Systems = [.. plan.Cells.Select(c => c.System).Distinct().Select(s => $"{s.Name} {s.Identity}")],
            Sources = [.. plan.Sources.Select(s => $"{s.Name} {HashOf(s)}")],
            Cells = [.. plan.Cells.Select(c => c + DigestOf(c.Channel))],
            FirstSeed = plan.FirstSeed,
            Seeds = plan.Seeds,
            Genie = plan.Genie,
            PlanSnrDb = plan.PlanSnrDb,
            Metrics = PictureMetricNames.Format(plan.Metrics),
            Judges = JudgesOf(plan.Metrics),
            UntilCiDb = plan.UntilCiDb,
        };
    }

    /// <summary>The first thing in which <paramref name="earlier"/> differs from this, for a message; null if nothing does.</summary>
    public string? DifferenceFrom(SweepFingerprint earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        return Difference("version", earlier.Version, Version)
            ?? Difference("system", earlier.Systems, Systems)
            ?? Difference("source", earlier.Sources, Sources)
            ?? Difference("point", earlier.Cells, Cells)
            ?? Difference("--seed", earlier.FirstSeed, FirstSeed)
            ?? Difference("--seeds", earlier.Seeds, Seeds)
            ?? Difference("--genie", earlier.Genie, Genie)
            ?? Difference("--plan-snr-db", earlier.PlanSnrDb, PlanSnrDb)
            ?? Difference("--metrics", earlier.Metrics, Metrics)
            ?? Difference("judging network", earlier.Judges, Judges)
            ?? Difference("--until-ci-db", earlier.UntilCiDb, UntilCiDb)
            ?? Difference("program", earlier.Build, Build);
    }

    private static string? Difference<T>(string name, T earlier, T now) =>
        EqualityComparer<T>.Default.Equals(earlier, now) ? null
            : $"{name} was {earlier?.ToString() ?? "not given"}, now {now?.ToString() ?? "not given"}";

    private static string? Difference(string name, IReadOnlyList<string> earlier, IReadOnlyList<string> now)
    {
        for (var i = 0; i < Math.Max(earlier.Count, now.Count); i++)
        {
            var (e, n) = (i < earlier.Count ? earlier[i] : "absent", i < now.Count ? now[i] : "absent");
            if (Difference($"{name} {i + 1}", e, n) is { } difference)
                return difference;
        }
        return null;
    }

    /// <summary>A channel may be a file, whose content may change under the same name.</summary>
    private static string DigestOf(string channel) =>
        TraceFile.IsNamedIn(channel) ? $", file {ChannelSpec.Parse(channel).Channel.ContentDigest}" : "";

    private static IReadOnlyList<string> JudgesOf(PictureMetrics metrics)
    {
        string[] models = [.. metrics.HasFlag(PictureMetrics.Perceptual) ? [PerceptualDistance.ModelId] : Array.Empty<string>(),
            .. (metrics & (PictureMetrics.Semantic | PictureMetrics.Class)) != PictureMetrics.None ? [PictureEmbedder.ModelId] : Array.Empty<string>()];
        try
        {
            return [.. models.SelectMany(id => ModelCatalogue.Default.Find(id).Files).Select(file => $"{file.Path} {file.Sha256}")];
        }
        catch (SemComException exception)
        {
            throw new SemComException($"--metrics: the networks that judge are missing ({exception.Message}); ask only for {PictureMetricNames.Format(PictureMetrics.Pixels)}", exception);
        }
    }

    private static string HashOf(PictureInput source)
    {
        try
        {
            using var file = File.OpenRead(source.Path);
            return Convert.ToHexStringLower(SHA256.HashData(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "unreadable";
        }
    }

    private static string HashOfProgram()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.GetFiles(AppContext.BaseDirectory, "SemCom.*.dll").Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetFileName(file)));
            hash.AppendData(File.ReadAllBytes(file));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
