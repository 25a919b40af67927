using SemCom.Channels;

namespace SemCom.Cli;

/// <summary>
/// Reads channels separated by commas: <c>rayleigh:coherence=64,awgn</c> are two channels and <c>tdl-c:ds=300ns,fd=50Hz</c> is one.
/// </summary>
internal static class ChannelList
{
    /// <summary>The channels in their canonical form.</summary>
    /// <exception cref="SemComException">A channel or one of its parameters is not allowed.</exception>
    public static IReadOnlyList<string> Parse(string text) => [.. SpecList.Split(text).Select(Canonical).Distinct(StringComparer.Ordinal)];

    /// <summary>A channel that keeps its gain for <paramref name="coherence"/> symbols; null leaves it as it is.</summary>
    /// <exception cref="SemComException">The channel has no such parameter, or the number is not allowed.</exception>
    public static string WithCoherence(string channel, int? coherence) => coherence is null
        ? channel
        : Canonical($"{channel}{(channel.Contains(':', StringComparison.Ordinal) ? ',' : ':')}coherence={coherence}");

    /// <summary>One channel in its canonical form.</summary>
    /// <exception cref="SemComException">The channel or one of its parameters is not allowed.</exception>
    public static string Canonical(string spec) => ChannelSpec.Parse(spec).Text;
}
