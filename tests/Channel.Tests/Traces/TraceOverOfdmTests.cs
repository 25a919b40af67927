namespace SemCom.Channels.Tests;

public sealed class TraceOverOfdmTests : TraceFolder
{
    private const string Grid = "subcarriers=72,scs=15kHz";

    /// <summary>Recorded at the times at which the channel takes its gains, a trace gives the same symbols to the last bit.</summary>
    [Theory]
    [InlineData("tdl-c:ds=300ns,fd=70Hz", "", 1)]
    [InlineData("tdl-d:ds=100ns,fd=1000Hz", "", 8)]
    [InlineData("tdl-a:ds=100ns,fd=0Hz", "", 1)]
    [InlineData("tdl-b:ds=100ns,fd=10Hz", ",tx=2,rx=2", 1)]
    public void ATappedDelayLine_ReplaysToTheLastBit(string spec, string antennas, int segments)
    {
        var original = (MultipathOfdmChannel)ChannelSpec.Parse($"{spec},{Grid}{antennas}").Create(15);
        Assert.Equal(segments, original.GainSegments);
        var symbol = original.Grid.SymbolSeconds;
        var recording = new TraceRecording { Channel = spec, Seed = 9, Frames = 2, DurationSeconds = 40 * symbol, IntervalSeconds = symbol / segments };
        TraceFile.Save(TraceRecorder.Record(original.Paths, original.Antennas, recording), this["a.trace"]);

        var replay = ChannelSpec.Parse($"{this["a.trace"]}:{Grid}{antennas}").Create(15);
        var x = TestSignal.Qpsk(40 * 72 * original.Antennas.Transmit);
        foreach (var frame in new ulong[] { 0, 1 })
        {
            var (expected, actual) = (original.Transmit(x, new(9, frame)), replay.Transmit(x, new(9, frame)));
            Assert.True(expected.Received.Span.SequenceEqual(actual.Received.Span));
            Assert.True(expected.Truth.Gains.SequenceEqual(actual.Truth.Gains));
        }
    }

    [Fact]
    public void AFrameLongerThanTheTrace_IsRefused()
    {
        var original = (MultipathOfdmChannel)ChannelSpec.Parse($"tdl-c:fd=70Hz,{Grid}").Create(15);
        var trace = TraceRecorder.Record(original.Paths, original.Antennas, new() { DurationSeconds = 5 * original.Grid.SymbolSeconds, IntervalSeconds = original.Grid.SymbolSeconds });
        TraceFile.Save(trace, this["a.trace"]);
        var replay = ChannelSpec.Parse($"{this["a.trace"]}:{Grid}").Create(15);
        replay.Transmit(TestSignal.Qpsk(5 * 72), default);
        Assert.StartsWith("channel trace must cover the whole frame (holds 0 to 0.35", Refused(() => replay.Transmit(TestSignal.Qpsk(6 * 72), default)), StringComparison.Ordinal);
    }

    /// <summary>
    /// Jakes fading, recorded every d seconds: a straight line errs by d²/2·u(1−u)·h″ at the part u of an interval, E|h″|² = (2π fD)⁴·3/8, the mean of
    /// u²(1−u)² is 1/30; together (2π fD d)⁴ / 320.
    /// </summary>
    [Fact]
    public void BetweenRecordedTimes_TheErrorIsThatOfAStraightLine()
    {
        const double Doppler = 100, Interval = 1e-3;
        var paths = new TdlPathProcess(TdlProfile.Find("TDL-C"), 300e-9, Doppler);
        var trace = TraceRecorder.Record(paths, AntennaScheme.OneByOne, new() { Frames = 300, DurationSeconds = 0.01, IntervalSeconds = Interval });
        var replay = new TracePathProcess(trace);
        var (expected, actual) = (new Complex32[24 * 100], new Complex32[24 * 100]);
        var (error, power) = (0.0, 0.0);
        for (var frame = 0UL; frame < 300; frame++)
        {
            paths.Fill(new(1, frame), 0, 0, Interval / 10, expected);
            replay.Fill(new(1, frame), 0, 0, Interval / 10, actual);
            for (var i = 0; i < expected.Length; i++)
            {
                error += (expected[i] - actual[i]).Power;
                power += expected[i].Power;
            }
        }
        var theory = Math.Pow(2 * Math.PI * Doppler * Interval, 4) / 320;
        Assert.InRange(error / power / theory, 0.85, 1.15);
    }
}
