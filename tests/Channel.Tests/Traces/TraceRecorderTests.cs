namespace SemCom.Channels.Tests;

public sealed class TraceRecorderTests
{
    /// <summary>A flat channel, recorded, saved, loaded and played with the same noise: the same symbols to the last bit.</summary>
    [Theory]
    [InlineData("awgn", 1)]
    [InlineData("rayleigh", 1)]
    [InlineData("rayleigh:coherence=64", 16)]
    [InlineData("rayleigh:coherence=7", 143)]
    [InlineData("rayleigh-fast", 1000)]
    public void AFlatChannel_ReplaysToTheLastBit(string spec, int times)
    {
        var original = TestSignal.Channel(spec, 12);
        var recording = new TraceRecording { Channel = spec, Seed = 77, Frames = 3, DurationSeconds = 1e-3 };
        var trace = TraceFile.FromMessagePack(TraceFile.ToMessagePack(TraceRecorder.Record(original, recording)));
        Assert.Equal(new(3, 1, 1, times, 1), trace.Shape);
        Assert.Equal((spec, 77UL), (trace.Origin.Channel, trace.Origin.Seed));

        var replay = new TraceChannel(trace, new() { SnrDb = 12 });
        var x = TestSignal.Qpsk(1000);
        foreach (var frame in new ulong[] { 0, 1, 2 })
        {
            var (expected, actual) = (original.Transmit(x, new(77, frame)), replay.Transmit(x, new(77, frame)));
            Assert.True(expected.Received.Span.SequenceEqual(actual.Received.Span));
            Assert.Equal(expected.Truth.GainAt(999), actual.Truth.GainAt(999));
        }
    }

    [Fact]
    public void AFrameLongerThanTheTrace_IsRefused()
    {
        var trace = TraceRecorder.Record(TestSignal.Channel("rayleigh:coherence=64", 10), new() { DurationSeconds = 1e-3 });
        var channel = new TraceChannel(trace, new() { SnrDb = 10 });
        channel.Transmit(TestSignal.Qpsk(1024), default);
        var error = Assert.Throws<SemComException>(() => channel.Transmit(TestSignal.Qpsk(1025), default));
        Assert.StartsWith("channel trace must cover the whole frame (holds 0 to 1.024 ms", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AProcess_ReplaysExactlyAtRecordedTimes_AndWithinItsBoundBetween()
    {
        const double Hertz = 50, Interval = 1e-3 / 14;
        var paths = new TurningPaths([Hertz, -Hertz, 0.7 * Hertz], [0, 1e-7, 9e-7]);
        var antennas = new AntennaScheme(SpatialMode.Multiplexing, 2, 2);
        var trace = TraceRecorder.Record(paths, antennas, new() { Seed = 4, Frames = 2, DurationSeconds = 0.01, IntervalSeconds = Interval });
        Assert.Equal(new(2, 2, 2, 141, 3), trace.Shape);
        var replay = new TracePathProcess(trace);
        var (expected, actual) = (new Complex32[3 * 141], new Complex32[3 * 141]);
        for (var pair = 0; pair < 4; pair++)
        {
            paths.Fill(new(4, 1), pair, 0, Interval, expected);
            replay.Fill(new(4, 1), pair, 0, Interval, actual);
            Assert.Equal(expected, actual);
        }

        // A chord of e^{jωt} over an interval d is at most (ωd)²/8 from the arc.
        var bound = Math.Pow(2 * Math.PI * Hertz * Interval, 2) / 8 + 2e-6;
        paths.Fill(new(4, 0), 3, Interval / 2, Interval, expected.AsSpan(0, 3 * 140));
        replay.Fill(new(4, 0), 3, Interval / 2, Interval, actual.AsSpan(0, 3 * 140));
        for (var i = 0; i < 3 * 140; i++)
            Assert.InRange((expected[i] - actual[i]).Magnitude, 0, bound);
    }

    [Fact]
    public void PathsThatStay_AreRecordedOnce()
    {
        var trace = TraceRecorder.Record(new TurningPaths([0, 0], [0, 1e-6]), AntennaScheme.OneByOne, new() { DurationSeconds = 10 });
        Assert.Equal((1, 0.0), (trace.Shape.Times, trace.IntervalSeconds));
    }

    [Fact]
    public void HugeAndEmptyRecordings_AreRefused()
    {
        var paths = new TurningPaths([1], [0]);
        foreach (var (recording, message) in new (TraceRecording, string)[]
        {
            (new() { DurationSeconds = 1e5, IntervalSeconds = 1e-9 }, "times of a recording must be between 0 and 4194304"),
            (new() { DurationSeconds = 10, IntervalSeconds = 1e-5, Frames = 100 }, "at most 33554432 in all (was 100000100)"),
            (new() { Frames = 0 }, "frames of a channel trace"),
            (new() { DurationSeconds = -1 }, "duration in seconds"),
            (new() { IntervalSeconds = double.NaN }, "interval in seconds"),
        })
            Assert.Contains(message, TraceFolder.Refused(() => TraceRecorder.Record(paths, AntennaScheme.OneByOne, recording)), StringComparison.Ordinal);
    }

    [Fact]
    public void SeveralPaths_DoNotPlayOverASingleCarrier() => Assert.Contains("(has 2, up to 300 ns); play it over OFDM",
        TraceFolder.Refused(() => _ = new TraceChannel(TraceSamples.Small(), new() { SnrDb = 10 })), StringComparison.Ordinal);

    [Theory]
    [InlineData(TraceInterpolation.Hold, 1e6, null, 1000)]
    [InlineData(TraceInterpolation.Hold, 999.9, null, 1)]
    [InlineData(TraceInterpolation.Linear, 1e6, null, 1)]
    [InlineData(TraceInterpolation.Linear, 1e6, 250, 250)]
    public void Coherence_FollowsFromTraceAndRate(TraceInterpolation interpolation, double rate, int? asked, int expected)
    {
        var trace = new ChannelTrace(new(1, 1, 1, 3, 1), 1e-3, [0], TraceSamples.Gains(3)) { Interpolation = interpolation };
        Assert.Equal(expected, new TraceChannel(trace, new() { SnrDb = 10, RateHertz = rate, CoherenceSymbols = asked }).CoherenceSymbols);
    }

    [Fact]
    public void ALineOverASingleCarrier_TakesTheGainAtTheStartOfEachBlock()
    {
        var trace = new ChannelTrace(new(1, 1, 1, 2, 1), 1e-3, [0], [new(0, 0), new(1, 0)]);
        var channel = new TraceChannel(trace, new() { SnrDb = 60, CoherenceSymbols = 250 });
        var state = channel.Transmit(TestSignal.Qpsk(1000), default).Truth;
        Assert.Equal([0, 0.25f, 0.5f, 0.75f], state.Gains.ToArray().Select(g => g.Real));
    }
}
