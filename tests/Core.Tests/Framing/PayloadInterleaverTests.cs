using SemCom.Framing;

namespace SemCom.Core.Tests.Framing;

public sealed class PayloadInterleaverTests
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

    /// <summary>Any tenth of the channel holds a tenth of every tenth of the payload, up to a few symbols.</summary>
    [Fact]
    public void AnyStretchOfTheChannel_IsSpreadOverThePayload()
    {
        foreach (var n in new[] { 1000, 4096, 9999, 25_000 })
        {
            var stride = PayloadInterleaver.Stride(n);
            for (var start = 0; start < n; start += n / 10)
            {
                var counts = new int[10];
                for (var j = start; j < start + n / 10; j++)
                    counts[PayloadInterleaver.SymbolAt(j % n, stride, n) * 10L / n]++;
                Assert.All(counts, count => Assert.InRange(count, n / 100 - 4, n / 100 + 4));
            }
        }
    }

    private static void AssertPermutation(int n)
    {
        var stride = PayloadInterleaver.Stride(n);
        var seen = new bool[n];
        for (var j = 0; j < n; j++)
        {
            var i = PayloadInterleaver.SymbolAt(j, stride, n);
            if (seen[i])
                Assert.Fail($"n = {n}: symbol {i} stands twice");
            seen[i] = true;
        }
    }
}
