namespace SemCom.Agents.Tests;

public sealed class ObservationSpaceTests
{
    private static readonly ObservationSpace Space = new([new Feature("SNR [dB]", -10, 30), new Feature("queue", 0, 1)], hasPriors: true);

    [Theory]
    [InlineData(0, float.NaN, "SNR [dB]")]
    [InlineData(1, float.PositiveInfinity, "queue")]
    [InlineData(3, float.NegativeInfinity, "prior of action 1")]
    public void NumberThatIsNotFinite_IsRefusedByItsName(int index, float value, string name)
    {
        var observation = new float[Space.Length(2)];
        Space.Check(observation, 2);
        observation[index] = value;
        var refused = Assert.Throws<SemComException>(() => Space.Check(observation, 2));
        Assert.Contains($"'{name}'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OtherLength_IsRefused() =>
        Assert.Contains("must have 4 numbers (had 5)", Assert.Throws<SemComException>(() => Space.Check(new float[5], 2)).Message, StringComparison.Ordinal);

    [Fact]
    public void EmptyRange_IsRefused() => Assert.Throws<ArgumentException>(() => new ObservationSpace([new Feature("a", 1, 1)]));
}
