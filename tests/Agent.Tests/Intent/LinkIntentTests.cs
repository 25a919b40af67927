namespace SemCom.Agents.Tests.Intent;

public sealed class LinkIntentTests
{
    private static readonly LinkOutcome Outcome = new(PsnrDb: 30, Similarity: 0.8, FocusPsnrDb: 36, ChannelBandwidthRatio: 1.0 / 32, PowerDb: -10, DelaySeconds: 0.05);

    [Fact]
    public void Utility_IsTheWeightedSum()
    {
        var intent = new LinkIntent { Weights = new() { Fidelity = 2, Meaning = 3, Sharpness = 5, ChannelUses = 7, Energy = 11, Delay = 13 } };
        // q(30) = 0.5, q(36) = 0.8, R = 0.5, P = 0.1, T/0.1 s = 0.5.
        Assert.Equal(2 * 0.5 + 3 * 0.8 + 5 * 0.8 - 7 * 0.5 - 11 * 0.5 * 0.1 - 13 * 0.5, intent.Utility(Outcome), 1e-9);
    }

    [Fact]
    public void QualityBeyondEnough_IsWorthNothing()
    {
        var intent = new LinkIntent { Constraints = new() { EnoughPsnrDb = 29 } };
        Assert.Equal(intent.Utility(Outcome with { PsnrDb = 29 }), intent.Utility(Outcome), 1e-9);
        Assert.True(intent.Utility(Outcome with { PsnrDb = 28 }) < intent.Utility(Outcome));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-0.1)]
    [InlineData(16.1)]
    public void WeightOutOfRange_IsRefused(double weight) =>
        Assert.All(Enum.GetValues<IntentAim>(), aim => Assert.Throws<SemComException>(() => new IntentWeights().With(aim, weight)));

    [Fact]
    public void ConstraintOutOfRange_IsRefused()
    {
        Assert.Throws<SemComException>(() => new IntentConstraints { MaxBandwidthHz = double.NaN });
        Assert.Throws<SemComException>(() => new IntentConstraints { MaxLatencySeconds = 0 });
        Assert.Throws<SemComException>(() => new IntentConstraints { MinBattery = 1.01 });
        Assert.Throws<SemComException>(() => new IntentConstraints { MaxChannelUsesPerFrame = 0 });
        Assert.Throws<SemComException>(() => new IntentConstraints { MaxPowerDb = double.PositiveInfinity });
        Assert.Throws<SemComException>(() => new LinkIntent { Constraints = new() { MinPsnrDb = 31, EnoughPsnrDb = 30 } });
    }

    [Fact]
    public void Focus_IsWhatExists()
    {
        Assert.Throws<SemComException>(() => new LinkIntent { Focus = PictureFocus.At(-1, 0) });
        Assert.Throws<SemComException>(() => new LinkIntent { Focus = PictureFocus.In(new PictureBox(0, 0, 0, 1)) });
    }
}
