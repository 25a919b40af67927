using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace SemCom.Channels.Tests;

/// <summary>The same symbols from any division of the work, any number of threads, and any instruction set.</summary>
public class DeterminismTests
{
    private const int Count = 1_000_000;

    [Theory]
    [InlineData("awgn", "1aa1aca17c6d234054fd66fe89fc0af75dbac061db26f210d089ef7d48071cb6")]
    [InlineData("rayleigh", "9e28f1f57ad580ad5ed2745bb5465a48e3f4c551bd47353d5852ea38d89d2c3d")]
    [InlineData("rayleigh:coherence=100", "e67584804362066e6bc1713bc535c8aeff47f2498d0cb70cf832f7c4a8cffccf")]
    [InlineData("rayleigh-fast", "e5bd657c47bfda8f51a97aee80aa76ec1b240b9aad3f4c514d919573cca855e4")]
    [InlineData("rician:k=3dB,coherence=1", "86878825159cb89872e7682629962f6e6784e01829e6c5012f194d3b2cb6eaac")]
    [InlineData("nakagami:m=0.7,coherence=1", "48ecbbb22dc97400721f3b9fbaaad774a6b906052f9926bd24d4c2a2206b551e")]
    [InlineData("nakagami:m=3,coherence=10", "574aefebc281b736f48c09127e8f58326a04b3e3724032d1e7ce2372fe361ee5")]
    [InlineData("rayleigh:coherence=10,tx=2,rx=3", "c023972d380ed55ae4cb282f674ed1cd081a9833803abea594e1b4e6eb8d0e56")]
    [InlineData("rician:coherence=10,tx=4,rx=4+clip:papr=3dB+rapp+adc:bits=6+loss:burst=3", "4abb730250a2b11a5ec99bbf77bc3700d530593336856045a79646482970d43d")]
    public void TraceOfOneMillionSymbols_HasThePinnedDigest(string spec, string digest)
    {
        var y = ChannelSpec.Parse(spec).Create(7).Transmit(TestSignal.Qpsk(Count), new(20260101, 3)).Received;
        Assert.Equal(digest, Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(y.Span))));
    }

    [Theory]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    [InlineData("DOTNET_EnableAVX512")]
    public void PinnedDigest_HoldsWithoutTheInstructions(string setting) =>
        InstructionSets.AssertPassesWithout(setting, typeof(DeterminismTests), nameof(TraceOfOneMillionSymbols_HasThePinnedDigest), cases: 9);

    [Theory]
    [InlineData("awgn")]
    [InlineData("rayleigh")]
    [InlineData("rayleigh:coherence=3")]
    [InlineData("rayleigh:coherence=700")]
    [InlineData("rayleigh-fast")]
    [InlineData("rician:coherence=5")]
    [InlineData("nakagami:m=0.5,coherence=1")]
    public void AnyChunks_OnOneThreadOrTwo_InPlaceOrNot_GiveTheSame(string spec)
    {
        var channel = TestSignal.Channel(spec, 7);
        var x = TestSignal.Qpsk(40_003);
        var whole = channel.Transmit(x, new(1, 2)).Received;
        foreach (var chunk in new[] { 1, 7, 512, 1000, 65_536 })
        {
            var y = x.ToArray();
            Parallel.For(0, (y.Length + chunk - 1) / chunk, new() { MaxDegreeOfParallelism = chunk % 2 == 0 ? 2 : 1 }, i =>
            {
                var part = y.AsSpan(i * chunk, Math.Min(chunk, y.Length - i * chunk));
                channel.Transmit(part, part, new(1, 2), i * chunk);
            });
            Assert.True(whole.Span.SequenceEqual(y));
        }
    }

    [Theory]
    [InlineData("rayleigh:coherence=3,tx=2,rx=2")]
    [InlineData("rician:coherence=700,tx=2,rx=1,layers=1")]
    [InlineData("nakagami:coherence=1,rx=4")]
    public void AnyChunks_OfSeveralAntennas_OnOneThreadOrTwo_GiveTheSame(string spec)
    {
        const int Uses = 10_000;
        var channel = TestSignal.Channel(spec, 7);
        var (tx, rx) = (channel.Antennas.Transmit, channel.Antennas.Receive);
        var x = TestSignal.Qpsk(Uses * tx);
        var whole = channel.Transmit(x, new(1, 2)).Received;
        foreach (var chunk in new[] { 7, 512, 1000 })
        {
            var y = tx == rx ? x.ToArray() : new Complex32[Uses * rx];
            Parallel.For(0, (Uses + chunk - 1) / chunk, new() { MaxDegreeOfParallelism = chunk % 2 == 0 ? 2 : 1 }, i =>
            {
                var (first, count) = (i * chunk, Math.Min(chunk, Uses - i * chunk));
                var part = y.AsSpan(first * rx, count * rx);
                channel.Transmit(tx == rx ? part : x.Span.Slice(first * tx, count * tx), part, new(1, 2), first);
            });
            Assert.True(whole.Span.SequenceEqual(y));
        }
    }

    [Fact]
    public void EightMillionSymbols_TakeNoMoreMemoryThanTheirOutput()
    {
        const int Large = 8_000_000;
        var x = new SymbolBlock(new Complex32[Large]);
        foreach (var name in TestSignal.FlatNames)
        {
            var flat = TestSignal.Channel(name, 10);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var y = flat.Transmit(x, new(1, 1)).Received;
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 8L * Large, 8L * Large + 100_000);
            Assert.NotEqual(default, y[Large - 1]);
        }
    }

    [Fact]
    public void WrongSpans_AreRefused()
    {
        var channel = TestSignal.Channel("awgn", 10);
        var symbols = new Complex32[10];
        Assert.Throws<ArgumentOutOfRangeException>(() => channel.Transmit(symbols, new Complex32[9], default));
        Assert.Throws<ArgumentOutOfRangeException>(() => channel.Transmit(symbols, symbols, default, -1));
        Assert.Throws<ArgumentException>(() => channel.Transmit(symbols.AsSpan(0, 9), symbols.AsSpan(1, 9), default));
        Assert.Empty(channel.Transmit(new SymbolBlock([]), default).Received);
    }

    [Fact]
    public void Genie_IsHandedOverOnlyWhenAskedFor()
    {
        var output = TestSignal.Channel("rayleigh:coherence=4", 10).Transmit(TestSignal.Qpsk(10), new(1, 1));
        Assert.Null(output.ToReceivedFrame().Genie);
        var frame = ReceivedFrame.FromMessagePack(output.ToReceivedFrame(genie: true).ToMessagePack());
        Assert.Equal(output.Truth.Gains, frame.Genie!.Gains);
        Assert.Equal(0.1, frame.Genie.NoisePower, 1e-15);
        Assert.Equal(output.Received, frame.Symbols);
    }
}
