using SemCom.Channels;

namespace SemCom.Cli;

/// <summary>
/// Reads channels separated by commas, although parameters are separated by commas too: a part that begins with <c>key=</c> belongs to the
/// channel or impairment before it, so <c>rayleigh:coherence=64+clip,awgn</c> are two channels and <c>tdl-c:ds=300ns,fd=50Hz+clip:papr=5dB</c>
/// is one.
/// </summary>
internal static class ChannelList
{
    private const string CoherenceKey = "coherence";

    /// <summary>The channels in their canonical form.</summary>
    /// <exception cref="SemComException">A channel or one of its parameters is not allowed.</exception>
    public static IReadOnlyList<string> Parse(string text) => [.. SpecList.Split(text).Select(Canonical).Distinct(StringComparer.Ordinal)];

    /// <summary>A channel that keeps its gain for <paramref name="coherence"/> symbols; null leaves it as it is.</summary>
    /// <exception cref="SemComException">The channel has no such parameter, or the number is not allowed.</exception>
    public static string WithCoherence(string channel, int? coherence)
    {
        if (coherence is null)
            return channel;
        var canonical = Canonical(channel);
        var end = canonical.IndexOf('+', StringComparison.Ordinal) is >= 0 and var plus ? plus : canonical.Length;
        var separator = canonical.AsSpan(0, end).Contains(':') ? ',' : ':';
        return Canonical(canonical.Insert(end, $"{separator}{CoherenceKey}={coherence}"));
    }

    /// <summary>True for channels whose coherence can be chosen and is not yet.</summary>
    public static bool TakesCoherence(string channel)
    {
        var spec = ChannelSpec.Parse(channel);
        return spec.Channel.Parameters.Any(parameter => parameter.Name == CoherenceKey) && spec.Value(CoherenceKey) is null;
    }

    /// <summary>One channel in its canonical form.</summary>
    /// <exception cref="SemComException">The channel or one of its parameters is not allowed.</exception>
    public static string Canonical(string spec) => ChannelSpec.Parse(spec).Text;
}
