using SemCom.Core.Tests.Randomness;

namespace SemCom.Channels.Tests.Tdl;

/// <summary>
/// Second-order statistics of every tap of every profile, and proof that the same checks turn red for wrong processes (what a test with an absolute
/// tolerance of 0.05 on weak taps cannot see).
/// </summary>
public class TdlStatisticsTests
{
    private const int Frames = 10_000;
    private const double DelaySpread = 100e-9;
    private const double Doppler = 50;
    private const double Lag = 0.13 / Doppler;
    private const int StrongTap = 1;

    private static readonly TdlProfile ProfileA = TdlProfile.Find("TDL-A");

    public static TheoryData<string> Profiles => [.. TdlProfile.All.Select(profile => profile.Name)];

    [Theory]
    [MemberData(nameof(Profiles))]
    public void EveryTap_HasThePowerCorrelationAndIndependence_OfItsProfile(string name)
    {
        var profile = TdlProfile.Find(name);
        var sample = new PathSample(new TdlPathProcess(profile, DelaySpread, Doppler), profile, Frames, Lag);
        Assert.InRange(sample.PowerScore(), 0, GoodnessOfFit.Z);
        Assert.InRange(sample.AutocorrelationScore(Doppler), 0, GoodnessOfFit.Z);
        Assert.InRange(sample.IndependenceScore(), 0, GoodnessOfFit.Z);
        Assert.InRange(sample.CircularityScore(), 0, GoodnessOfFit.Z);
        Assert.InRange(sample.FrequencyCorrelationScore(DelaySpread), 0, GoodnessOfFit.Z);
        Assert.InRange(sample.DelaySpreadScore(DelaySpread), 0, GoodnessOfFit.Z);
    }

    [Fact]
    public void WithoutDoppler_TheGainStaysForAFrame_WithTheSameStatistics()
    {
        var process = new TdlPathProcess(ProfileA, DelaySpread, 0);
        Assert.False(process.VariesInTime);
        var sample = new PathSample(process, ProfileA, Frames, Lag);
        Assert.Equal(sample[7, 0, 3], sample[7, PathSample.Lags, 3]);
        Assert.InRange(sample.PowerScore(), 0, GoodnessOfFit.Z);
        Assert.InRange(sample.IndependenceScore(), 0, GoodnessOfFit.Z);
        Assert.InRange(sample.CircularityScore(), 0, GoodnessOfFit.Z);
        Assert.InRange(sample.FrequencyCorrelationScore(DelaySpread), 0, GoodnessOfFit.Z);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void OneTapOffByOneDecibel_IsFound(double decibels)
    {
        // The weakest tap of all, -29.7 dB below the strongest.
        var scale = (float)Math.Pow(10, decibels / 20);
        AssertFound(new WrongProcess(Right(), (p, a) => p == ProfileA.Taps.Length - 1 ? a * scale : a), s => s.PowerScore());
    }

    [Fact]
    public void OneWaveOf32Missing_IsFound() =>
        AssertFound(new WrongProcess(Right(), (_, a) => a * MathF.Sqrt(31f / 32)), s => s.PowerScore());

    [Theory]
    [InlineData(0.71)]
    [InlineData(1.03)]
    [InlineData(0)]
    public void WrongDoppler_IsFound(double factor) =>
        AssertFound(new TdlPathProcess(ProfileA, DelaySpread, factor * Doppler), s => s.AutocorrelationScore(Doppler));

    [Theory]
    [InlineData(0.98)]
    [InlineData(1.02)]
    public void OneDelayOffByTwoPercent_IsFound(double factor) =>
        AssertFound(new WrongProcess(Right(), delay: (p, d) => p == StrongTap ? d * factor : d), s => s.FrequencyCorrelationScore(DelaySpread));

    [Fact]
    public void AllDelaysOffByTwoPercent_AreFound()
    {
        AssertFound(new TdlPathProcess(ProfileA, 1.02 * DelaySpread, Doppler), s => s.FrequencyCorrelationScore(DelaySpread));
        AssertFound(new TdlPathProcess(ProfileA, 1.02 * DelaySpread, Doppler), s => s.DelaySpreadScore(DelaySpread));
    }

    [Fact]
    public void OneSampleOfDelay_IsFound() =>
        AssertFound(new WrongProcess(Right(), delay: (_, d) => d + 1 / 15.36e6), s => s.FrequencyCorrelationScore(DelaySpread));

    [Fact]
    public void CorrelatedInPhaseAndQuadrature_AreFound() => AssertFound(
        new WrongProcess(Right(), (_, a) => new(a.Real, 0.995f * a.Imaginary + 0.1f * a.Real)), s => s.CircularityScore());

    [Fact]
    public void DependentTaps_AreFound()
    {
        var first = default(Complex32);
        var wrong = new WrongProcess(Right(), (p, a) => p switch
        {
            0 => first = a,
            _ => p == 1 ? a + first * 0.2f : a,
        });
        Assert.InRange(new PathSample(new OneThread(wrong), ProfileA, Frames, Lag).IndependenceScore(), GoodnessOfFit.Z, double.MaxValue);
    }

    private static TdlPathProcess Right() => new(ProfileA, DelaySpread, Doppler);

    private static void AssertFound(IPathProcess wrong, Func<PathSample, double> score) =>
        Assert.InRange(score(new(wrong, ProfileA, Frames, Lag)), GoodnessOfFit.Z, double.MaxValue);

    private sealed class OneThread(IPathProcess inner) : IPathProcess
    {
        private readonly Lock _lock = new();

        public ReadOnlySpan<double> DelaysSeconds => inner.DelaysSeconds;

        public bool VariesInTime => inner.VariesInTime;

        public void Fill(ChannelRealization realization, int antennaPair, double startSeconds, double stepSeconds, Span<Complex32> gains)
        {
            lock (_lock)
                inner.Fill(realization, antennaPair, startSeconds, stepSeconds, gains);
        }
    }
}
