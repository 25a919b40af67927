using System.Runtime.InteropServices;
using System.Security.Cryptography;
using SemCom.Randomness;

namespace SemCom.Core.Tests.Randomness;

public class CounterRandomTests
{
    private static readonly CounterRandom Stream = new(7, RandomPurpose.SourceData, 3);

    [Theory]
    [InlineData(0, 4096)]
    [InlineData(1, 1000)]
    [InlineData(3, 17)]
    [InlineData(6, 1)]
    [InlineData(4 * ((1L << 32) - 3) + 2, 333)]
    [InlineData(4 * ((1L << 48) - 200), 800)]
    public void VectorPath_EqualsScalarPath_ToTheLastBit(long start, int count)
    {
        var random = new CounterRandom(0xfedcba9876543210, RandomPurpose.ChannelNoise, 0xa5a5a5a5_5a5a5a5a);
        var fast = new float[count];
        var plain = new float[count];
        random.FillGaussian(fast, (ulong)start);
        GaussianFill.FillScalar(random, plain, (ulong)start);
        AssertSameBits(plain, fast);
    }

    [Fact]
    public void VectorPath_EqualsScalarPath_OverManyNormals()
    {
        // On a processor without 256-bit vectors the framework emulates them: the path is compared in any case.
        var fast = new float[1 << 20];
        var plain = new float[fast.Length];
        GaussianFill.FillVector(Stream, fast, 12345);
        GaussianFill.FillScalar(Stream, plain, 4 * 12345);
        AssertSameBits(plain, fast);
    }

    [Fact]
    public void Normals_OfOneMillion_HaveThePinnedDigest()
    {
        var normals = new float[1_000_000];
        Stream.FillGaussian(normals);
        Assert.Equal(
            "62cef6b26d667f8628dc1b07b756a7dfe417f114505e3ef1cf18d4aff1a4f28d",
            Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(normals.AsSpan()))));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(1001)]
    public void Normals_InPieces_EqualNormalsAtOnce(int piece)
    {
        var whole = new float[5000];
        var parts = new float[whole.Length];
        Stream.FillGaussian(whole, 99);
        for (var i = 0; i < parts.Length; i += piece)
            Stream.FillGaussian(parts.AsSpan(i, Math.Min(piece, parts.Length - i)), 99 + (ulong)i);
        AssertSameBits(whole, parts);
    }

    [Fact]
    public void Words_AreThoseOfTheBlocks()
    {
        var words = new uint[11];
        Stream.FillUInt32(words, 6);
        var (b1, b2) = (Stream.At(1), Stream.At(2));
        Assert.Equal([b1.X2, b1.X3, b2.X0, b2.X1, b2.X2, b2.X3], words[..6]);
        Assert.Equal(Stream.At(4).X0, words[10]);
    }

    [Fact]
    public void Uniform_IsUniform()
    {
        var samples = new double[200_000];
        for (var i = 0; i < samples.Length; i++)
            samples[i] = Stream.Uniform((ulong)i);
        Assert.All(samples, u => Assert.InRange(u, 0, 1 - 1e-16));
        GoodnessOfFit.AssertDistribution(samples, u => u);
    }

    [Theory]
    [InlineData(8, RandomPurpose.SourceData, 3)]
    [InlineData(7, RandomPurpose.Fading, 3)]
    [InlineData(7, RandomPurpose.SourceData, 4)]
    public void OtherSeedPurposeOrFrame_IsUncorrelated(ulong seed, RandomPurpose purpose, ulong frame)
    {
        var a = new float[1 << 18];
        var b = new float[a.Length];
        Stream.FillGaussian(a);
        new CounterRandom(seed, purpose, frame).FillGaussian(b);
        GoodnessOfFit.AssertUncorrelated(a, b);
        GoodnessOfFit.AssertUncorrelated(a.AsSpan(1), b.AsSpan(0, b.Length - 1));
    }

    [Fact]
    public void EndOfTheStream_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Stream.At(CounterRandom.BlockCount));
        Assert.Throws<ArgumentOutOfRangeException>(() => Stream.FillGaussian(new float[2], 4 * CounterRandom.BlockCount - 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Stream.FillUInt32(new uint[1], ulong.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CounterRandom(1, default, 0));
    }

    private static void AssertSameBits(float[] expected, float[] actual) =>
        Assert.True(MemoryMarshal.AsBytes(expected.AsSpan()).SequenceEqual(MemoryMarshal.AsBytes(actual.AsSpan())));
}
