using System.Numerics;
using SemCom.Coding;

namespace SemCom.Core.Tests.Coding;

public sealed class PolarCodeTests
{
    /// <summary>(K, E) over all three kinds of rate matching and every mother code length.</summary>
    public static TheoryData<int, int> Sizes { get; } = new()
    {
        { 12, 32 }, { 1, 20 }, { 20, 30 }, { 20, 70 }, { 32, 54 }, { 40, 108 }, { 64, 128 }, { 64, 216 }, { 100, 130 }, { 140, 432 },
        { 158, 474 }, { 158, 864 }, { 164, 512 }, { 300, 576 }, { 328, 1000 }, { 512, 1024 }, { 512, 683 }, { 528, 1056 }, { 700, 800 },
        { 1000, 1024 }, { 1024, 1024 }, { 512, 10240 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Encode_MatchesTheStandardFollowedByHand(int k, int e)
    {
        var random = new Random(k + e);
        foreach (var interleave in new[] { false, true })
        {
            var code = new PolarCode(k, e, interleave);
            var coded = new byte[e];
            for (var trial = 0; trial < 3; trial++)
            {
                var message = Enumerable.Range(0, k).Select(_ => (byte)random.Next(2)).ToArray();
                code.Encode(message, coded);
                Assert.Equal(SlowPolarEncoder.Encode(message, e, interleave), coded);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void ShortenedPositions_AreZeroForEveryMessage(int k, int e)
    {
        var code = new PolarCode(k, e);
        Assert.Equal(code.RateMatching == PolarRateMatching.Shortening ? code.MotherLength - e : 0, code.ShortenedPositions.Length);
        var information = code.InformationPositions.ToArray();
        foreach (var position in code.ShortenedPositions)
            Assert.DoesNotContain(information, row => (row & position) == position);
    }

    [Fact]
    public void InformationPositions_NeverSkipABitThatDominatesAChosenOne()
    {
        foreach (var (k, e) in new[] { (64, 128), (512, 1024), (158, 2048), (100, 512) })
        {
            var code = new PolarCode(k, e);
            var chosen = code.InformationPositions.ToArray().ToHashSet();
            Assert.Equal(k, chosen.Count);
            foreach (var position in chosen)
            {
                for (var other = 0; other < code.MotherLength; other++)
                {
                    if ((other & position) == position)
                        Assert.Contains(other, chosen);
                }
            }
        }
    }

    [Fact]
    public void Sequence_RanksEveryIndexAboveThoseWhoseOnesItContains()
    {
        var rank = new int[PolarCode.MaxMotherLength];
        for (var i = 0; i < rank.Length; i++)
            rank[SlowPolarEncoder.Sequence[i]] = i;
        for (var index = 0; index < rank.Length; index++)
        {
            for (var other = 0; other < index; other++)
            {
                if ((other & index) == other && rank[other] > rank[index])
                    Assert.Fail($"{other} is ranked above {index}");
            }
        }
    }

    [Fact]
    public void CodedBitSources_OfAFullCodeword_UseEveryBitOnce()
    {
        foreach (var interleave in new[] { false, true })
        {
            var code = new PolarCode(300, 1024, interleave);
            Assert.Equal(Enumerable.Range(0, 1024), code.CodedBitSources.ToArray().Order());
        }
    }

    [Fact]
    public void Transform_IsItsOwnInverse_AndMatchesTheMatrix()
    {
        var random = new Random(5);
        var input = Enumerable.Range(0, 64).Select(_ => (byte)random.Next(2)).ToArray();
        var word = (byte[])input.Clone();
        PolarTransform.Apply<byte>(word);
        Assert.Equal(SlowPolarEncoder.MultiplyByMatrix(input), word);
        PolarTransform.Apply<byte>(word);
        Assert.Equal(input, word);
        Assert.Throws<ArgumentException>(() => PolarTransform.Apply<byte>(new byte[12]));
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(1025, 2000)]
    [InlineData(20, 19)]
    public void Constructor_RefusesImpossibleSizes(int k, int e) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PolarCode(k, e));

    [Fact]
    public void Encode_RefusesWrongLengths()
    {
        var code = new PolarCode(20, 40);
        Assert.Throws<ArgumentException>(() => code.Encode(new byte[19], new byte[40]));
        Assert.Throws<ArgumentException>(() => code.Encode(new byte[20], new byte[41]));
    }

    /// <summary>The minimum distance of a polar code is the smallest weight of its generator's rows; here by brute force over all words.</summary>
    [Fact]
    public void SmallCode_HasTheMinimumDistanceOfItsRows()
    {
        var code = new PolarCode(10, 64);
        var rowWeight = code.InformationPositions.ToArray().Min(position => 1 << BitOperations.PopCount((uint)position));
        var minimum = Enumerable.Range(1, 1023).Min(value =>
        {
            var coded = new byte[64];
            code.Encode([.. Enumerable.Range(0, 10).Select(i => (byte)((value >> i) & 1))], coded);
            return coded.Sum(bit => bit);
        });
        Assert.Equal(rowWeight, minimum);
    }
}
