namespace SemCom.Channels.Tests;

public sealed class TracePathProcessTests
{
    private static readonly ChannelTrace Ramp = new(new(2, 1, 1, 3, 1), 1e-3, [0],
        [new(0, 0), new(1, 2), new(3, 2), new(10, 0), new(11, 0), new(12, 0)]);

    [Fact]
    public void BetweenTimes_ThereIsAStraightLine()
    {
        var gains = new Complex32[5];
        new TracePathProcess(Ramp).Fill(new(1, 0), 0, 0, 0.5e-3, gains);
        Assert.Equal([new(0, 0), new(0.5f, 1), new(1, 2), new(2, 2), new(3, 2)], gains);
    }

    [Fact]
    public void Held_TheGainStaysUntilTheNext()
    {
        var trace = new ChannelTrace(Ramp.Shape, 1e-3, [0], Ramp.Gains.ToArray()) { Interpolation = TraceInterpolation.Hold };
        var gains = new Complex32[6];
        new TracePathProcess(trace).Fill(new(1, 0), 0, 0, 0.5e-3, gains);
        Assert.Equal([new(0, 0), new(0, 0), new(1, 2), new(1, 2), new(3, 2), new(3, 2)], gains);
        Assert.Equal(3e-3, trace.DurationSeconds, 1e-15);
        Assert.Equal(2e-3, Ramp.DurationSeconds, 1e-15);
    }

    [Fact]
    public void FrameNumbersGoRound_AndTheSeedDoesNotMatter()
    {
        var process = new TracePathProcess(Ramp);
        Span<Complex32> gain = stackalloc Complex32[1];
        foreach (var (seed, frame, expected) in new[] { (1UL, 0UL, 1f), (9UL, 0UL, 1f), (1UL, 1UL, 11f), (1UL, 2UL, 1f), (1UL, ulong.MaxValue, 11f) })
        {
            process.Fill(new(seed, frame), 0, 1e-3, 0, gain);
            Assert.Equal(expected, gain[0].Real);
        }
    }

    [Fact]
    public void TimesAMillionthOff_TakeTheRecordedGain()
    {
        var trace = TraceSamples.Random(new(1, 1, 1, 1001, 2), 1.0 / 14e3 / 3, 0, 1e-6);
        var gains = new Complex32[trace.Gains.Length];
        new TracePathProcess(trace).Fill(default, 0, 0, 1.0 / 42e3 * (1 + 1e-13), gains);
        Assert.True(trace.Gains.SequenceEqual(gains));
    }

    [Theory]
    [InlineData(0, 1e-3, 4)]
    [InlineData(2.1e-3, 0, 1)]
    [InlineData(-1e-3, 1e-3, 1)]
    [InlineData(double.NaN, 0, 1)]
    public void ATraceShorterThanTheFrame_IsRefused(double start, double step, int times)
    {
        var error = Assert.Throws<SemComException>(() => new TracePathProcess(Ramp).Fill(new(1, 0), 0, start, step, new Complex32[times]));
        Assert.StartsWith("channel trace must cover the whole frame (holds 0 to 2 ms, asked for ", error.Message, StringComparison.Ordinal);
        Assert.Contains("; record it with a longer --duration", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OneTime_HoldsForever()
    {
        var process = new TracePathProcess(new ChannelTrace(new(1, 1, 1, 1, 2), 0, [0, 1e-6], [new(1, 0), new(0, 1)]));
        var gains = new Complex32[4];
        process.Fill(default, 0, 1e5, 1e5, gains);
        Assert.Equal([new(1, 0), new(0, 1), new(1, 0), new(0, 1)], gains);
        Assert.False(process.VariesInTime);
    }

    [Fact]
    public void FewerAntennas_PlayTheRightPairs()
    {
        var trace = TraceSamples.Random(new(1, 2, 2, 1, 1), 0, 0.0);
        var process = new TracePathProcess(trace, new AntennaScheme(SpatialMode.Diversity, 1, 2));
        Span<Complex32> gain = stackalloc Complex32[1];
        process.Fill(default, 1, 0, 0, gain);
        Assert.Equal(trace.Gains[2], gain[0]);

        var error = Assert.Throws<SemComException>(() => new TracePathProcess(trace, new AntennaScheme(SpatialMode.Multiplexing, 2, 3)));
        Assert.Contains("(has tx=2, rx=2; asked for tx=2, rx=3)", error.Message, StringComparison.Ordinal);
    }
}
