using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace SemCom.Channels.Tests.Ofdm;

/// <summary>The same bytes on any number of threads, in any order of frames, with any instruction set; no memory beside the output.</summary>
public class OfdmDeterminismTests
{
    [Theory]
    [InlineData("tdl-c:ds=300ns,fd=50Hz", "247c769805b66cc8abdd75c2aa0c45e56110eb111826093fcf304b5176641d83")]
    [InlineData("tdl-e:ds=1us,fd=900Hz,rx=2,tx=2,subcarriers=50", "763872459fad2276ec09d656450b5cf86af0204e2ae4a080306a3fb34f82557b")]
    [InlineData("awgn-ofdm:subcarriers=200", "14b7764ae5a69dd69447d8feb5b2d2388dbea9a5c0c53d655b45de716b5d7d3a")]
    public void Frame_HasThePinnedDigest(string spec, string digest) => Assert.Equal(digest, Digest(spec, 3, 12_345));

    [Theory]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    [InlineData("DOTNET_EnableAVX512")]
    public void PinnedDigest_HoldsWithoutTheInstructions(string setting) =>
        InstructionSets.AssertPassesWithout(setting, typeof(OfdmDeterminismTests), nameof(Frame_HasThePinnedDigest), cases: 3);

    [Fact]
    public void Frames_AreTheSame_OnOneThreadOrTwo_InAnyOrder()
    {
        const string Spec = "tdl-d:ds=300ns,fd=100Hz,rx=2";
        var forward = Enumerable.Range(0, 12).Select(f => Digest(Spec, (ulong)f, 3_000)).ToArray();
        var backward = Enumerable.Range(0, 12).Reverse().Select(f => Digest(Spec, (ulong)f, 3_000)).Reverse();
        var parallel = new string[12];
        Parallel.For(0, 12, new() { MaxDegreeOfParallelism = 2 }, f => parallel[f] = Digest(Spec, (ulong)f, 3_000));
        Assert.Equal(forward, backward);
        Assert.Equal(forward, parallel);
        Assert.Equal(12, forward.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void StartOfALongFrame_IsThatOfAShortOne()
    {
        var channel = ChannelSpec.Parse("tdl-c:ds=300ns,fd=300Hz,subcarriers=50").Create(20);
        var x = TestSignal.Qpsk(50 * 70);
        var whole = channel.Transmit(x, new(1, 1));
        var part = channel.Transmit(new(x.Span[..(50 * 40)].ToArray()), new(1, 1));

        // The last OFDM symbol of the short frame hears none behind it: pulses ring longer than this prefix.
        Assert.True(whole.Received.Span[..(50 * 39)].SequenceEqual(part.Received.Span[..(50 * 39)]));
        Assert.True(whole.Truth.Gains[..(50 * 40)].SequenceEqual(part.Truth.Gains));
    }

    /// <summary>A garbage collection that another test causes may empty the pool of buffers between two frames; so three frames in a row must do without, in one of a few tries.</summary>
    [Theory]
    [InlineData("tdl-c:ds=300ns,fd=50Hz")]
    [InlineData("tdl-a:tx=2,rx=2,fd=2kHz")]
    public void FramesAfterTheFirst_AllocateNothing(string spec)
    {
        var channel = (MultipathOfdmChannel)ChannelSpec.Parse(spec).Create(20);
        var x = TestSignal.Qpsk(20_000);
        var y = new Complex32[20_000];
        channel.Transmit(x.Span, y, new(1, 0));
        var least = long.MaxValue;
        for (ulong first = 1; first < 13 && least > 0; first += 3)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var frame = first; frame < first + 3; frame++)
                channel.Transmit(x.Span, y, new(1, frame));
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        Assert.Equal(0, least);
    }

    private static string Digest(string spec, ulong frame, int uses)
    {
        var channel = ChannelSpec.Parse(spec).Create(12);
        var output = channel.Transmit(TestSignal.Qpsk(uses * channel.Antennas.Transmit), new(20260101, frame));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(output.Received.Span));
        hash.AppendData(MemoryMarshal.AsBytes(output.Truth.Gains));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
