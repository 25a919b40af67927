using SemCom.Evaluation.Rivals;

namespace SemCom.Evaluation.Tests.Rivals;

public sealed class FrameTrialsTests
{
    /// <summary>Every third frame fails.</summary>
    private static bool Arrives(int frame) => frame % 3 != 2;

    [Fact]
    public void Counts_DependOnTheRuleAlone_AndEachFrameIsSentOnce()
    {
        var sent = new List<int>();
        var remembered = "";
        var trials = new FrameTrials(() => frame => { sent.Add(frame); return Arrives(frame); }, "", text => remembered = text);

        Assert.Equal((9, 3), trials.Until((_, failed) => failed == 3));
        Assert.Equal((5, 1), trials.Until((count, _) => count == 5));
        Assert.Equal((12, 4), trials.Until((count, _) => count == 12));
        Assert.Equal((9, 3), trials.Until((_, failed) => failed == 3));

        Assert.Equal(Enumerable.Range(0, 12), sent);
        Assert.Equal("..x..x..x..x", remembered);
    }

    [Fact]
    public void WhatIsKnown_IsNotSentAgain()
    {
        var trials = new FrameTrials(() => throw new InvalidOperationException("opened"), "..x..x", _ => Assert.Fail("written"));

        Assert.Equal((6, 2), trials.Until((_, failed) => failed == 2));
    }

    [Fact]
    public void DamagedText_CountsAsNothingKnown()
    {
        var trials = new FrameTrials(() => _ => false, "..?", _ => { });

        Assert.Equal((2, 2), trials.Until((_, failed) => failed == 2));
    }

    [Fact]
    public void ManyThreads_SendEachFrameOnce()
    {
        var count = 0;
        var trials = new FrameTrials(() => frame => { Interlocked.Increment(ref count); return Arrives(frame); }, "", _ => { });

        Parallel.For(0, 64, i => Assert.Equal(i, trials.Until((sent, _) => sent == i).Sent));

        Assert.Equal(63, count);
    }
}
