using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SemCom.Channels.Tests;

public sealed class TraceFileTests : TraceFolder
{
    [Fact]
    public void SavedAndLoaded_IsTheSame()
    {
        var trace = new ChannelTrace(new(3, 2, 2, 5, 4), 2.5e-4, [0, 1e-9, 5e-7, 2e-6], TraceSamples.Gains(240))
        {
            Interpolation = TraceInterpolation.Hold,
            Normalization = TraceNormalization.Average,
            Origin = new("tdl-c:ds=300ns,fd=50Hz", ulong.MaxValue, "SemCom 0.1.0"),
        };
        TraceFile.Save(trace, this["a.trace"]);
        var loaded = TraceFile.Load(this["a.trace"]);

        Assert.Equal(trace.Shape, loaded.Shape);
        Assert.Equal(trace.IntervalSeconds, loaded.IntervalSeconds);
        Assert.True(trace.DelaysSeconds.SequenceEqual(loaded.DelaysSeconds));
        Assert.True(trace.Gains.SequenceEqual(loaded.Gains));
        Assert.Equal((trace.Interpolation, trace.Normalization, trace.Origin), (loaded.Interpolation, loaded.Normalization, loaded.Origin));
        Assert.Equal(File.ReadAllBytes(this["a.trace"]), TraceFile.ToMessagePack(loaded));
        Assert.Equal([this["a.trace"]], Directory.GetFiles(Path.GetDirectoryName(this["a.trace"])!));
    }

    /// <summary>Reads the bytes by the README alone: a mistake that writer and reader share would show here.</summary>
    [Fact]
    public void Bytes_AreAsDocumented()
    {
        var trace = new ChannelTrace(new(1, 1, 1, 2, 1), 0.001, [0.25], [new(1, -2), new(0.5f, 3)])
        {
            Interpolation = TraceInterpolation.Hold,
            Normalization = TraceNormalization.Snapshot,
            Origin = new("x", 300, "p"),
        };
        var bytes = TraceFile.ToMessagePack(trace);

        var expected = new List<byte>();
        expected.AddRange([0x9A, 0xAC, .. Encoding.ASCII.GetBytes("semcom-trace"), 0x01]);
        expected.AddRange([0x95, 1, 1, 1, 2, 1]);
        expected.AddRange([0xCB, .. BigEndian(0.001), 0x91, 0xCB, .. BigEndian(0.25)]);
        expected.AddRange([1, 2]);
        expected.AddRange([0x93, 0xA1, (byte)'x', 0xCD, 0x01, 0x2C, 0xA1, (byte)'p']);
        expected.AddRange([0xC4, 16, 0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0, 0, 0, 0, 0x3F, 0, 0, 0x40, 0x40]);
        var digest = SHA256.HashData([.. expected]);
        expected.AddRange([0xC4, 32, .. digest]);
        Assert.Equal([.. expected], bytes);
    }

    [Fact]
    public void AnotherFile_IsRefusedByItsName()
    {
        var message = Refused(() => TraceFile.Load(Write("a.trace", "time,re,im\n0,1,0\n")));
        Assert.StartsWith($"{this["a.trace"]}: must be a channel trace (starts with other bytes)", message, StringComparison.Ordinal);
        Assert.Contains("is empty", Refused(() => TraceFile.Load(Write("b.trace", ""))), StringComparison.Ordinal);
        Assert.Contains("there is no such file", Refused(() => TraceFile.Load(this["c.trace"])), StringComparison.Ordinal);
        Assert.Contains("is a folder", Refused(() => TraceFile.Load(Path.GetTempPath())), StringComparison.Ordinal);
        Assert.Contains("cannot be written", Refused(() => TraceFile.Save(TraceSamples.Small(), this["no/such/folder/a.trace"])), StringComparison.Ordinal);
    }

    [Fact]
    public void AnotherVersion_IsRefused()
    {
        var bytes = TraceFile.ToMessagePack(TraceSamples.Small());
        bytes[14] = 2;
        Assert.Contains("must have version 1 (was 2)", Refused(() => TraceFile.FromMessagePack(bytes)), StringComparison.Ordinal);
    }

    [Fact]
    public void TooLongTexts_AreRefusedBeforeTheyMakeAnUnreadableFile()
    {
        var trace = new ChannelTrace(new(1, 1, 1, 1, 1), 0, [0], [new(1, 0)]) { Origin = new(new string('x', 1025), 1, "") };
        Assert.Contains("between 0 and 1024 (was 1025)", Refused(() => TraceFile.ToMessagePack(trace)), StringComparison.Ordinal);
    }

    /// <summary>Lies behind a right digest: what a hostile file would bring.</summary>
    [Theory]
    [InlineData(16, new byte[] { 0 }, "frames of a channel trace must be between 1 and 65536 (was 0)")]
    [InlineData(17, new byte[] { 5 }, "receive antennas")]
    [InlineData(19, new byte[] { 4 }, "192 bytes of gains where 256 belong")]
    [InlineData(20, new byte[] { 3 }, "2 delays where 3 belong")]
    [InlineData(16, new byte[] { 0xCE, 0xFF, 0xFF, 0xFF, 0xFF }, "MessagePack")]
    [InlineData(22, new byte[] { 0xFF, 0xF0 }, "interval in seconds")]
    [InlineData(32, new byte[] { 0xBF }, "delay in seconds of a path must be between 0 and 1")]
    public void LiesBehindARightDigest_AreRefused(int at, byte[] lie, string message)
    {
        var body = TraceFile.ToMessagePack(TraceSamples.Small())[..^34];
        var forged = at == 16 && lie.Length > 1 ? [.. body[..at], .. lie, .. body[(at + 1)..]] : body.ToArray();
        if (forged.Length == body.Length)
            lie.CopyTo(forged, at);
        Assert.Contains(message, Refused(() => TraceFile.FromMessagePack(Sealed(forged))), StringComparison.Ordinal);
    }

    [Fact]
    public void GainsThatAreNotFinite_AreRefused()
    {
        var body = TraceFile.ToMessagePack(TraceSamples.Small())[..^34];
        BinaryPrimitives.WriteSingleLittleEndian(body.AsSpan(body.Length - 4), float.NaN);
        Assert.Contains("must be finite (gain 23, path 1", Refused(() => TraceFile.FromMessagePack(Sealed(body))), StringComparison.Ordinal);
    }

    /// <summary>Half of the files have a right digest again, so that the checks behind it are reached, too.</summary>
    [Fact]
    public void ThousandsOfDamagedFiles_GiveNothingButErrorsForPeople()
    {
        var random = new Random(20261121);
        var valid = TraceFile.ToMessagePack(TraceSamples.Small());
        var refused = 0;
        Refused(() => TraceFile.FromMessagePack(valid.AsSpan(1).ToArray())); // what the runtime sets up once, at the first refusal of all, is not the file's
        Refused(() => TraceFile.FromMessagePack([.. valid[..^34], .. new byte[34]]));
        for (var i = 0; i < 6000; i++)
        {
            var bytes = valid[..^34];
            if (random.Next(4) == 0)
                bytes = bytes[..random.Next(bytes.Length + 1)];
            for (var changes = random.Next(1, 4); changes > 0 && bytes.Length > 0; changes--)
                bytes[random.Next(2) == 0 ? random.Next(Math.Min(60, bytes.Length)) : random.Next(bytes.Length)] = (byte)random.Next(256);
            bytes = i % 2 == 0 ? Sealed(bytes) : [.. bytes, .. valid[^34..]];
            if (i % 7 == 0)
                bytes = bytes[..random.Next(bytes.Length)];
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                TraceFile.FromMessagePack(bytes);
            }
            catch (SemComException)
            {
                refused++;
            }
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 100_000, "a small file took much memory");
        }
        Assert.InRange(refused, 4000, 5999);
    }

    private static byte[] Sealed(byte[] body) => [.. body, 0xC4, 32, .. SHA256.HashData(body)];

    private static byte[] BigEndian(double value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteDoubleBigEndian(bytes, value);
        return bytes;
    }
}
