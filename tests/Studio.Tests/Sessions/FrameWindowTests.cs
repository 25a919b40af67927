namespace SemCom.Studio.Tests.Sessions;

public class FrameWindowTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public void FourthFrame_WaitsForAnAcknowledgement()
    {
        var window = new FrameWindow(3, _clock);
        Assert.All([0L, 1, 2], number => Assert.True(window.TrySend(number)));
        Assert.False(window.IsOpen);
        Assert.False(window.TrySend(3));
        window.Acknowledge(1); // and 0 with it
        Assert.True(window.TrySend(4));
        Assert.True(window.TrySend(5));
        Assert.False(window.TrySend(6));
    }

    [Fact]
    public void Silence_CountsFromTheFirstUnacknowledgedFrameOrTheLastAcknowledgement()
    {
        var window = new FrameWindow(3, _clock);
        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(TimeSpan.Zero, window.Silence);
        window.TrySend(0);
        window.TrySend(1);
        _clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(TimeSpan.FromSeconds(20), window.Silence);
        window.Acknowledge(0);
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(TimeSpan.FromSeconds(5), window.Silence);
        window.Acknowledge(1);
        Assert.Equal(TimeSpan.Zero, window.Silence);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void FrameThatWasNotSent_CannotBeAcknowledged(long number)
    {
        var window = new FrameWindow(3, _clock);
        window.TrySend(0);
        Assert.Throws<SemComException>(() => window.Acknowledge(number));
    }

    [Fact]
    public void Budget_AllowsABurstAndThenTheRate()
    {
        var budget = new MessageBudget(10, _clock);
        Assert.Equal(20, Enumerable.Range(0, 100).Count(_ => budget.TryTake()));
        _clock.Advance(TimeSpan.FromSeconds(0.5));
        Assert.Equal(5, Enumerable.Range(0, 100).Count(_ => budget.TryTake()));
    }
}
