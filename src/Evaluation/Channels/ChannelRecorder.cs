using SemCom.Channels;

namespace SemCom.Evaluation;

/// <summary>Records channels that are given as text.</summary>
public static class ChannelRecorder
{
    /// <summary>Records a channel's gains without noise and impairments.</summary>
    /// <param name="spec">The channel.</param>
    /// <param name="frames">Frames, each an independent draw.</param>
    /// <param name="durationSeconds">Time of each frame [s].</param>
    /// <param name="intervalSeconds">Time from one gain to the next over OFDM [s]; null for that of the channel itself.</param>
    /// <param name="seed">Seed of the fading.</param>
    /// <exception cref="SemComException">The recording would be too large, or an interval is given for a channel without one.</exception>
    public static ChannelTrace Record(ChannelSpec spec, int frames, double durationSeconds, double? intervalSeconds, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var recording = new TraceRecording { Channel = spec.Text, Seed = seed, Frames = frames, DurationSeconds = durationSeconds };
        var channel = spec.Channel.Create(spec, 0);
        if (intervalSeconds is not null)
            throw new SemComException($"--interval must be left out for {spec.Channel.Name} (it counts time in channel uses of 1 µs); leave it out");
        return TraceRecorder.Record(channel, recording);
    }
}
