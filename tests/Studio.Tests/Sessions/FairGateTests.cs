namespace SemCom.Studio.Tests.Sessions;

public class FairGateTests
{
    [Fact]
    public async Task WhoHasFewestInside_EntersNext()
    {
        var gate = new FairGate(2);
        var (greedy, modest) = (new GateMember(), new GateMember());
        await gate.EnterAsync(greedy, default);
        await gate.EnterAsync(greedy, default);
        var third = gate.EnterAsync(greedy, default).AsTask();
        var first = gate.EnterAsync(modest, default).AsTask();
        Assert.False(first.IsCompleted);
        gate.Leave(greedy);
        await first;
        Assert.False(third.IsCompleted);
        gate.Leave(modest);
        await third;
        Assert.Equal((2, 0), (greedy.Inside, modest.Inside));
    }

    [Fact]
    public async Task WhoGivesUp_TakesNoPlace()
    {
        var gate = new FairGate(1);
        var member = new GateMember();
        await gate.EnterAsync(member, default);
        using var stop = new CancellationTokenSource();
        var waiting = gate.EnterAsync(member, stop.Token).AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        gate.Leave(member);
        await gate.EnterAsync(member, default);
        Assert.Equal(1, member.Inside);
    }

    [Fact]
    public async Task NeverMoreInside_ThanPlaces()
    {
        var gate = new FairGate(3);
        var (inside, most) = (0, 0);
        await Parallel.ForEachAsync(Enumerable.Range(0, 400), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, stop) =>
        {
            var member = new GateMember();
            await gate.EnterAsync(member, stop);
            var now = Interlocked.Increment(ref inside);
            for (var seen = most; now > seen && Interlocked.CompareExchange(ref most, now, seen) != seen; seen = most)
            {
            }
            await Task.Yield();
            Interlocked.Decrement(ref inside);
            gate.Leave(member);
        });
        Assert.InRange(most, 1, 3);
    }
}
