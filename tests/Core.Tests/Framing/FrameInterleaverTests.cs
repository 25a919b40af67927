using SemCom.Framing;

namespace SemCom.Core.Tests.Framing;

public sealed class FrameInterleaverTests
{
    [Fact]
    public void EveryLength_IsPermuted()
    {
        for (var n = 1; n <= 5000; n++)
            AssertPermutation(n);
    }

    /// <summary>j · stride exceeds 32 bits here.</summary>
    [Theory]
    [InlineData(FrameHeader.MaxPayloadSymbols)]
    [InlineData(1 << 20)]
    public void LongPayloads_ArePermuted(int n) => AssertPermutation(n);

    /// <summary>Any tenth of the symbols stands on a tenth of every tenth of the channel, up to a few symbols; and the other way round.</summary>
    [Fact]
    public void AnyStretch_IsSpreadOverTheFrame()
    {
        foreach (var n in new[] { 1000, 4096, 9999, 25_000 })
        {
            var stride = FrameInterleaver.Stride(n);
            for (var start = 0; start + n / 10 <= n; start += n / 10)
            {
                var (positions, symbols) = (new int[10], new int[10]);
                for (var i = 0; i < n; i++)
                {
                    var position = FrameInterleaver.PositionOf(i, stride, n);
                    if (i >= start && i < start + n / 10)
                        positions[position * 10L / n]++;
                    if (position >= start && position < start + n / 10)
                        symbols[i * 10L / n]++;
                }
                Assert.All(positions.Concat(symbols), count => Assert.InRange(count, n / 100 - 6, n / 100 + 6));
            }
        }
    }

    /// <summary>What was spread comes back in order; what did not arrive is erased, what is too much ignored.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(997)]
    public void Gather_UndoesSpread(int n)
    {
        Complex32[] ordered = [.. Enumerable.Range(0, n).Select(i => new Complex32(i + 1, -i))];
        var sent = new Complex32[n];
        FrameInterleaver.Spread(ordered, sent);
        var (symbols, noise) = FrameInterleaver.Gather([.. sent, default], [.. Enumerable.Repeat(0.5f, n + 1)], n);
        Assert.Equal(ordered, symbols);
        Assert.All(noise, x => Assert.Equal(0.5f, x));

        var cut = n / 3;
        (symbols, noise) = FrameInterleaver.Gather(sent.AsSpan(0, cut), [.. Enumerable.Repeat(0.5f, cut)], n);
        Assert.Equal(cut, noise.Count(float.IsFinite));
        for (var i = 0; i < n; i++)
            Assert.Equal(float.IsFinite(noise[i]) ? ordered[i] : default, symbols[i]);
    }

    private static void AssertPermutation(int n)
    {
        var stride = FrameInterleaver.Stride(n);
        var seen = new bool[n];
        for (var j = 0; j < n; j++)
        {
            var i = FrameInterleaver.PositionOf(j, stride, n);
            if (seen[i])
                Assert.Fail($"n = {n}: symbol {i} stands twice");
            seen[i] = true;
        }
    }
}
