using System.Buffers.Binary;
using System.Security.Cryptography;
using SemCom.Streaming;

namespace SemCom.Link.Tests.Streaming;

/// <summary>Datagrams between processes: who is believed, and what hostile bytes can do.</summary>
public sealed class DatagramTests
{
    private static readonly PrivacyKey Key = PrivacyKey.FromBytes(SHA256.HashData("a"u8)), Other = PrivacyKey.FromBytes(SHA256.HashData("b"u8));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void TwoEnds_KnowEachOther_AfterOneGreeting(bool keyed)
    {
        using var sender = new DatagramSession(keyed ? Key : null);
        using var receiver = new DatagramSession(keyed ? Key : null);
        Meet(sender, receiver);

        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(DatagramVerdict.Accepted, receiver.Read(sender.Write([(byte)i, 7]), out var body));
            Assert.Equal(new[] { (byte)i, (byte)7 }, body.ToArray());
            Assert.Equal(DatagramVerdict.Accepted, sender.Read(receiver.Write([9]), out _));
        }
    }

    [Fact]
    public void WhatCameBefore_IsNotTakenAgain()
    {
        using var sender = new DatagramSession(Key);
        using var receiver = new DatagramSession(Key);
        Meet(sender, receiver);
        var recorded = Enumerable.Range(0, 300).Select(i => sender.Write([(byte)i])).ToList();

        Assert.All(recorded, datagram => Assert.Equal(DatagramVerdict.Accepted, receiver.Read(datagram, out _)));
        Assert.All(recorded, datagram => Assert.Equal(DatagramVerdict.Replayed, receiver.Read(datagram, out _)));
    }

    [Fact]
    public void WhatWasRecordedBeforeTheReceiverBegan_IsNeverTaken()
    {
        using var sender = new DatagramSession(Key);
        using var old = new DatagramSession(Key);
        Meet(sender, old);
        var recorded = Enumerable.Range(0, 50).Select(i => sender.Write([(byte)i])).ToList();
        using var fresh = new DatagramSession(Key);

        Assert.All(recorded, datagram => Assert.Equal(DatagramVerdict.Unproven, fresh.Read(datagram, out _)));

        Meet(sender, fresh);
        Assert.All(recorded, datagram => Assert.NotEqual(DatagramVerdict.Accepted, fresh.Read(datagram, out _)));
        Assert.Equal(DatagramVerdict.Accepted, fresh.Read(sender.Write([1]), out _));
    }

    [Fact]
    public void ASenderThatWasReplaced_StaysReplaced()
    {
        using var first = new DatagramSession(Key);
        using var second = new DatagramSession(Key);
        using var receiver = new DatagramSession(Key);
        Meet(first, receiver);
        var recorded = first.Write([1]);
        Meet(second, receiver);

        Assert.Equal(2, receiver.Peers);
        Assert.Equal(DatagramVerdict.Replayed, receiver.Read(recorded, out _));
        Assert.Equal(DatagramVerdict.Accepted, receiver.Read(second.Write([1]), out _));
    }

    [Fact]
    public void AnotherKey_AndEveryAlteredBit_AreRefused()
    {
        using var sender = new DatagramSession(Key);
        using var stranger = new DatagramSession(Other);
        using var nobody = new DatagramSession(null);
        using var receiver = new DatagramSession(Key);
        Meet(sender, receiver);

        Assert.Equal(DatagramVerdict.Foreign, receiver.Read(stranger.Write([1, 2, 3]), out _));
        Assert.Equal(DatagramVerdict.Foreign, receiver.Read(nobody.Write([1, 2, 3]), out _));
        var datagram = sender.Write([1, 2, 3]);
        for (var bit = 0; bit < 8 * datagram.Length; bit++)
        {
            var altered = datagram.ToArray();
            altered[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Contains(receiver.Read(altered, out _), new[] { DatagramVerdict.Foreign, DatagramVerdict.Malformed, DatagramVerdict.Replayed });
        }
        Assert.Equal(DatagramVerdict.Accepted, receiver.Read(datagram, out _));
    }

    [Fact]
    public void ADatagram_HidesWhatItCarries_AndIsNoLongerThanPathsCarry()
    {
        using var sender = new DatagramSession(Key);
        var body = new byte[DatagramSession.MaxBody];
        body.AsSpan().Fill(0xAB);

        var datagram = sender.Write(body);

        Assert.InRange(datagram.Length, body.Length, DatagramSession.MaxBytes);
        Assert.Equal(-1, datagram.AsSpan().IndexOf(body.AsSpan(0, 8)));
    }

    [Fact]
    public void RandomBytes_NeverDoAnything()
    {
        using var sender = new DatagramSession(null);
        using var receiver = new DatagramSession(null);
        Meet(sender, receiver);
        var random = new Random(3);
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = i % 2 == 0 ? new byte[random.Next(0, 1500)] : sender.Write(new byte[random.Next(0, 64)]);
            if (i % 2 == 0)
                random.NextBytes(bytes);
            else
                bytes[random.Next(bytes.Length)] ^= (byte)random.Next(1, 256);
            Assert.NotEqual(DatagramVerdict.Accepted, receiver.Read(bytes, out _));
            _ = (MessageParts.Read(bytes), FrameMessage.Read(bytes), ReportMessage.Read(bytes));
        }
    }

    [Fact]
    public void DamagedMessages_AreNone_OrStillWithinTheirRules()
    {
        var random = new Random(4);
        var frame = new FrameMessage(5, 77, DateTimeOffset.FromUnixTimeMilliseconds(1234), FrameMessageFate.Sent) { Width = 160, Height = 96, Channel = "awgn", Symbols = new SymbolBlock([new(1, 2), new(3, -4)]) }.ToBytes();
        var report = new ReportMessage(5, new ReceiverReport(77, true, 9.5, false)).ToBytes();
        for (var i = 0; i < 20_000; i++)
        {
            var (one, two) = (frame.ToArray(), report.ToArray());
            one[random.Next(one.Length)] = (byte)random.Next(256);
            two[random.Next(two.Length)] = (byte)random.Next(256);
            if (FrameMessage.Read(one.AsSpan(0, random.Next(one.Length - 2, one.Length + 1))) is { } read)
                Assert.All(read.Symbols?.ToArray() ?? [], symbol => Assert.True(float.IsFinite(symbol.Real) && float.IsFinite(symbol.Imaginary)));
            if (ReportMessage.Read(two) is { Report.EffectiveSnrDb: { } snrDb })
                Assert.True(double.IsFinite(snrDb));
        }
    }

    [Fact]
    public void AClaimedLength_AllocatesNothing()
    {
        // An array whose text, bytes and parts claim gigabytes that are not there.
        byte[] claims = [0x95, 0x01, 0x00, 0x00, 0xCE, 0xFF, 0xFF, 0xFF, 0xFF, 0xC6, 0x7F, 0xFF, 0xFF, 0xFF];
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            _ = (MessageParts.Read(claims), FrameMessage.Read(claims), ReportMessage.Read(claims));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000_000);
    }

    [Fact]
    public void TheReplayWindow_AgreesWithASet()
    {
        var random = new Random(5);
        var (window, seen, highest) = (new ReplayWindow(), new HashSet<ulong>(), 0UL);
        for (var i = 0; i < 200_000; i++)
        {
            var number = random.Next(100) == 0 ? highest + (ulong)random.Next(20_000) : (ulong)Math.Max(0, (long)highest + random.Next(-9000, 20));
            var expected = number > 0 && !(highest > number && highest - number >= ReplayWindow.Size) && seen.Add(number);
            Assert.Equal(expected, window.Take(number));
            highest = Math.Max(highest, expected ? number : 0);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5000)]
    [InlineData(200_000)]
    public void AMessage_IsPutTogether_WhateverTheOrderOfItsParts(int length)
    {
        var message = RandomNumberGenerator.GetBytes(length);
        var parts = MessageParts.Cut(MessageKind.Frame, 3, message).Select(body => MessageParts.Read(body)!).ToArray();
        new Random(length).Shuffle(parts);
        var reassembler = new Reassembler(new SkippingClock());
        byte[]? whole = null;
        foreach (var part in parts)
        {
            Assert.Null(whole);
            whole = reassembler.Take(part);
            if (whole is null)
                Assert.Null(reassembler.Take(part));
        }

        Assert.Equal(message, whole);
        Assert.Equal(0, reassembler.Waiting);
    }

    [Fact]
    public void WhatWaits_IsBounded_AndOldThingsGo()
    {
        var clock = new SkippingClock();
        var reassembler = new Reassembler(clock);
        for (var i = 0U; i < 5000; i++)
        {
            Assert.Null(reassembler.Take(new DatagramPart(MessageKind.Frame, i, (int)(i % 40), MessageParts.MaxParts, new byte[1000])));
            Assert.InRange(reassembler.Waiting, 0, Reassembler.MaxMessages * 1000);
        }
        Assert.Equal(5000 - Reassembler.MaxMessages, reassembler.GivenUp);
        clock.Advance(Reassembler.MaxAge + TimeSpan.FromMilliseconds(1));
        Assert.Null(reassembler.Take(new DatagramPart(MessageKind.Frame, 9999, 0, 2, new byte[10])));
        Assert.Equal(10, reassembler.Waiting);
    }

    [Fact]
    public void SymbolsAsHalves_AreFarBelowAnyNoise()
    {
        var random = new Random(6);
        var symbols = Enumerable.Range(0, 20_000).Select(_ => new Complex32((float)Gaussian(), (float)Gaussian())).ToArray();
        var bytes = new byte[SymbolCode.BytesPerSymbol * symbols.Length];
        SymbolCode.Write(symbols, bytes);

        var read = SymbolCode.Read(bytes)!;

        var (error, power) = (0.0, 0.0);
        for (var i = 0; i < symbols.Length; i++)
            (error, power) = (error + (read[i] - symbols[i]).Power, power + symbols[i].Power);
        // Rounding to 11 bits: the step is 2^-10 to 2^-11 of a value, the error its square / 12.
        Assert.InRange(Decibels.FromLinear(power / error), 70, 78);
        Assert.Null(SymbolCode.Read(bytes.AsSpan(1)));
        BinaryPrimitives.WriteHalfLittleEndian(bytes, Half.NaN);
        Assert.Null(SymbolCode.Read(bytes));

        double Gaussian() => Math.Sqrt(-Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
    }

    /// <summary>A first datagram, a greeting in answer, and one that is accepted.</summary>
    private static void Meet(DatagramSession sender, DatagramSession receiver)
    {
        Assert.Equal(DatagramVerdict.Unproven, receiver.Read(sender.Write([0]), out _));
        Assert.Equal(DatagramVerdict.Accepted, sender.Read(receiver.WriteGreeting([]), out _));
        Assert.Equal(DatagramVerdict.Accepted, receiver.Read(sender.Write([0]), out _));
    }
}
