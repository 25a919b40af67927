using SemCom.Channels;

namespace SemCom.Cli;

/// <summary>
/// Reads channels separated by commas, although a channel's parameters are separated by commas too: a part with an equals
/// sign and without a colon belongs to the channel before it, so <c>rayleigh:coherence=64,awgn</c> are two channels and
/// <c>tdl-c:ds=300ns,fd=50Hz</c> is one.
/// </summary>
internal static class ChannelList
{
    /// <summary>The channels in their canonical form.</summary>
    /// <exception cref="SemComException">A channel or one of its parameters is not allowed.</exception>
    public static IReadOnlyList<string> Parse(string text)
    {
        var specs = new List<string>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (specs.Count > 0 && part.Contains('=', StringComparison.Ordinal) && !part.Contains(':', StringComparison.Ordinal))
                specs[^1] += "," + part;
            else
                specs.Add(part);
        }
        return [.. specs.Select(Canonical).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>A channel that keeps its gain for <paramref name="coherence"/> symbols; null leaves it as it is.</summary>
    /// <exception cref="SemComException">The channel has no such parameter, or the number is not allowed.</exception>
    public static string WithCoherence(string channel, int? coherence) => coherence is null
        ? channel
        : Canonical($"{channel}{(channel.Contains(':', StringComparison.Ordinal) ? ',' : ':')}coherence={coherence}");

    /// <summary>One channel in its canonical form.</summary>
    /// <exception cref="SemComException">The channel or one of its parameters is not allowed.</exception>
    public static string Canonical(string spec) => ChannelSpec.Parse(spec).Text;
}
