using SemCom.Core.Tests.Randomness;

namespace SemCom.Channels.Tests;

/// <summary>Uncoded QPSK with ideal detection against closed forms (Proakis and Salehi, sections 4.3-2 and 13.3-1).</summary>
public class QpskErrorRateTests
{
    private const int MaxTrials = 2_000_000;
    private const int WantedErrors = 2_000;

    [Theory]
    [InlineData(-3)]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(10)]
    public void OverAwgn_MatchesQFunction(double snrDb) =>
        AssertErrorRate("awgn", snrDb, GoodnessOfFit.Q(Math.Sqrt(Linear(snrDb))));

    [Theory]
    [InlineData("rayleigh-fast", 0)]
    [InlineData("rayleigh-fast", 10)]
    [InlineData("rayleigh-fast", 20)]
    [InlineData("rayleigh-fast", 25)]
    [InlineData("rayleigh:coherence=4", 7)]
    [InlineData("rayleigh:coherence=33", 3)]
    public void OverRayleigh_WithKnownGains_MatchesTheClosedForm(string spec, double snrDb)
    {
        var g = Linear(snrDb) / 2;
        AssertErrorRate(spec, snrDb, 0.5 * (1 - Math.Sqrt(g / (1 + g))));
    }

    [Fact]
    public void OverBlockFading_WithOneGainAFrame_MatchesTheClosedForm()
    {
        // One bit a frame, since bits that share a gain fail together.
        const int Frames = 50_000;
        var channel = TestSignal.Channel("rayleigh", 5);
        var x = TestSignal.Qpsk(1);
        var errors = 0;
        for (ulong frame = 0; frame < Frames; frame++)
        {
            var output = channel.Transmit(x, new(9, frame));
            errors += IsError(x[0], output.Received[0], output.Truth.GainAt(0)) ? 1 : 0;
        }
        var g = Linear(5) / 2;
        GoodnessOfFit.AssertBinomial(errors, Frames, 0.5 * (1 - Math.Sqrt(g / (1 + g))));
    }

    private static void AssertErrorRate(string spec, double snrDb, double expected)
    {
        // One bit for each gain: bits that share one do not fail independently, and the binomial bound would not hold.
        var channel = TestSignal.Channel(spec, snrDb);
        var step = channel.CoherenceSymbols ?? 1;
        var trials = (int)Math.Min(MaxTrials, WantedErrors / expected) / step + WantedErrors;
        var x = TestSignal.Qpsk(trials * step);
        var output = channel.Transmit(x, new(2, 7));
        long inPhase = 0, quadrature = 0;
        for (var i = 0; i < x.Count; i += step)
        {
            var h = output.Truth.GainAt(i);
            inPhase += IsError(x[i], output.Received[i], h) ? 1 : 0;
            quadrature += IsError(Swap(x[i]), Swap(output.Received[i] * h.Conjugate()), new(1, 0)) ? 1 : 0;
        }
        if (step == 1)
            Assert.InRange(inPhase, 1000, long.MaxValue);
        GoodnessOfFit.AssertBinomial(inPhase, trials, expected);
        GoodnessOfFit.AssertBinomial(quadrature, trials, expected);
    }

    private static bool IsError(Complex32 x, Complex32 y, Complex32 h) => x.Real > 0 != (y * h.Conjugate()).Real > 0;

    private static Complex32 Swap(Complex32 x) => new(x.Imaginary, x.Real);

    private static double Linear(double decibels) => Math.Pow(10, decibels / 10);
}
