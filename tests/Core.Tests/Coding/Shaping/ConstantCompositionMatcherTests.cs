using System.Numerics;
using SemCom.Coding;

namespace SemCom.Core.Tests.Coding.Shaping;

public sealed class ConstantCompositionMatcherTests
{
    /// <summary>All inputs give different sequences of the composition, all of them come back, and no other sequence is taken for one of them.</summary>
    [Theory]
    [InlineData(new[] { 1 })]
    [InlineData(new[] { 5 })]
    [InlineData(new[] { 0, 3 })]
    [InlineData(new[] { 1, 1 })]
    [InlineData(new[] { 2, 1 })]
    [InlineData(new[] { 9, 5 })]
    [InlineData(new[] { 1, 11 })]
    [InlineData(new[] { 4, 3, 2, 1 })]
    [InlineData(new[] { 5, 0, 2, 1 })]
    [InlineData(new[] { 2, 1, 1, 1, 0, 1, 0, 1 })]
    public void Matcher_IsABijection_BetweenInputsAndItsSequences(int[] composition)
    {
        var matcher = new ConstantCompositionMatcher(composition);
        var all = Sequences(composition);
        Assert.Equal(all.Count, (int)Multinomial(composition));
        var made = new HashSet<string>();
        for (var input = 0; input < 1 << matcher.InputBits; input++)
        {
            var bits = Enumerable.Range(0, matcher.InputBits).Select(i => (byte)((input >> i) & 1)).ToArray();
            var amplitudes = Match(matcher, bits);
            Assert.Contains(string.Join(",", amplitudes), all);
            Assert.True(made.Add(string.Join(",", amplitudes)));
            Assert.Equal(bits, Dematch(matcher, amplitudes));
        }
        foreach (var sequence in all)
            Assert.Equal(made.Contains(sequence), Dematch(matcher, [.. sequence.Split(',').Select(byte.Parse)]) is not null);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void LongSequences_HaveTheComposition_AndComeBack(int amplitudeCount)
    {
        var random = new Random(amplitudeCount);
        foreach (var length in new[] { 30, 333, 3754, 6494, ConstantCompositionMatcher.MaxLength })
        {
            var matcher = new ConstantCompositionMatcher(RandomComposition(random, amplitudeCount, length));
            for (var trial = 0; trial < 8; trial++)
            {
                // Also the first and the last point of the grid, where rounding and carries are at their extremes.
                var bits = new byte[matcher.InputBits];
                for (var i = 0; i < bits.Length; i++)
                    bits[i] = (byte)(trial switch { 0 => 0, 1 => 1, _ => random.Next(2) });
                var amplitudes = Match(matcher, bits);
                for (var a = 0; a < amplitudeCount; a++)
                    Assert.Equal(matcher.Composition[a], amplitudes.Count(amplitude => amplitude == a));
                Assert.Equal(bits, Dematch(matcher, amplitudes));
            }
        }
    }

    /// <summary>k is the whole number below log2 of the multinomial coefficient, or one less where this is within 2^−10 of it.</summary>
    [Fact]
    public void InputBits_AreThoseOfTheMultinomialCoefficient()
    {
        var random = new Random(9);
        for (var trial = 0; trial < 300; trial++)
        {
            var composition = RandomComposition(random, random.Next(2, 9), random.Next(1, 700));
            var coefficient = Multinomial(composition);
            var expected = (int)Math.Floor(BigInteger.Log(coefficient, 2) - Math.Pow(2, -10));
            Assert.Equal(Math.Max(0, expected), ConstantCompositionMatcher.BitsOf(composition));
        }
    }

    /// <summary>Against ln Γ by Stirling's series, at the lengths of code blocks.</summary>
    [Fact]
    public void InputBits_FollowTheLogGammaFunction()
    {
        var random = new Random(10);
        for (var trial = 0; trial < 200; trial++)
        {
            var composition = RandomComposition(random, 4, random.Next(1000, ConstantCompositionMatcher.MaxLength));
            var exact = (LogFactorial(composition.Sum()) - composition.Sum(LogFactorial)) / Math.Log(2);
            Assert.InRange(ConstantCompositionMatcher.BitsOf(composition), exact - 1.002, exact);
        }
    }

    /// <summary>Sequences of another composition, as a wrong code block has them, stand for no bits.</summary>
    [Fact]
    public void OtherCompositions_AreRefused()
    {
        var matcher = new ConstantCompositionMatcher([6, 4]);
        Assert.Null(Dematch(matcher, [0, 0, 0, 0, 0, 0, 0, 1, 1, 1]));
        Assert.Null(Dematch(matcher, [0, 0, 0, 0, 0, 0, 1, 1, 1, 2]));
        Assert.Null(Dematch(matcher, new byte[10]));
    }

    [Fact]
    public void WrongArguments_AreRefused()
    {
        var matcher = new ConstantCompositionMatcher([6, 4]);
        Assert.Throws<ArgumentException>(() => matcher.Match(new byte[matcher.InputBits + 1], new byte[10]));
        Assert.Throws<ArgumentException>(() => matcher.TryDematch(new byte[9], new byte[matcher.InputBits]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConstantCompositionMatcher([-1, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConstantCompositionMatcher([ConstantCompositionMatcher.MaxLength, 1]));
    }

    private static byte[] Match(ConstantCompositionMatcher matcher, byte[] bits)
    {
        var amplitudes = new byte[matcher.Length];
        matcher.Match(bits, amplitudes);
        return amplitudes;
    }

    private static byte[]? Dematch(ConstantCompositionMatcher matcher, byte[] amplitudes)
    {
        var bits = new byte[matcher.InputBits];
        return matcher.TryDematch(amplitudes, bits) ? bits : null;
    }

    private static HashSet<string> Sequences(int[] composition)
    {
        var found = new HashSet<string>();
        Extend([], [.. composition]);
        return found;

        void Extend(List<int> prefix, int[] left)
        {
            if (left.All(count => count == 0))
                found.Add(string.Join(",", prefix));
            for (var a = 0; a < left.Length; a++)
            {
                if (left[a] == 0)
                    continue;
                var rest = left.ToArray();
                rest[a]--;
                Extend([.. prefix, a], rest);
            }
        }
    }

    private static BigInteger Multinomial(int[] composition)
    {
        var (result, drawn) = (BigInteger.One, 0);
        foreach (var count in composition)
        {
            for (var i = 1; i <= count; i++)
                result = result * ++drawn / i;
        }
        return result;
    }

    private static double LogFactorial(int n) => n < 2 ? 0 : n * Math.Log(n) - n + Math.Log(2 * Math.PI * n) / 2 + 1.0 / (12.0 * n) - 1 / (360.0 * n * n * n);

    private static int[] RandomComposition(Random random, int amplitudes, int length)
    {
        var weights = Enumerable.Range(0, amplitudes).Select(_ => Math.Pow(random.NextDouble(), 3)).ToArray();
        int[] counts = [.. weights.Select(weight => (int)(weight / weights.Sum() * length))];
        counts[0] += length - counts.Sum();
        return counts;
    }
}
