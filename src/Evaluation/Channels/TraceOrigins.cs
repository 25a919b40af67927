using SemCom.Channels;

namespace SemCom.Evaluation;

/// <summary>The models that traces were recorded from, where their text form says it.</summary>
internal static class TraceOrigins
{
    /// <summary>The model of paths, or null.</summary>
    public static PathTheory? PathsOf(ChannelTrace? trace) =>
        SpecOf(trace) is { } spec && spec.Channel.Create(spec, 0) is MultipathOfdmChannel channel ? PathTheory.Of(channel.Paths) : null;

    /// <summary>The distribution of a single gain, or null.</summary>
    public static FadingTheory? FadingOf(ChannelTrace? trace) => SpecOf(trace) is { } spec ? FadingTheory.Of(spec) : null;

    private static ChannelSpec? SpecOf(ChannelTrace? trace)
    {
        try
        {
            // A trace of a trace would lead to a file that need not be there.
            return trace is null || TraceFile.IsNamedIn(trace.Origin.Channel) || trace.Origin.Channel.Length == 0
                ? null
                : ChannelSpec.Parse(trace.Origin.Channel);
        }
        catch (SemComException)
        {
            return null;
        }
    }
}
