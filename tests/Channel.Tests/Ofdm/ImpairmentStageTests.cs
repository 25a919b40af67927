namespace SemCom.Channels.Tests.Ofdm;

/// <summary>Each stage gets the right samples, with the right context, in the right order.</summary>
public class ImpairmentStageTests
{
    private static readonly ResourceGrid Grid = new(48, 15_000, 64, 16);
    private static readonly AntennaScheme TwoByTwo = new(SpatialMode.Multiplexing, 2, 2);

    [Fact]
    public void EveryStage_SeesItsAntennas_Positions_AndPower()
    {
        var seen = new List<(ImpairmentStage Stage, ImpairmentContext Context, int Count, double Power)>();
        IImpairment[] probes = [.. Enum.GetValues<ImpairmentStage>().Select(stage => new Fake(stage, (samples, context) =>
            seen.Add((stage, context, samples.Length, samples.ToArray().Average(s => s.Power)))))];
        var x = TestSignal.Qpsk(2 * 48 * 40);
        var half = new SymbolBlock([.. x.Select(s => s * MathF.Sqrt(0.5f))]);
        OfdmLink.Channel(new ConstantPath(), Grid, 0, hasNoise: true, TwoByTwo, 4, probes).Transmit(half, new(4, 5));

        Assert.Equal([ImpairmentStage.Transmitter, ImpairmentStage.Transmitter, ImpairmentStage.Receiver, ImpairmentStage.Converter],
            seen.Take(4).Select(s => s.Stage));
        Assert.All(seen, s => Assert.Equal(new(4, 5), s.Context.Realization));
        foreach (var stage in new[] { ImpairmentStage.Receiver, ImpairmentStage.Converter })
        {
            var calls = seen.Where(s => s.Stage == stage).ToArray();
            Assert.Equal([(0, 0L, 32 * 80), (1, 0L, 32 * 80), (0, 32L * 80, 8 * 80), (1, 32L * 80, 8 * 80)],
                calls.Select(c => (c.Context.Antenna, c.Context.FirstSample, c.Count)));
            Assert.All(calls, c => Assert.Equal(960_000, c.Context.SampleRateHertz));
            Assert.All(calls, c => Assert.Equal(0.75, c.Context.MeanPower));
        }
        Assert.All(seen.Where(s => s.Stage == ImpairmentStage.Transmitter), c => Assert.Equal((0.375, true), (c.Context.MeanPower, Math.Abs(c.Power - 0.375) < 0.05)));
        Assert.All(seen.Where(s => s.Stage == ImpairmentStage.Converter), c => Assert.InRange(c.Power, 1.5, 2.1));
        var packets = seen.Where(s => s.Stage == ImpairmentStage.Packets).ToArray();
        Assert.Equal([(0, 0L, 48 * 40), (0, 0L, 48 * 40)], packets.Select(p => (p.Context.Antenna, p.Context.FirstSample, p.Count)));
    }

    [Theory]
    [InlineData(ImpairmentStage.Transmitter, 2, 2)]
    [InlineData(ImpairmentStage.Receiver, 2, 1)]
    [InlineData(ImpairmentStage.Converter, 2, 2)]
    [InlineData(ImpairmentStage.Packets, 2, 2)]
    public void DoublingAtAStage_DoublesSignalAndNoise_OnlyWhatLiesBefore(ImpairmentStage stage, float signal, float noise)
    {
        var x = TestSignal.Qpsk(1000);
        var doubling = new Fake(stage, (samples, _) =>
        {
            foreach (ref var sample in samples)
                sample *= 2;
        });
        var plain = OfdmLink.Channel(new ConstantPath(), Grid, 10, hasNoise: true).Transmit(x, new(1, 1)).Received;
        var doubled = OfdmLink.Channel(new ConstantPath(), Grid, 10, hasNoise: true, impairments: doubling).Transmit(x, new(1, 1)).Received;
        if (stage == ImpairmentStage.Transmitter)
            noise = 1;
        for (var i = 0; i < x.Count; i++)
            Assert.InRange((doubled[i] - (x[i] * signal + (plain[i] - x[i]) * noise)).Magnitude, 0, 1e-5);
    }

    [Fact]
    public void WithinAStage_TheOrderIsKept_AndLostUsesAreExactlyZero()
    {
        var add = new Fake(ImpairmentStage.Packets, (samples, _) => samples[3] = new(1, 0));
        var lose = new Fake(ImpairmentStage.Packets, (samples, _) => samples[..5].Clear());
        var x = TestSignal.Qpsk(100);
        Assert.Equal(default, OfdmLink.Channel(new ConstantPath(), Grid, impairments: [add, lose]).Transmit(x, default).Received[3]);
        Assert.Equal(new(1, 0), OfdmLink.Channel(new ConstantPath(), Grid, impairments: [lose, add]).Transmit(x, default).Received[3]);
    }

    [Fact]
    public void PositionsAtTheTransmitter_JoinUp_WhateverTheParts()
    {
        // A rotation by the sample's position is a frequency offset of one subcarrier: every use moves to the next.
        var offset = new Fake(ImpairmentStage.Transmitter, (samples, context) =>
        {
            for (var i = 0; i < samples.Length; i++)
            {
                var (cos, sin) = UnitCircle.At((context.FirstSample + i) % 64 / 64.0);
                samples[i] *= new Complex32((float)cos, (float)sin);
            }
        });
        var x = TestSignal.Qpsk(48 * 70);
        var y = OfdmLink.Channel(new FakePaths((0, new(1, 0)), (30e-6, new(0, 0))), Grid, impairments: offset).Transmit(x, default).Received;
        for (var i = 0; i < x.Count; i++)
        {
            if (i % 48 == 0)
                continue;
            var (cos, sin) = UnitCircle.At((i / 48 * 80 + 16) % 64 / 64.0);
            Assert.InRange((y[i] - x[i - 1] * new Complex32((float)cos, (float)sin)).Magnitude, 0, 1e-4);
        }
    }

    private sealed class Fake(ImpairmentStage stage, Fake.Change change) : IImpairment
    {
        public delegate void Change(Span<Complex32> samples, ImpairmentContext context);

        public ImpairmentStage Stage => stage;

        public string Text => "fake";

        public void Apply(Span<Complex32> samples, in ImpairmentContext context) => change(samples, context);
    }
}
