using SemCom.Coding;

namespace SemCom.Core.Tests.Coding.Ldpc;

public sealed class LdpcCodeTests
{
    /// <summary>
    /// Of a cover (Tanner, IEEE Trans. Inf. Theory 27(5), 1981): modulo the largest size of its set, a long code's graph is the standard's, so that its cycles are no shorter. Parity is not turned, and each
    /// turn of information is taken about as often.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void LongCodes_CoverThoseOfTheStandard(int number)
    {
        var graph = number == 1 ? LdpcBaseGraph.Graph1 : LdpcBaseGraph.Graph2;
        Assert.Equal(24, LdpcCode.LongLiftingSizes.Count);
        Assert.Equal((416, LdpcCode.MaxLongLiftingSize), (LdpcCode.LongLiftingSizes[0], LdpcCode.LongLiftingSizes[^1]));
        foreach (var size in LdpcCode.LongLiftingSizes)
        {
            var code = LdpcCode.Get(graph, size);
            var standard = LdpcCode.Get(graph, new[] { 256, 384, 320, 224, 288, 352, 208, 240 }[code.SetIndex]);
            Assert.Equal((code.SetIndex, size, standard.EdgeCount), (standard.SetIndex, code.LiftingSize, code.EdgeCount));
            var turns = new int[size / standard.LiftingSize];
            for (var row = 0; row < graph.RowCount; row++)
            {
                foreach (var (edge, covered) in code.EdgesOf(row).ToArray().Zip(standard.EdgesOf(row).ToArray()))
                {
                    Assert.Equal((covered.Column, covered.Shift), (edge.Column, edge.Shift % standard.LiftingSize));
                    if (edge.Column < graph.InformationColumns)
                        turns[edge.Shift / standard.LiftingSize]++;
                    else
                        Assert.Equal(covered.Shift, edge.Shift);
                }
            }
            // Chi-squared with at most 7 degrees of freedom: beyond 24.3 once in 1000.
            var expected = (double)turns.Sum() / turns.Length;
            Assert.InRange(turns.Sum(count => (count - expected) * (count - expected) / expected), 0, 24.3);
        }
    }

    [Theory]
    [InlineData(17)]
    [InlineData(385)]
    [InlineData(6144)]
    public void OtherLiftingSizes_AreRefused(int size) => Assert.Throws<ArgumentOutOfRangeException>(() => LdpcCode.Get(LdpcBaseGraph.Graph1, size));
}
