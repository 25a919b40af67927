namespace SemCom.Streaming;

/// <summary>The channels that were used last, by their texts. Any thread.</summary>
internal static class StreamAirs
{
    private const int Kept = 32;

    private static readonly RecentValues<string, StreamAir> Airs = new(Kept);

    /// <summary>The channel of a text.</summary>
    /// <exception cref="SemComException">The channel is unknown, or pilots cannot follow it.</exception>
    public static StreamAir Of(string channel) => Airs.GetOrAdd(channel, text => new StreamAir(text));
}
