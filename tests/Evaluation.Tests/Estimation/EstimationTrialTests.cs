namespace SemCom.Evaluation.Tests.Estimation;

public sealed class EstimationTrialTests
{
    /// <summary>
    /// One symbol of pilots on a channel that stands still, 72 subcarriers 30 kHz apart: expected errors of nearest-neighbour interpolation and of the minimum, in dB,
    /// computed from the profile's covariance by another program.
    /// </summary>
    [Theory]
    [InlineData("tdl-a:ds=100ns,fd=0Hz,scs=30kHz", 4, 0, 0.00, -10.33)]
    [InlineData("tdl-a:ds=100ns,fd=0Hz,scs=30kHz", 4, 20, -19.58, -27.24)]
    [InlineData("tdl-c:ds=300ns,fd=0Hz,scs=30kHz", 4, 10, -9.68, -15.55)]
    [InlineData("tdl-c:ds=300ns,fd=0Hz,scs=30kHz", 12, 0, 0.28, -5.69)]
    [InlineData("tdl-c:ds=300ns,fd=0Hz,scs=30kHz", 12, 20, -11.23, -17.72)]
    public void Errors_AreThoseOfTheory(string channel, int spacing, double snrDb, double nearest, double minimum)
    {
        var rows = Run(new EstimationTrial
        {
            Channel = channel,
            Estimators = ["ls-nearest", "lmmse-true"],
            SnrDb = [snrDb],
            PilotSpacing = spacing,
            PilotSymbols = [0],
            Frames = 1200,
        });
        Assert.Equal(nearest, rows[0].NmseDb, 0.4);
        Assert.Equal(minimum, rows[1].NmseDb, 0.4);
        Assert.InRange(minimum, rows[1].LowDb!.Value - 0.2, rows[1].HighDb!.Value + 0.2);
    }

    /// <summary>All 24 pilots see one gain: its error is 1 / (1 + 24·SNR).</summary>
    [Fact]
    public void AFlatChannel_HasTheErrorOfAMean()
    {
        var trial = Trial("tdl-a:ds=0ns,fd=0Hz", "lmmse-true") with { Frames = 4000 };
        Assert.Equal(-10 * Math.Log10(1 + 24 * 10), Run(trial)[0].NmseDb, 0.25);
    }

    [Fact]
    public void Rows_DoNotDependOnWhoElseTakesPart_NorOnTheRun()
    {
        var together = Run(Trial("mixture", "ls", "lmmse-robust", "lmmse-mixture"));
        var alone = Run(Trial("mixture", "lmmse-robust"));
        Assert.Equal(together[1] with { MicrosecondsPerSlot = 0 }, alone[0] with { MicrosecondsPerSlot = 0 });
        Assert.Equal(["ls", "lmmse-robust", "lmmse-mixture"], together.Select(row => row.Estimator));
        Assert.NotEqual(Run(Trial("mixture-sparse", "ls"))[0].NmseDb, together[0].NmseDb);
    }

    [Fact]
    public void WrongOptions_AreRefused()
    {
        Assert.Contains("estimator must be one of", Assert.Throws<SemComException>(() => Run(Trial("mixture", "magic"))).Message, StringComparison.Ordinal);
        Assert.Contains("tapped delay line", Assert.Throws<SemComException>(() => Run(Trial("rayleigh", "ls"))).Message, StringComparison.Ordinal);
        Assert.Contains("one antenna", Assert.Throws<SemComException>(() => Run(Trial("tdl-a:rx=2", "ls"))).Message, StringComparison.Ordinal);
        Assert.Contains("ascending", Assert.Throws<SemComException>(() => Run(Trial("mixture", "ls") with { PilotSymbols = [7, 3] })).Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<EstimationRow> Run(EstimationTrial trial) => trial.Run(cancellationToken: TestContext.Current.CancellationToken);

    private static EstimationTrial Trial(string channel, params string[] estimators) => new() { Channel = channel, Estimators = estimators, SnrDb = [10], Frames = 12 };
}
